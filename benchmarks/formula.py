"""Formulas: one line total beside two other expression languages, and the cost of 500 of them to check and to load."""

from __future__ import annotations

import importlib
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from benchmarks import measure
from fieldapp.formula.load import load
from fieldpact.formula import PlainEnv, compile
from fieldpact.formula.env import Scope
from fieldpact.formula.types import BOOLEAN, DATE, NUMBER, TEXT, choice, table

Row = tuple[str, str, str, str]

LINE = "qty * price * (1 - discount)"
VALUES: dict[str, Any] = {"qty": Decimal(3), "price": Decimal("12.50"), "discount": Decimal("0.15")}
FIELDS = {
    **{f"n{index}": NUMBER for index in range(40)},
    **{f"t{index}": TEXT for index in range(10)},
    "day": DATE,
    "done": BOOLEAN,
    "outcome": choice("order", "none", "closed"),
    "lines": table(dict.fromkeys(VALUES, NUMBER), row="line"),
}
SHAPES = [
    "n{a} * n{b} * (1 - n{c})",
    'If(n{a} > {b}, "large", "small")',
    'outcome = "none" && n{a} > 0',
    "Sum(lines, qty * price * (1 - discount)) + n{a}",
    "Round(n{a} / (n{b} + 1), 2)",
    '$"{{t{d}}} {{n{a}}}"',
    "Not(IsBlank(t{d})) && Len(t{d}) < {b}",
    "CountIf(lines, qty > n{a}) > 0",
    "DateAdd(day, {b}, TimeUnit.Days)",
    'Coalesce(n{a}, n{b}, 0) * Switch(outcome, "order", 2, "none", 1, 0)',
]
TEXTS = [
    SHAPES[index % len(SHAPES)].format(a=index % 40, b=(index * 7 + 1) % 40, c=(index * 3) % 40, d=index % 10)
    for index in range(500)
]


def rows() -> list[Row]:
    env = PlainEnv([Scope("visit", FIELDS)])
    trees = [checked(text, env) for text in TEXTS]
    check = measure.per_call(lambda: [checked(text, env) for text in TEXTS], 15)
    loading = measure.per_call(lambda: [load(tree) for tree in trees], 15)
    length = sum(map(len, TEXTS)) // len(TEXTS)
    return [
        ("formula call, line total of decimals", f"{_ours():.2f} µs", "1.5 µs", "; ".join(_peers())),
        (f"parse and check 500 formulas of {length} characters", f"{check * 1000:.0f} ms", "100 ms", ""),
        ("load 500 formulas on the device, all of them", f"{loading * 1000:.0f} ms", "60 ms", ""),
    ]


def checked(text: str, env: PlainEnv) -> list[Any]:
    compiled = compile(text, env)
    if compiled.tree is None:
        raise RuntimeError(f"{text}: {compiled.problems[0].message}")
    return compiled.tree


def microseconds(call: Callable[[], object], times: int) -> float:
    """Of one call: the median of nine runs of `times` calls."""
    runs = []
    for _ in range(9):
        start = time.perf_counter()
        for _ in range(times):
            call()
        runs.append((time.perf_counter() - start) / times * 1e6)
    return statistics.median(runs)


def _ours() -> float:
    formula = load(checked(LINE, PlainEnv([Scope("line", dict.fromkeys(VALUES, NUMBER))])))
    return microseconds(lambda: formula(None, VALUES), 20_000)


def _peers() -> list[str]:
    """The same line total in simpleeval and cel-python, their expressions parsed beforehand."""
    return [_peer("simpleeval", _simpleeval), _peer("celpy", _celpy)]


def _peer(module: str, prepare: Callable[[Any], Callable[[], object]]) -> str:
    try:
        library = importlib.import_module(module)
    except ImportError:
        return f"{module}: not installed"
    return f"{module} {microseconds(prepare(library), 300):.0f} µs"


def _simpleeval(library: Any) -> Callable[[], object]:
    evaluator = library.SimpleEval(names=VALUES)
    parsed = evaluator.parse(LINE)
    return lambda: evaluator.eval(LINE, previously_parsed=parsed)


def _celpy(library: Any) -> Callable[[], object]:
    """CEL has no decimals: doubles, which are less work."""
    environment = library.Environment()
    program = environment.program(environment.compile(LINE.replace("(1 -", "(1.0 -")))
    values = {name: library.celtypes.DoubleType(float(value)) for name, value in VALUES.items()}
    return lambda: program.evaluate(values)
