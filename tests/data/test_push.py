"""Formulas over stored tables: SQL and the functions in memory give the same, whatever is stored and asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.data.repository import Repository
from fieldapp.formula.load import load, source

Tree = list[Any]

TEXTS = ["", "a", "A", "Straße", "STRASSE", "é", "e\u0301", "İ", "a'; --", "%", "10"]
NUMBERS = ["0", "-1", "1", "1.5", "2.50", "0.1", "0.10000000000000000000000001", "-0.05", "99999999999999999999"]
WHOLE = ["0", "-1", "1", "2", "9007199254740993"]
MONEY = ["0", "0.01", "-0.05", "12.5", "12.50", "90071992547409.93"]
DATES = ["1899-12-30", "2027-01-31", "2027-02-01", "1800-01-01"]
TIMES = ["00:00:00", "08:30:00", "08:30:01"]
INSTANTS = [
    "2027-02-01T08:30:00+00:00",
    "2027-02-01T09:30:00+01:00",
    "2027-02-01T08:30:00.500+00:00",
    "1899-12-30T00:00:00+00:00",
]
ACCOUNTS = ["a1", "a2", "a3", "gone"]

POOLS: dict[str, list[Any]] = {
    "remark": TEXTS,
    "weight": [Decimal(number) for number in NUMBERS],
    "share": [Decimal(number) for number in NUMBERS[:6]],
    "count": [Decimal(number) for number in WHOLE],
    "total": [Decimal(number) for number in MONEY],
    "done": [True, False],
    "date": [dt.date.fromisoformat(day) for day in DATES],
    "at": [dt.time.fromisoformat(time) for time in TIMES],
    "begun": [dt.datetime.fromisoformat(instant) for instant in INSTANTS],
    "account": ACCOUNTS,
    "tags": [["new"], ["new", "hot"]],
}
VALUES: dict[str, list[Tree]] = {
    "text": [["text", text] for text in TEXTS],
    "number": [["num", number] for number in dict.fromkeys([*NUMBERS, *WHOLE, *MONEY, "1E+20", "2.005"])],
    "date": [["date", day] for day in DATES],
    "time": [["time", time] for time in [*TIMES, "08:30:00.000001"]],
    "instant": [["instant", instant] for instant in [*INSTANTS, "2027-02-01T08:30:00.000001+00:00"]],
    "link": [["text", key] for key in ACCOUNTS] + [["get", ["call", "Me"], "id"]],
}
COLUMNS = {
    "text": [["remark"], ["account", "name"], ["account", "tier"], ["id"]],
    "number": [["weight"], ["share"], ["count"], ["total"], ["account", "credit"], ["account", "discount"]],
    "date": [["date"]],
    "time": [["at"]],
    "instant": [["begun"]],
    "link": [["account"], ["owner"]],
}
FAILING: list[Tree] = [["/", ["num", "1"], ["num", "0"]]]


def column(path: list[str]) -> Tree:
    tree = ["get", ["row", 1], path[0]]
    return tree if len(path) == 1 else ["get", ["link", tree, "account"], path[1]]


@st.composite
def operands(draw: st.DrawFn) -> tuple[Tree, Tree]:
    kind = draw(st.sampled_from(list(COLUMNS)))
    columns = [column(path) for path in COLUMNS[kind]]
    value = st.sampled_from([*VALUES[kind], ["blank"], *FAILING, ["field", 0, "remark"], *columns])
    first, second = draw(st.permutations([draw(st.sampled_from(columns)), draw(value)]))
    return first, second


ATOMS = st.one_of(
    st.builds(
        lambda sides, operator: [operator, *sides], operands(), st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
    ),
    st.builds(lambda path: ["call", "IsBlank", column([path])], st.sampled_from([*POOLS, "owner"])),
    st.builds(
        lambda path, text, kind: [kind, ["text", text], column(path)],
        st.sampled_from(COLUMNS["text"]),
        st.sampled_from(TEXTS),
        st.sampled_from(["in", "exactin"]),
    ),
    st.builds(
        lambda path, text: ["call", "StartsWith", column(path), ["text", text]],
        st.sampled_from(COLUMNS["text"]),
        st.sampled_from(TEXTS),
    ),
    st.builds(
        lambda kind, at, values, operator: [
            operator,
            column(COLUMNS[kind][at % len(COLUMNS[kind])]),
            ["list", *(["record", "Value", VALUES[kind][n % len(VALUES[kind])]] for n in values)],
        ],
        st.sampled_from(list(VALUES)),
        st.integers(0, 9),
        st.lists(st.integers(0, 20), max_size=3),
        st.sampled_from(["in", "exactin"]),
    ),
    st.sampled_from(
        [
            column(["done"]),
            ["=", column(["done"]), ["bool", True]],
            ["bool", False],
            *FAILING,
            # What no SQL is made of: it may fail, and then it must fail as it would in memory.
            [">", ["/", ["num", "1"], column(["count"])], ["num", "0"]],
            ["=", ["call", "Len", column(["remark"])], ["num", "1"]],
            ["in", ["text", "hot"], ["values", column(["tags"])]],
            ["=", ["call", "CountRows", column(["lines"])], ["num", "1"]],
        ]
    ),
)
CONDITIONS: st.SearchStrategy[Tree] = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(lambda kind, a, b: [kind, a, b], st.sampled_from(["and", "or"]), inner, inner),
        st.builds(lambda a: ["not", a], inner),
    ),
    max_leaves=4,
)
PATHS = st.sampled_from([[name] for name in POOLS if name != "tags"] + COLUMNS["number"] + COLUMNS["text"])
ROWS: Tree = ["rows", "visit"]


def each(body: Tree) -> Tree:
    return ["each", 1, body]


@st.composite
def formulas(draw: st.DrawFn) -> Tree:
    condition = each(draw(CONDITIONS))
    source = draw(
        st.sampled_from(
            [ROWS, ["call", "Filter", ROWS, condition], ["call", "Filter", ROWS, condition, each(draw(ATOMS))]]
        )
    )
    by = each(column(draw(PATHS)))
    ordered = ["call", "Sort", source, by, ["text", draw(st.sampled_from(["ascending", "Descending"]))]]
    return draw(
        st.sampled_from(
            [
                source,
                ["call", "LookUp", ROWS, condition],
                ["call", "LookUp", ROWS, condition, by],
                ["call", "CountIf", ROWS, condition],
                ["call", "CountRows", source],
                *(["call", total, source, by] for total in ("Sum", "Average", "Min", "Max", "Distinct")),
                ordered,
                ["call", "First", source],
                ["call", "First", ordered],
                ["call", "FirstN", ordered, ["num", "2"]],
            ]
        )
    )


class InMemory:
    """The same world without its store's answers."""

    def __init__(self, world: Any) -> None:
        self._world = world

    def __getattr__(self, name: str) -> Any:
        if name == "select":
            raise AttributeError(name)
        return getattr(self._world, name)


RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            **{name: st.sampled_from([None, *pool]) for name, pool in POOLS.items()},
            "lines": st.lists(st.just({"product": "x"}), max_size=2),
        }
    ),
    min_size=1,
    max_size=6,
)


def both(store: Repository, tree: Tree, *records: Any) -> tuple[Any, Any]:
    formula: Callable[..., Any] = load(tree)
    return formula(store.world(), *records), formula(InMemory(store.world()), *records)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS, st.lists(formulas(), min_size=1, max_size=8))
def test_sql_gives_what_the_functions_give(store: Repository, records: list[dict[str, Any]], trees: list[Tree]) -> None:
    store.clear()
    for record in records:
        store.save("visit", record)
    for tree in trees:
        pushed, plain = both(store, tree, {"remark": "a"})
        assert pushed == plain


def test_conditions_too_long_for_sql_are_asked_in_memory(store: Repository) -> None:
    store.save("visit", {"remark": "a"})
    same: Tree = ["=", column(["remark"]), ["text", "a"]]
    long: Tree = ["and", *[same] * 240]
    assert both(store, ["call", "CountIf", ROWS, each(long)]) == (Decimal(1), Decimal(1))
    among: Tree = ["in", column(["remark"]), ["list", *(["record", "Value", ["text", f"{n}"]] for n in range(3000))]]
    assert both(store, ["call", "CountIf", ROWS, each(["not", among])]) == (Decimal(1), Decimal(1))


def test_what_is_asked_for_nested_look_ups_is_worked_out_once() -> None:
    """Each level of nesting adds to a formula's code; it doesn't double it."""
    tree: Tree = ["text", "x"]
    for level in range(1, 40):
        same: Tree = ["=", ["get", ["row", level], "remark"], tree]
        tree = ["get", ["call", "LookUp", ROWS, ["each", level, same]], "remark"]
    assert len(source(tree)) < 20_000


def test_a_value_with_half_a_character_finds_nothing(store: Repository) -> None:
    store.save("visit", {"remark": "a"})
    half: Tree = ["=", column(["remark"]), ["field", 0, "typed"]]
    assert both(store, ["call", "CountIf", ROWS, each(half)], {"typed": "\ud800"}) == (Decimal(0), Decimal(0))
