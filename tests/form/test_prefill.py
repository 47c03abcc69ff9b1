"""Lines that start with rows: one for each record of a table, or as many blank ones as they need."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal

import pytest

from fieldapp.app.definition import RowsDef
from fieldapp.form import Engine
from fieldapp.formula.values import ErrorValue

LISTED = {
    "l1": {"id": "l1", "outlet": "o1", "product": "p1", "usual": Decimal(4)},
    "l2": {"id": "l2", "outlet": "o1", "product": "p2", "usual": Decimal(1)},
    "l3": {"id": "l3", "outlet": "o2", "product": "p2", "usual": Decimal(2)},
    "l4": {"id": "l4", "outlet": "o2", "product": "p3", "usual": Decimal(9)},
}


def total(_, record):
    return sum((row["cases"] or Decimal(0) for row in record["lines"]), Decimal(0))


def of_outlet(world, record):
    return [listed for listed in world.rows("listing") if listed["outlet"] == record["outlet"]]


def fields(build, **more):
    """An order whose rows are the listing of its outlet; rows without cases don't count."""
    inside = (
        build.field("product", "link", to="account", set=(lambda _, __, listed: listed["product"],)),
        build.field("usual", "integer", set=(lambda _, __, listed: listed["usual"],)),
        build.field("cases", "integer", min=Decimal(0), max=Decimal(50), required=True),
        build.field("double", "integer", formula=(lambda _, __, row: (row["cases"] or 0) * 2, "lines[@].cases")),
    )
    listed = build.formula(of_outlet, "outlet", "table:listing", id="rows")
    keep = build.formula(lambda _, __, row: (row["cases"] or 0) > 0, "lines[@].cases", id="keep")
    lines = build.field("lines", "lines", fields=inside, row="line", **more)
    build.world.records = {"listing": dict(LISTED)}
    return (
        build.field("outlet", "text"),
        dataclasses.replace(lines, rows=RowsDef(listed, keep)),
        build.field("total", "integer", formula=(total, "lines", "lines[].cases")),
        build.field("count", "integer", formula=(lambda _, record: Decimal(len(record["lines"])), "lines")),
    )


def products(engine):
    return [row.cells["product"].value for row in engine.cell("lines").rows]


def row_of(engine, product):
    return next(row for row in engine.cell("lines").rows if row.cells["product"].value == product)


@pytest.fixture
def engine(build):
    return build.engine(*fields(build), given={"outlet": "o1"})


def test_a_new_record_has_a_row_for_each_record_that_fits(engine):
    assert products(engine) == ["p1", "p2"]
    assert [row.cells["usual"].value for row in engine.cell("lines").rows] == [4, 1]
    assert all(path in engine.cells for path in (row.cells["cases"].path for row in engine.cell("lines").rows))
    assert not engine.dirty


def test_rows_that_do_not_count_are_neither_read_nor_saved_nor_in_the_way(engine):
    row = row_of(engine, "p2")
    assert (engine.cell("count").value, engine.cell("total").value) == (0, 0)
    engine.enter(row.cells["cases"].path, "3")
    assert (engine.cell("count").value, engine.cell("total").value) == (1, 3)
    assert engine.attempt_save() == []
    assert [saved["product"] for saved in engine.values()["lines"]] == ["p2"]
    assert row_of(engine, "p1").cells["cases"].problem is None
    engine.enter(row.cells["cases"].path, "0")
    assert (engine.cell("count").value, engine.cell("total").value) == (0, 0)


def test_text_that_cannot_be_read_stops_the_save_though_its_row_does_not_count(engine):
    engine.enter(row_of(engine, "p1").cells["cases"].path, "a few")
    assert [problem.kind for problem in engine.attempt_save()] == ["unreadable"]


def test_required_and_counted_lines_look_at_the_rows_that_count(build):
    engine = build.engine(*fields(build, min=Decimal(1)), given={"outlet": "o1"})
    assert [problem.path for problem in engine.attempt_save()] == ["lines"]
    engine.enter(row_of(engine, "p1").cells["cases"].path, "1")
    assert engine.attempt_save() == []


def test_another_outlet_brings_other_rows_and_leaves_what_was_touched(engine):
    engine.enter(row_of(engine, "p1").cells["cases"].path, "2")
    engine.set("outlet", "o2")
    assert products(engine) == ["p1", "p2", "p3"]
    assert row_of(engine, "p2").cells["usual"].value == 2
    assert engine.cell("total").value == 2
    assert {path.split("/")[1] for path in engine.cells if "/" in path} == {r.id for r in engine.cell("lines").rows}
    engine.set("outlet", "o1")
    assert products(engine) == ["p1", "p2"], "the touched row is about p1 already"


def test_a_change_that_brings_no_other_records_leaves_the_rows_alone(build):
    engine = build.engine(*fields(build), given={"outlet": "o1"})
    first = engine.cell("lines").rows[0]
    engine.remove_row("lines", row_of(engine, "p2").id)
    build.world.records["listing"]["l1"] = {**LISTED["l1"], "usual": Decimal(7)}
    engine.refresh("table:listing")
    assert engine.cell("lines").rows == [first]


def test_stored_records_that_change_are_followed(build):
    engine = build.engine(*fields(build), given={"outlet": "o1"})
    build.world.records["listing"]["l5"] = {"id": "l5", "outlet": "o1", "product": "p9", "usual": None}
    engine.refresh("table:listing")
    assert products(engine) == ["p1", "p2", "p9"]


def test_each_formula_runs_once_for_each_row_that_comes(build):
    engine = build.engine(*fields(build), given={"outlet": "o1"})
    build.calls.clear()
    engine.set("outlet", "o2")
    ran = {"rows": 1, "product.set": 2, "usual.set": 2, "double.formula": 2, "keep": 2}
    assert build.calls == ran, "no row counted before, and none counts now: what reads the lines stays as it is"


def test_a_stored_record_keeps_its_rows_until_its_outlet_changes(build):
    stored = {"outlet": "o1", "lines": [{"id": "r", "product": "p2", "cases": Decimal(3), "double": Decimal(6)}]}
    engine = build.engine(*fields(build), values={**stored, "total": Decimal(3), "count": Decimal(1)})
    assert products(engine) == ["p2"] and not engine.pending.values
    engine.set("outlet", "o2")
    assert products(engine) == ["p2", "p3"]


def test_a_draft_knows_which_rows_nobody_has_touched(build):
    engine = build.engine(*fields(build), given={"outlet": "o1"})
    engine.enter(row_of(engine, "p1").cells["cases"].path, "2")
    again = Engine.from_draft(engine.app, engine.table, build.world, json.loads(json.dumps(engine.draft())))
    assert products(again) == ["p1", "p2"]
    again.set("outlet", "o2")
    assert products(again) == ["p1", "p2", "p3"]
    assert [row.untouched for row in again.cell("lines").rows] == [False, True, True]


def test_a_where_that_fails_says_why_there_is_nothing_to_fill(build):
    declared = fields(build)
    failing = build.formula(lambda *_: ErrorValue("Div0", "Division by zero"), "outlet", id="rows")
    lines = dataclasses.replace(declared[1], rows=RowsDef(failing))
    engine = build.engine(declared[0], lines)
    assert engine.cell("lines").rows == []
    assert engine.cell("lines").problem == "Nothing to pick: Division by zero"


def test_rows_come_before_the_totals_of_lines_inside_lines(build):
    inner = build.field("stock", "integer", set=(lambda _, __, ___, listed: listed["usual"],))
    listed = build.formula(lambda world, _, row: of_outlet(world, row), "lines[@].outlet", id="rows")
    shelves = dataclasses.replace(build.field("shelves", "lines", fields=(inner,)), rows=RowsDef(listed))
    total = (
        lambda _, __, row: sum((s["stock"] for s in row["shelves"]), Decimal(0)),
        "lines[@].shelves", "lines[@].shelves[].stock",
    )  # fmt: skip
    outlet = build.field("outlet", "text", default="o1")
    lines = build.field("lines", "lines", fields=(outlet, shelves, build.field("sum", "integer", formula=total)))
    build.world.records = {"listing": dict(LISTED)}
    engine = build.engine(lines)
    row = engine.add_row("lines")
    assert row.cells["sum"].value == 5
    engine.enter(f"lines/{row.id}/outlet", "o2")
    assert row.cells["sum"].value == 11
    assert build.calls["sum.formula"] == 2


def test_lines_open_with_the_fewest_rows_that_they_may_have(build):
    declared = build.field(
        "lines", "lines", fields=(build.field("qty", "integer", default=Decimal(1)),), min=Decimal(2)
    )
    engine = build.engine(declared)
    assert [row.cells["qty"].value for row in engine.cell("lines").rows] == [1, 1]
    assert not engine.dirty
    assert build.engine(declared, values={"lines": []}).cell("lines").rows == []


def test_a_picked_record_takes_the_place_of_a_blank_row_and_of_no_other(build):
    declared = build.field("lines", "lines", fields=(build.field("name"),), min=Decimal(2))
    engine = build.engine(declared)
    first, second = engine.cell("lines").rows
    engine.enter(f"lines/{second.id}/name", "Cola")
    picked = engine.add_row("lines", {"name": "Lemon"})
    assert engine.cell("lines").rows == [picked, second]
    assert first.cells["name"].path not in engine.cells
    engine.add_row("lines", {"name": "Water"})
    assert [row.cells["name"].value for row in engine.cell("lines").rows] == ["Lemon", "Cola", "Water"]


def test_a_minimum_that_fails_or_is_huge_opens_few_rows(build):
    def rows(least):
        return len(build.engine(build.field("lines", "lines", fields=(), min=least)).cell("lines").rows)

    assert rows(ErrorValue("Div0", "")) == 0
    assert rows(Decimal(-1)) == 0
    assert rows(Decimal(1_000_000)) == 20


def test_a_fault_matters_while_its_row_counts(engine):
    row = row_of(engine, "p1")
    for cases, kinds in (("-2", []), ("60", ["max"]), ("0", []), ("2", [])):
        engine.enter(row.cells["cases"].path, cases)
        assert [problem.kind for problem in engine.attempt_save()] == kinds
        assert (row.cells["cases"].problem is not None) is bool(kinds)
