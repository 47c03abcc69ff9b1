"""Conditions inside formulas: found in the order of the text, followed the way the formula goes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from fieldpact.formula import compile
from fieldpact.formula import types as t
from fieldpact.formula.env import Scope
from fieldpact.trial.conditions import Probe

ROWS = t.TableType(fields={"q": t.NUMBER}, row="line")
FIELDS = {"a": t.NUMBER, "b": t.NUMBER, "c": t.NUMBER, "k": t.TEXT, "lines": ROWS}


class Env:
    def scopes(self):
        return [Scope("thing", FIELDS)]

    def table(self, name):
        return None

    def tables(self):
        return ()


class World:
    zone = dt.UTC
    language = "en"


def reached(text, *records):
    """Each condition as it is written, with the ways it went: + is true, - is false."""
    compiled = compile(text, Env())
    assert compiled.tree is not None, compiled.problems
    probe = Probe(text, compiled.tree)
    for record in records:
        probe.follow(World(), [{"a": None, "b": None, "c": None, "k": None, "lines": [], **record}])
    ways = {frozenset(): "", frozenset({True}): "+", frozenset({False}): "-", frozenset({True, False}): "+-"}
    return {text[each.start : each.end]: ways[frozenset(each.seen)] for each in probe.conditions}


ONE, TWO = {"a": Decimal(1)}, {"a": Decimal(2)}

CASES = [
    ("a + b", [ONE], {}),
    ("If(a = 1, 2)", [ONE], {"a = 1": "+"}),
    ("If(a = 1, 2, 3)", [ONE, TWO], {"a = 1": "+-"}),
    ("If(a = 1, If(b = 1, 2), c = 1, 3)", [ONE], {"a = 1": "+", "c = 1": "", "b = 1": "-"}),
    ("If(a, 1)", [ONE, {}], {"a": "+-"}),
    ("If(a = 1 && b = 1, 2)", [TWO], {"a = 1 && b = 1": "-", "a = 1": "-", "b = 1": ""}),
    ("a = 1 && b = 1 && c = 1", [ONE], {"c = 1": "", "a = 1": "+", "b = 1": "-"}),
    ("Or(a = 1, And(b = 1, c = 1))", [TWO], {"a = 1": "-", "b = 1": "-", "c = 1": ""}),
    ("a = 1 || b = 1", [ONE], {"a = 1": "+", "b = 1": ""}),
    ('Switch(a, 1, "x", 2, "y", "z")', [ONE, TWO], {"1": "+-", "2": "+"}),
    ("If(1 / a = 1, 2)", [{"a": Decimal(0)}], {"1 / a = 1": ""}),
    ("IfError(If(a = 1, 2), If(b = 1, 2, 3))", [ONE], {"a = 1": "+"}),
    ("Sum(lines, If(q = 1, 2, 3))", [{"lines": [{"q": Decimal(1)}, {"q": Decimal(2)}]}], {"q = 1": "+-"}),
    ("CountIf(lines, q = 1 && a = 1)", [{**ONE, "lines": [{"q": Decimal(1)}]}], {"q = 1": "+", "a = 1": "+"}),
    ("Sum(lines, If(q = 1, 2, 3))", [{"lines": []}], {"q = 1": ""}),
    ("With({x: a + 1}, If(x = 2, 1, 0))", [ONE, TWO], {"x = 2": "+-"}),
    ('$"{If(a = 1, "one", "more")} {k}"', [ONE], {"a = 1": "+"}),
    ("Not(a = 1) && b <> 1", [TWO], {"Not(a = 1)": "+", "b <> 1": "+"}),
]


@pytest.mark.parametrize(("text", "records", "ways"), CASES)
def test_conditions_and_the_ways_they_went(text, records, ways):
    assert reached(text, *records) == ways


def test_a_large_table_is_only_walked_until_all_is_known():
    rows = [{"q": Decimal(n % 2)} for n in range(100_000)]
    assert reached("Sum(lines, If(q = 1, 2, 3))", {"lines": rows}) == {"q = 1": "+-"}
