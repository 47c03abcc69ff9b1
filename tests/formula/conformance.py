"""Runs Microsoft's own expression tests for Power Fx against this language; as a script, lists the failures by kind.

    python tests/formula/conformance.py [FILE …]

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
from pathlib import Path
from typing import Any

from fieldapp.formula.registry import FUNCTIONS
from fieldapp.formula.values import ErrorValue
from fieldpact.formula import evaluate
from fieldpact.formula.excel import LAZY

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "powerfx"
MET = {
    "disable:NumberIsFloat",
    "TableSyntaxDoesntWrapRecords",
    "PowerFxV1CompatibilityRules",
    "EnableExpressionChaining",
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


def cases(folder: Path = FOLDER, names: tuple[str, ...] = ()) -> Iterator[Case]:
    """The cases of every file whose set-up can be met."""
    for path in sorted(folder.glob("*.txt")):
        if names and path.stem not in names:
            continue
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


def main(names: tuple[str, ...]) -> None:
    kinds: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for case in cases(names=names):
        if not case.in_scope:
            totals["out of scope"] += 1
            continue
        why = failure(case)
        totals["passed" if why is None else "failed"] += 1
        if why is not None:
            kinds[f"{case.file}: {why.partition(':')[0]}"] += 1
            print(f"{case.file}:{case.line}: {case.expression[:150]}\n    {case.expected[:120]}\n    {why[:200]}")
    print("\n".join(f"{count:5} {kind}" for kind, count in kinds.most_common()))
    print(dict(totals), f"{totals['passed'] / (totals['passed'] + totals['failed']):.2%}")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
