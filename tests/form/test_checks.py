"""Checks: when they speak, and what they stop."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.fields.reasons import REASONS
from fieldapp.form import Problem
from fieldapp.formula.values import ErrorValue

SMALL = (lambda _, r: (r["total"] or 0) <= 100, "total")


def test_a_check_stops_and_speaks_where_its_field_is(build):
    engine = build.engine(
        build.field("total", "money"), checks=[build.check("large", SMALL, "Too large", fields="total")]
    )
    heard = []
    engine.checks[0].subscribe(lambda: heard.append(engine.checks[0].message))
    engine.enter("total", "50")
    engine.enter("total", "500")
    assert heard == ["Too large"]
    assert engine.attempt_save() == [Problem("total", "Too large", "stop")]
    engine.enter("total", "5")
    assert heard == ["Too large", None]
    assert engine.attempt_save() == []


def test_a_check_on_nothing_but_blanks_does_not_run(build):
    never = (lambda *_: False, "a", "lines[].x")
    engine = build.engine(
        build.field("a"),
        build.field("lines", "lines", fields=(build.field("x"),)),
        checks=[build.check("never", never, "No"), build.check("always", (lambda *_: False,), "Not at all")],
    )
    assert [state.message for state in engine.checks] == [None, "Not at all"]
    row = engine.add_row("lines")
    assert engine.checks[0].message is None
    engine.enter(f"lines/{row.id}/x", "here")
    assert engine.checks[0].message == "No"
    engine.remove_row("lines", row.id)
    assert engine.checks[0].message is None


def test_a_check_that_fails_is_not_met_with_its_own_message(build):
    failed = ErrorValue("Div0")
    engine = build.engine(
        build.field("a"),
        checks=[
            build.check("one", (lambda *_: failed, "a"), "Own words"),
            build.check("two", (lambda *_: failed, "a"), failed),
        ],
        values={"a": "x"},
    )
    assert [state.message for state in engine.checks] == ["Own words", "A check isn't met"]
    assert [problem.path for problem in engine.attempt_save()] == ["check:one", "check:two"]


def test_asking_for_a_reason(build):
    engine = build.engine(
        build.field("total", "money"), checks=[build.check("large", SMALL, "Large", "ask_reason", "total")]
    )
    engine.enter("total", "500")
    assert engine.attempt_save() == [Problem("total", "Large. Write a reason to go on", "ask_reason")]
    engine.checks[0].explain("  Midsummer ")
    assert engine.attempt_save() == []
    assert engine.reasons() == {"large": "Midsummer"}
    engine.enter("total", "5")
    assert engine.reasons() == {}


def test_a_stored_reason_counts_until_the_check_is_met(build):
    check = build.check("large", SMALL, "Large", "ask_reason", "total")
    stored = {"total": Decimal(500), REASONS: {"large": "Midsummer", "a check of last year": "Yes"}}
    engine = build.engine(build.field("total", "money"), checks=[check], values=stored)
    assert engine.attempt_save() == []
    assert engine.reasons() == {"large": "Midsummer"}
    assert not engine.dirty
    engine.enter("total", "5")
    assert engine.reasons() == {}


def test_telling_stops_nothing(build):
    engine = build.engine(build.field("total", "money"), checks=[build.check("large", SMALL, "Large", "tell")])
    engine.enter("total", "500")
    assert engine.checks[0].message == "Large"
    assert engine.attempt_save() == []


def test_a_message_follows_its_values(build):
    say = build.formula(lambda _, r: f"{r['total']} is large", "total")
    engine = build.engine(build.field("total", "money"), checks=[build.check("large", SMALL, say)])
    engine.set("total", Decimal(500))
    engine.set("total", Decimal(600))
    assert engine.checks[0].message == "600.00 is large"
