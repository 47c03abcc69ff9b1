"""Seals: what is signed stays as it is, and a signature says so where it doesn't."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from fieldapp.data.repository import Repository
from fieldapp.form import seals
from tests.field_audit.audits import NOW, STROKES, Open, filled, shelf, sign


def signed(audit: Open):
    form = audit()
    path = filled(form)
    sign(form)
    return form, path


def test_a_signature_holds_who_when_and_what_was_agreed_to(audit: Open):
    form, _ = signed(audit)
    value = form.cell("received").value
    assert (value["name"], value["meaning"], value["says"]) == ("Corner", "Received", "I have seen this audit.")
    assert value["at"] == NOW and value["at"].utcoffset() == dt.timedelta(hours=1)
    assert value["strokes"] == STROKES
    assert sorted(value["seals"]) == ["date", "outlet", "score", "shelves"]
    assert form.record.record["received"]["name"] == "Corner"  # what formulas read


def test_sealed_fields_take_nothing_any_more(audit: Open):
    form, path = signed(audit)
    answer = form.cell(f"{path}/answers").rows[0]
    form.set("date", dt.date(2027, 3, 1))
    form.set(f"{path}/answers/{answer.id}/result", "bad")
    form.enter(f"{path}/weight", "7")
    assert form.cell("date").value == NOW.date()
    assert form.cell("score").value == Decimal("0.5")
    assert form.cell("date").sealed is form.cell("received")
    assert not form.cell("here").read_only  # nobody signed for it
    assert form.attempt_save() == []


def test_removing_the_signature_unseals(audit: Open):
    form, path = signed(audit)
    form.set("received", None)
    assert not form.cell("date").read_only
    assert not form.cell(f"{path}/weight").read_only
    form.enter(f"{path}/weight", "7")
    assert form.cell(f"{path}/weight").value == 7


def test_a_value_that_changes_by_itself_breaks_the_seal(audit: Open):
    form, path = signed(audit)
    answers = form.cell(f"{path}/answers")
    changed = json.loads(json.dumps(form.draft()))
    changed["values"]["shelves"][0]["answers"][0]["result"] = "bad"
    assert len(answers.rows) == 3
    later = audit(draft=changed)
    received = later.cell("received")
    assert received.problem == ("Changed since it was signed: Shelves. Remove the signature and ask for a new one.")
    assert [problem.path for problem in later.attempt_save()] == ["received"]
    sign_again = later.cell("received").path
    later.set(sign_again, None)
    sign(later)
    assert later.attempt_save() == []


def test_a_draft_keeps_signature_and_seals_through_a_kill(audit: Open):
    form, path = signed(audit)
    later = audit(draft=json.loads(json.dumps(form.draft())))
    assert later.cell("received").value == form.cell("received").value
    assert later.cell("received").problem is None
    assert later.cell("date").read_only
    assert later.cell(f"{path}/weight").read_only


def test_rows_neither_come_nor_go_in_sealed_lines(audit: Open):
    form, path = signed(audit)
    assert form.cell("shelves").fixed and form.cell(f"{path}/answers").fixed
    with pytest.raises(KeyError):
        form.add_row("shelves")
    draft = json.loads(json.dumps(form.draft()))
    draft["values"]["shelves"].append({"id": "late", "name": "Cheese", "answers": []})
    later = audit(draft=draft)
    assert later.cell("received").problem is not None
    assert later.cell("shelves/late/name").read_only


def test_a_stored_record_keeps_what_was_signed(audit: Open, store: Repository):
    form, _ = signed(audit)
    key = store.save("audit", form.values())
    record = store.record("audit", key)
    fields = store.app.tables["audit"].fields
    assert record["received"] == form.cell("received").value
    assert seals.changed_since(store.app, fields, record, record["received"]) == []
    again = audit(dict(record))
    assert again.attempt_save() == []
    assert again.cell("outlet").read_only
    other = {**record, "date": dt.date(2027, 2, 2)}
    assert [field.name for field in seals.changed_since(store.app, fields, other, other["received"])] == ["date"]


def test_nobody_signs_for_what_is_wrong(audit: Open):
    form = audit()
    shelf(form, "ok", None)
    received = form.cell("received")
    assert [cell.path for cell in seals.unready(received)] == ["outlet"]
    form.set("outlet", "o2")
    assert seals.unready(received) == []
    assert seals.printed_name(received) == "Harbour"


def test_a_signature_is_asked_for_where_its_rule_says_so(audit: Open):
    form = audit()
    form.set("outlet", "o1")
    shelf(form, "bad", "bad")
    assert [(problem.path, problem.kind) for problem in form.attempt_save()] == [("received", "required")]
    sign(form)
    assert form.attempt_save() == []
