"""Each comparison, order and total of each column, over rows that hold each value: SQL and functions agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from tests.data.test_push import COLUMNS, POOLS, ROWS, TEXTS, VALUES, Tree, both, column, each

from fieldapp.data.repository import Repository

COMPARED = [(kind, path) for kind, paths in COLUMNS.items() for path in paths]


@pytest.fixture
def full(store: Repository) -> Repository:
    """A row for each value of the longest pool, and a blank one in the middle."""
    for n in range(max(map(len, POOLS.values()))):
        store.save("visit", {name: pool[n % len(pool)] for name, pool in POOLS.items()} | {"lines": [{"qty": n}]})
        if n == 3:
            store.save("visit", {})
    return store


def agree(store: Repository, trees: Iterator[Tree]) -> None:
    for tree in trees:
        pushed, plain = both(store, tree, {})
        assert pushed == plain, tree


@pytest.mark.parametrize(("kind", "path"), COMPARED)
def test_comparisons(full: Repository, kind: str, path: list[str]) -> None:
    others: list[Tree] = [*VALUES[kind], ["blank"], *(column(other) for other in COLUMNS[kind])]
    pairs = [pair for other in others for pair in ((column(path), other), (other, column(path)))]
    operators = ["=", "<>"] if kind in ("text", "link") else ["=", "<>", "<", "<=", ">", ">="]
    agree(full, (["call", "CountIf", ROWS, each([operator, a, b])] for a, b in pairs for operator in operators))
    agree(full, (["call", "Filter", ROWS, each(["not", ["=", a, b]])] for a, b in pairs[::3]))


@pytest.mark.parametrize("path", COLUMNS["text"])
@pytest.mark.parametrize("operator", ["in", "exactin", "StartsWith"])
def test_texts_in_texts(full: Repository, path: list[str], operator: str) -> None:
    kind: Tree = ["call", operator] if operator == "StartsWith" else [operator]
    sides = [(column(path), ["text", text]) for text in TEXTS] + [(column(path), ["blank"])]
    agree(full, (["call", "CountIf", ROWS, each([*kind, *pair])] for a, b in sides for pair in ((a, b), (b, a))))


@pytest.mark.parametrize(("kind", "path"), COMPARED)
def test_values_in_lists(full: Repository, kind: str, path: list[str]) -> None:
    values: list[Tree] = [["record", "Value", value] for value in [*VALUES[kind], ["blank"]]]
    lists: list[Tree] = [["list", one, other] for one, other in pairwise(values)]
    agree(
        full,
        (["call", "CountIf", ROWS, each([kind, column(path), some])] for some in lists for kind in ("in", "exactin")),
    )


@pytest.mark.parametrize("name", [*POOLS, "owner", "created", "state"])
def test_blanks_orders_and_totals(full: Repository, name: str) -> None:
    blank = each(["call", "IsBlank", column([name])])
    agree(full, iter([["call", "CountIf", ROWS, blank], ["call", "LookUp", ROWS, blank]]))
    if name == "tags":
        return
    some: Tree = ["call", "Filter", ROWS, each(["<>", column(["count"]), ["num", "2"]])]
    none: Tree = ["call", "Filter", ROWS, each(["bool", False])]
    by = each(column([name]))
    for source in (ROWS, some, none):
        agree(full, (["call", total, source, by] for total in ("Sum", "Average", "Min", "Max", "Distinct")))
        orders: list[Tree] = [["call", "Sort", source, by, ["text", way]] for way in ("ascending", "descending")]
        agree(full, iter(orders))
        agree(full, (["call", "FirstN", order, ["num", "3"]] for order in orders))


def test_an_error_is_seen_although_a_later_condition_is_not_met(full: Repository) -> None:
    fails: Tree = [">", ["/", ["num", "1"], column(["count"])], ["num", "0"]]
    never: Tree = ["=", column(["remark"]), ["text", "nothing"]]
    for parts in ([fails, never], [never, fails], [["or", fails, never], never], [["not", fails], never]):
        agree(full, iter([["call", "CountIf", ROWS, each(["and", *parts])]]))
        agree(full, iter([["call", "Filter", ROWS, *(each(part) for part in parts)]]))
        agree(full, iter([["call", "LookUp", ROWS, each(["and", *parts])]]))
    always: Tree = [">=", column(["total"]), ["num", "-1"]]
    nested: Tree = ["and", ["and", always, fails], never]
    agree(full, (["call", name, ROWS, each(nested)] for name in ("CountIf", "Filter", "LookUp")))


def test_what_sql_knows_only_in_part_is_asked_again(full: Repository) -> None:
    always: Tree = [">=", column(["total"]), ["num", "-1"]]
    unknown: Tree = ["=", ["call", "Len", column(["remark"])], ["num", "6"]]
    unsuited: Tree = ["=", column(["weight"]), ["float", "1.5"]]
    failing: Tree = ["=", column(["weight"]), ["/", ["num", "1"], ["num", "0"]]]
    for part in (unknown, unsuited, failing):
        for condition in (["and", always, part], ["not", ["and", always, part]], ["or", part, ["not", always]]):
            agree(full, (["call", name, ROWS, each(condition)] for name in ("CountIf", "Filter", "LookUp")))
