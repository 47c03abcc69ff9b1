"""Rows come, go and come back."""

from __future__ import annotations

from decimal import Decimal

import pytest


def test_rows_keep_their_ids_and_paths(build):
    engine = build.engine(*build.order(), values={"lines": [{"id": "r1", "qty": Decimal(2), "price": Decimal(10)}]})
    assert engine.cell("lines/r1/amount").value == 20
    row = engine.add_row("lines", {"price": Decimal(1)}, at=0)
    assert [each.id for each in engine.cell("lines").rows] == [row.id, "r1"]
    assert [each["id"] for each in engine.values()["lines"]] == [row.id, "r1"]
    assert row.cells["qty"].value == 1
    assert engine.cell("total").value == 21


def test_lines_are_told_of_rows_but_not_of_their_values(build):
    engine = build.engine(*build.order())
    heard = []
    engine.cell("lines").subscribe(lambda: heard.append(len(engine.cell("lines").rows)))
    row = engine.add_row("lines")
    engine.enter(f"lines/{row.id}/qty", "3")
    engine.remove_row("lines", row.id)
    assert heard == [1, 0]


def test_a_restored_row_stands_where_it_stood_with_its_text(build):
    engine = build.engine(*build.order())
    rows = [engine.add_row("lines", {"price": Decimal(10)}) for _ in range(3)]
    engine.enter(f"lines/{rows[1].id}/qty", "a few")
    taken = engine.remove_row("lines", rows[1].id)
    assert engine.cell("total").value == 20
    with pytest.raises(KeyError):
        engine.cell(f"lines/{taken.id}/qty")
    engine.restore_row("lines", taken)
    assert [row.id for row in engine.cell("lines").rows] == [row.id for row in rows]
    assert engine.cell(f"lines/{taken.id}/qty").text == "a few"


def test_what_changed_while_a_row_was_away_reaches_it(build):
    net = (lambda _, record, row: (record["rate"] or 0) * 2, "rate")
    engine = build.engine(
        build.field("rate", "number"),
        build.field("lines", "lines", fields=(build.field("net", "number", formula=net),)),
    )
    row = engine.add_row("lines")
    engine.remove_row("lines", row.id)
    engine.enter("rate", "4")
    engine.restore_row("lines", row)
    assert row.cells["net"].value == 8


def test_required_lines_want_a_row(build):
    engine = build.engine(build.field("lines", "lines", fields=(), required=True))
    assert [problem.message for problem in engine.attempt_save()] == ["Add at least one row"]
    engine.add_row("lines")
    assert engine.attempt_save() == []
    assert engine.dirty


def test_only_lines_have_rows(build):
    engine = build.engine(build.field("a"))
    with pytest.raises(KeyError):
        engine.add_row("a")
