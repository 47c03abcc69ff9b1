"""Rows in another order, and hidden values that are kept by choice."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from fieldapp.form import Engine


def first(_, record):
    return record["lines"][0]["name"] if record["lines"] else None


@pytest.fixture
def engine(build):
    rows = [{"id": name, "name": name} for name in "abc"]
    head = build.field("first", "text", formula=(first, "lines", "lines[].name"))
    lines = build.field("lines", "lines", fields=(build.field("name"),))
    return build.engine(lines, head, values={"lines": rows, "first": "a"})


def order(engine):
    return "".join(row.id for row in engine.cell("lines").rows)


@pytest.mark.parametrize(
    ("row", "to", "expected"), [("a", 2, "bca"), ("c", 0, "cab"), ("b", 9, "acb"), ("b", -4, "bac"), ("b", 1, "abc")]
)
def test_a_row_goes_where_it_is_put(engine, row, to, expected):
    engine.move_row("lines", row, to)
    assert order(engine) == expected
    assert [saved["id"] for saved in engine.values()["lines"]] == list(expected)
    assert engine.cell("first").value == expected[0]
    assert engine.dirty is (expected != "abc")


def test_a_moved_row_keeps_its_cells_and_says_so_to_the_screen(engine):
    cell, heard = engine.cell("lines/c/name"), []
    engine.cell("lines").subscribe(lambda: heard.append(order(engine)))
    engine.move_row("lines", "c", 0)
    assert heard == ["cab"]
    assert engine.cell("lines/c/name") is cell


def test_the_order_survives_a_draft(engine, build):
    engine.move_row("lines", "c", 0)
    draft = json.loads(json.dumps(engine.draft()))
    assert order(Engine.from_draft(engine.app, engine.table, build.world, draft)) == "cab"


def test_a_row_that_is_not_there_cannot_be_moved(engine):
    with pytest.raises(KeyError):
        engine.move_row("lines", "z", 0)


def test_a_hidden_value_is_blank_for_formulas_and_saved_only_by_choice(build):
    hidden = {"visible": (lambda _, r: r["show"] is True, "show")}
    engine = build.engine(
        build.field("show", "yes_no"),
        build.field("kept", "number", keep_hidden=True, **hidden),
        build.field("lost", "number", **hidden),
        build.field("rows", "lines", fields=(build.field("name"),), keep_hidden=True, **hidden),
        build.field("sum", "number", formula=(lambda _, r: (r["kept"] or 0) + (r["lost"] or 0), "kept", "lost")),
        values={"show": True, "kept": Decimal(1), "lost": Decimal(2), "rows": [{"id": "r", "name": "x"}], "sum": 3},
    )
    engine.set("show", False)
    saved = engine.values()
    assert (saved["kept"], saved["lost"], saved["sum"]) == (1, None, 0)
    assert [row["name"] for row in saved["rows"]] == ["x"]
    assert engine.attempt_save() == []
    again = build.engine(*engine.table.fields, values=saved)
    again.set("show", True)
    assert (again.cell("kept").value, again.cell("lost").value, again.cell("sum").value) == (1, None, 1)
