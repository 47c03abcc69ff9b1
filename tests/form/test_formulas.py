"""The engine with formulas as the compiler makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from fieldapp.app.definition import CheckDef, Formula
from fieldapp.formula.load import load
from fieldpact.formula import compile, types
from fieldpact.formula.env import Scope
from fieldpact.formula.types import Type

LINE = {"qty": types.NUMBER, "price": types.NUMBER, "amount": types.NUMBER, "share": types.NUMBER}
VISIT = {"lines": types.table(LINE, row="line"), "total": types.NUMBER, "note": types.TEXT}


class Env:
    """A visit with lines, seen from the record or from a line."""

    def __init__(self, in_line: bool) -> None:
        self._scopes = [Scope("visit", VISIT), Scope("line", LINE)][: 2 if in_line else 1]

    def scopes(self) -> Sequence[Scope]:
        return self._scopes

    def table(self, name: str) -> Mapping[str, Type] | None:
        return None

    def tables(self) -> Sequence[str]:
        return ()


def made(text: str, in_line: bool = False) -> Formula:
    compiled = compile(text, Env(in_line))
    assert compiled.tree is not None, compiled.problems
    return Formula(text, load(compiled.tree), compiled.deps)


@pytest.fixture
def engine(build):
    line = (
        build.field("qty", "integer", default=made("1")),
        build.field("price", "money"),
        build.field("amount", "money", formula=made("qty * price", in_line=True)),
        build.field("share", "percent", formula=made("amount / Sum(lines, amount)", in_line=True)),
    )
    total = build.field("total", "money", formula=made("Sum(lines, amount)"))
    say = made('$"{total} needs a note"')
    check = CheckDef("few", made("total <= 100 || !IsBlank(note)"), say, fields=("total",))
    lines = build.field("lines", "lines", fields=line, row="line")
    return build.engine(lines, total, build.field("note"), checks=[check])


def test_an_order_adds_up(engine):
    first = engine.add_row("lines", {"price": Decimal("12.50")})
    second = engine.add_row("lines", {"price": Decimal("37.50")})
    assert engine.cell("total").value == 50
    assert [row.cells["share"].value for row in (first, second)] == [Decimal("0.25"), Decimal("0.75")]
    engine.enter(f"lines/{first.id}/qty", "9")
    assert engine.cell("total").value == 150
    assert second.cells["share"].value == Decimal("0.25")
    assert [problem.path for problem in engine.attempt_save()] == ["total"]
    engine.enter("note", "Midsummer")
    assert engine.attempt_save() == []
    engine.remove_row("lines", first.id)
    assert engine.values()["total"] == Decimal("37.5")


def test_a_division_by_zero_is_a_badge_on_its_cell(engine):
    row = engine.add_row("lines")
    assert row.cells["share"].problem
    assert row.cells["amount"].problem is None
    engine.enter(f"lines/{row.id}/price", "5")
    assert row.cells["share"].problem is None
