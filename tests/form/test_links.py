"""A record picked earlier is asked again: what it was picked for may have changed since."""

from __future__ import annotations

import pytest

from fieldapp.formula.values import ErrorValue

REFUSED = "Kiosk doesn't fit what is filled in here now. Pick another"


@pytest.fixture
def fields(build):
    build.world.records = {"account": {"k1": {"id": "k1", "name": "Kiosk", "tier": "a"}}}
    where = (lambda _, record, candidate: candidate["tier"] == record["tier"], "tier", "table:account")
    return build.field("tier"), build.field("account", "link", to="account", where=where), build.field("remark")


def test_a_change_of_what_where_reads_is_said_at_once(build, fields):
    engine = build.engine(*fields, values={"tier": "a", "account": "k1", "remark": None})
    told = []
    engine.cell("account").subscribe(lambda: told.append(engine.cell("account").problem))
    engine.enter("remark", "x")
    assert told == []
    engine.enter("tier", "b")
    assert told == [REFUSED]
    assert [(problem.path, problem.message) for problem in engine.attempt_save()] == [("account", REFUSED)]
    engine.enter("tier", "a")
    assert engine.attempt_save() == [] and engine.cell("account").problem is None


def test_a_change_of_the_stored_record_is_noticed(build, fields):
    engine = build.engine(*fields, values={"tier": "a", "account": "k1", "remark": None})
    build.world.records["account"]["k1"]["tier"] = "c"
    engine.refresh("table:account")
    assert engine.cell("account").problem == REFUSED


def test_a_hidden_or_missing_or_gone_record_is_not_asked(build, fields):
    tier, account, _ = fields
    assert build.engine(tier, account, values={"tier": "b", "account": None}).attempt_save() == []
    assert build.engine(tier, account, values={"tier": "b", "account": "gone"}).attempt_save() == []
    hidden = build.field("account", "link", to="account", where=account.where, visible=False)
    assert build.engine(tier, hidden, values={"tier": "b", "account": "k1"}).attempt_save() == []


def test_a_where_that_fails_for_the_picked_record_says_why(build, fields):
    failing = build.field("account", "link", to="account", where=(lambda *_: ErrorValue("Div0", "Division by zero."),))
    engine = build.engine(failing, values={"account": "k1"})
    assert engine.attempt_save()[0].message == "Nothing to pick: Division by zero."


def test_each_row_asks_for_itself(build, fields):
    where = (lambda _, __, row, candidate: candidate["tier"] == row["kind"], "lines[@].kind")
    inside = (build.field("kind"), build.field("account", "link", to="account", where=where))
    rows = [{"id": "r1", "kind": "a", "account": "k1"}, {"id": "r2", "kind": "b", "account": "k1"}]
    engine = build.engine(build.field("lines", "lines", fields=inside), values={"lines": rows})
    assert [problem.path for problem in engine.attempt_save()] == ["lines/r2/account"]
    engine.enter("lines/r1/kind", "b")
    assert engine.cell("lines/r1/account").problem == REFUSED
