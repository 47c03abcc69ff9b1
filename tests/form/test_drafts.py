"""An unfinished form survives a kill."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

from fieldapp.form import Engine


def reopened(build, engine, *fields, checks=()):
    table = build.table(*fields, checks=checks)
    return Engine.from_draft(build.app(table), table, build.world, json.loads(json.dumps(engine.draft())))


def fields(build):
    return (
        build.field("name", required=True),
        build.field("day", "date"),
        build.field("hidden", visible=(lambda _, r: r["name"] == "show", "name")),
        build.field("when", "datetime"),
        *build.order(),
    )


def test_everything_comes_back(build):
    zone = dt.timezone(dt.timedelta(hours=1))
    engine = build.engine(*fields(build), given={"hidden": "kept", "when": dt.datetime(2027, 2, 1, 9, tzinfo=zone)})
    engine.enter("day", "soon")
    row = engine.add_row("lines", {"price": Decimal("12.5")})
    engine.enter(f"lines/{row.id}/qty", "two")
    again = reopened(build, engine, *fields(build))
    assert again.cell("day").text == "soon" and again.cell("day").problem
    assert again.cell(f"lines/{row.id}/qty").text == "two"
    assert again.values() == engine.values()
    assert again.cell("hidden").value == "kept" and again.values()["hidden"] is None
    assert again.cell("name").problem is None
    assert again.dirty and again.draft() == engine.draft()


def test_what_was_seen_stays_seen(build):
    engine = build.engine(*fields(build))
    engine.attempt_save()
    assert reopened(build, engine, *fields(build)).cell("name").problem == "Fill this in"


def test_fields_that_are_gone_or_changed(build):
    engine = build.engine(build.field("a"), build.field("b"), build.field("c"))
    for path, text in {"a": "x", "b": "many", "c": "7"}.items():
        engine.enter(path, text)
    again = reopened(build, engine, build.field("b", "integer"), build.field("c", "integer"), build.field("new"))
    assert again.values() == {"b": None, "c": 7, "new": None}
    assert again.cell("b").text == "many" and again.cell("b").problem


def test_a_clean_form_stays_clean(build):
    engine = build.engine(build.field("a"), values={"id": "v1", "owner": "p1", "a": "x"})
    again = reopened(build, engine, build.field("a"))
    assert not again.dirty
    assert again.record.record["owner"] == "p1"


def test_reasons_are_kept(build):
    checks = [build.check("c", (lambda *_: False, "a"), "No", "ask_reason")]
    engine = build.engine(build.field("a"), checks=checks, given={"a": "x"})
    engine.checks[0].explain("because")
    assert reopened(build, engine, build.field("a"), checks=checks).reasons() == {"c": "because"}


def test_a_field_that_is_newer_than_the_draft_starts_with_its_default(build):
    lines = build.field("lines", "lines", fields=(build.field("qty", "integer"),))
    engine = build.engine(build.field("a", default="x"), lines)
    engine.enter("a", "")
    row = engine.add_row("lines")
    newer = build.field("lines", "lines", fields=(*lines.fields, build.field("unit", default="box")))
    again = reopened(build, engine, build.field("a", default="x"), newer, build.field("day", default="Monday"))
    assert again.values() == {
        "a": None,
        "lines": [{"id": row.id, "qty": None, "unit": "box"}],
        "day": "Monday",
    }


def test_worked_out_values_that_differ_now_wait_in_a_draft_too(build):
    rate = {"now": Decimal(2)}
    table = (build.field("b", "number", formula=(lambda *_: rate["now"],)),)
    engine = build.engine(*table)
    rate["now"] = Decimal(3)
    for again in (reopened(build, engine, *table), reopened(build, reopened(build, engine, *table), *table)):
        assert again.values() == {"b": 2}
        assert [*again.pending.values.values()] == [3]
