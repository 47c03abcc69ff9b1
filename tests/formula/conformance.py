"""Runs Microsoft's own expression tests for Power Fx against this language; as a script, lists the failures.

    python -m tests.formula.conformance [--write | --check]

A case is in scope when its file's set-up can be met and every function in it is one of ours.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from fieldapp.formula.registry import FUNCTIONS
from fieldapp.formula.values import ErrorValue
from fieldpact.formula import evaluate
from fieldpact.formula.excel import LAZY

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "powerfx"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "conformance.md"
MET = {
    "disable:NumberIsFloat",
    "TableSyntaxDoesntWrapRecords",
    "PowerFxV1CompatibilityRules",
    "EnableExpressionChaining",
    "ConsistentOneColumnTableResult",
    "DisableMemChecks",
    "RestrictedIsEmptyArguments",
    "disable:SupportColumnNamesAsIdentifiers",
}
CALL = re.compile(r"\b([A-Z]\w*)\s*\(")
LITERAL = re.compile(r'"(?:[^"]|"")*"')


@dataclass(frozen=True)
class Case:
    """One expression, what it must give, and where it stands."""

    file: str
    line: int
    expression: str
    expected: str

    @property
    def functions(self) -> set[str]:
        return set(CALL.findall(LITERAL.sub('""', self.expression)))

    @property
    def in_scope(self) -> bool:
        return self.functions <= {*FUNCTIONS, *LAZY} and not self.expected.startswith("#SKIP")


def cases(folder: Path = FOLDER) -> Iterator[Case]:
    """The cases of every file whose set-up can be met."""
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text("utf-8-sig").splitlines()
        setups = [line.removeprefix("#SETUP:").strip() for line in lines if line.startswith("#SETUP")]
        if all(part.strip() in MET for setup in setups for part in setup.split(",")):
            yield from read(path.stem, lines)


def read(name: str, lines: list[str]) -> Iterator[Case]:
    at = 0
    while at < len(lines):
        if not lines[at].startswith(">>"):
            at += 1
            continue
        start = at
        expression = [lines[at][2:].strip(" ")]
        at += 1
        while at < len(lines) and lines[at][:1] in (" ", "\t"):
            expression.append(lines[at])
            at += 1
        while at < len(lines) and not lines[at].strip():
            at += 1
        expected = []
        while at < len(lines) and lines[at].strip() and not lines[at].startswith((">>", "//")):
            expected.append(lines[at].strip())
            at += 1
        yield Case(name, start + 1, "\n".join(expression), "\n".join(expected))


def failure(case: Case) -> str | None:
    """The kind of a failure; None where the case passes."""
    try:
        given = evaluate(case.expression)
    except Exception as crash:  # a crash is a result of the suite, counted and named
        return f"crash: {type(crash).__name__}: {crash}"
    if case.expected.startswith("Errors:"):
        return None if isinstance(given, ErrorValue) and given.kind == "InvalidFormula" else f"accepted: {given!r}"
    if isinstance(given, ErrorValue) and given.kind == "InvalidFormula":
        return f"refused: {given.message}"
    if re.fullmatch(r"-?\d+(\.\d+)?E[+-]\d+", case.expected):
        return None if same(given, float(case.expected)) else f"value: {given!r}, not {case.expected}"
    wanted = evaluate(re.sub(r"Error\(Table\((\{.*?\}).*\)\)$", r"Error(\1)", case.expected))
    return None if same(given, wanted) else f"value: {given!r}, not {wanted!r}"


def same(a: Any, b: Any) -> bool:
    if isinstance(a, ErrorValue) and isinstance(b, ErrorValue):
        return a.kind == b.kind
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, float) or isinstance(b, float):
        numbers = isinstance(a, Decimal | float) and isinstance(b, Decimal | float)
        return numbers and math.isclose(float(a), float(b), rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[name], b[name]) for name in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dt.date) and isinstance(b, dt.date):
        return midnight(a) == midnight(b)
    return type(a) is type(b) and bool(a == b)


def midnight(value: dt.date) -> dt.datetime:
    """Suites write a date and an instant at midnight alike."""
    return value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Results:
    """What the suite gave: every case in scope with the reason why it fails, if it does, and the rest by reason."""

    judged: list[tuple[Case, str | None]]
    out_of_scope: Counter[str]

    @property
    def passed(self) -> int:
        return sum(why is None for _, why in self.judged)

    @property
    def share(self) -> float:
        return self.passed / len(self.judged)


@cache
def results() -> Results:
    judged: list[tuple[Case, str | None]] = []
    rest: Counter[str] = Counter()
    for case in cases():
        if case.in_scope:
            judged.append((case, failure(case)))
        elif case.expected.startswith("#SKIP"):
            rest["skipped by the suite itself"] += 1
        else:
            rest.update(sorted(case.functions - {*FUNCTIONS, *LAZY})[:1])
    return Results(judged, rest)


def page() -> str:
    """docs/conformance.md."""
    found = results()
    files = dict.fromkeys(case.file for case, _ in found.judged)
    lines = [
        "# Conformance",
        "",
        "Written by `python -m tests.formula.conformance --write` from Microsoft's own expression tests of Power Fx, "
        "which are not part of the project. A case is in scope when its file's set-up can be met and every function "
        "in it is one of ours.",
        "",
        f"**{found.passed} of {len(found.judged)} cases in scope pass: {found.share:.2%}.** "
        f"{sum(found.out_of_scope.values())} are out of scope.",
        "",
        "| File | In scope | Passed |",
        "|---|---|---|",
    ]
    for file in files:
        judged = [why for case, why in found.judged if case.file == file]
        lines.append(f"| {file} | {len(judged)} | {sum(why is None for why in judged)} |")
    kinds: dict[str, list[Case]] = {}
    for case, why in found.judged:
        if why is not None:
            kinds.setdefault(why.partition(":")[0], []).append(case)
    lines += ["", "## What fails, by kind", ""]
    for kind, failed in sorted(kinds.items()):
        lines += [f"### {kind}", "", MEANS.get(kind, ""), ""]
        lines += [f"- {case.file}, line {case.line}: `{' '.join(case.expression.split())}`" for case in failed]
        lines.append("")
    lines += ["## What is out of scope", "", "| First function that there isn't | Cases |", "|---|---|"]
    lines += [f"| {name} | {count} |" for name, count in sorted(found.out_of_scope.items())]
    return "\n".join([*lines, ""])


MEANS = {
    "refused": "The checker refuses the formula where the suite wants an error value: its author should know before "
    "anyone opens the app.",
    "value": "The value is another one.",
    "accepted": "The suite wants the formula refused.",
}


def main(arguments: list[str]) -> int:
    """Lists the failures; `--write` writes the page, `--check` says whether it is current."""
    if "--write" in arguments:
        PAGE.write_text(page(), encoding="utf-8")
    if "--check" in arguments:
        return int(PAGE.read_text("utf-8") != page())
    for case, why in results().judged:
        if why is not None:
            print(f"{case.file}:{case.line}: {case.expression[:150]}\n    {case.expected[:120]}\n    {why[:200]}")
    print(f"{results().passed} of {len(results().judged)}, {results().share:.2%}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
