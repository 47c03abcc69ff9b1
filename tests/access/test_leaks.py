"""The ways around a list: nothing of what a person may not read comes out on any of them."""

from __future__ import annotations

import pytest

from fieldapp.data.export import csv_files
from fieldapp.data.repository import DataProblem, Repository
from fieldapp.form.titles import title_of
from fieldapp.formula.load import load
from fieldapp.formula.values import ErrorValue
from fieldpact.formula import compile as compile_formula
from fieldpact.formula import types as t
from fieldpact.resolve.env import Schema
from fieldpact.resolve.types import BUILT_IN, PERSON
from tests.access.conftest import person, visit

SCHEMA = Schema(
    {
        "person": PERSON,
        "account": {**BUILT_IN, "name": t.TEXT, "territory": t.TEXT, "rep": t.LinkType(table="person")},
        "visit": {**BUILT_IN, "account": t.LinkType(table="account"), "note": t.TEXT, "grade": t.NUMBER},
    }
)


def value(store: Repository, formula: str) -> object:
    """A formula over the stored tables, as an app of this person would work it out."""
    compiled = compile_formula(formula, SCHEMA.env([]))
    assert compiled.tree is not None, compiled.problems
    return load(compiled.tree)(store.world())


def test_a_record_of_another_is_not_there(store: Repository) -> None:
    mine, other = visit(store, "r1", "n1", "mine"), visit(store, "r2", "s1", "theirs")
    rep = person(store, "r1")
    assert rep.record("visit", other) is None
    assert rep.title("visit", other) == ""
    assert [row.id for row in rep.list("visit").rows] == [mine]
    assert rep.counts().records["visit"] == 1
    with pytest.raises(DataProblem, match="denied_edit"):
        rep.save("visit", {"note": "taken over"}, other)
    with pytest.raises(DataProblem, match="denied_delete"):
        rep.delete("visit", other)


def test_search_finds_and_counts_only_what_may_be_read(store: Repository) -> None:
    mine = visit(store, "r1", "n1", "espresso")
    visit(store, "r2", "s1", "espresso")
    found = person(store, "r1").list("visit", "espr")
    assert ([row.id for row in found.rows], found.total) == ([mine], 1)
    assert person(store, "m1").list("visit", "espr").total == 2
    assert person(store, "g1").list("visit", "espr").total == 0


def test_search_does_not_answer_for_words_of_a_hidden_record(store: Repository) -> None:
    visit(store, "r1", "s1", "espresso")  # an account of the south, which r1 of the north may not read
    rep = person(store, "r1")
    assert rep.list("visit", "ced").total == 0
    assert rep.list("visit", "espresso ced").total == 0
    assert rep.list("visit", "espresso").total == 1
    assert person(store, "m2").list("account", "ced").total == 1


def test_a_link_offers_only_what_may_be_read(store: Repository) -> None:
    assert {row.title for row in person(store, "r1").list("account").rows} == {"Alder", "Birch"}
    assert {row.title for row in person(store, "m1").list("account").rows} == {"Alder", "Birch", "Cedar"}
    assert person(store, "g1").list("account").total == 0
    with pytest.raises(DataProblem, match="denied_link"):
        person(store, "r1").save("visit", {"account": "s1", "grade": 1})
    with pytest.raises(DataProblem, match="denied_link"):
        person(store, "r1").save("visit", {"grade": 1, "lines": [{"seen": "s1"}]})


def test_the_title_of_a_link_is_that_of_a_missing_record(store: Repository) -> None:
    visit(store, "r1", "s1", "espresso")
    rep = person(store, "r1")
    assert title_of(rep.app, rep.world(), "account", "s1") == title_of(rep.app, rep.world(), "account", "never")
    assert [row.title for row in rep.list("visit").rows] == ["espresso"]
    assert [row.title for row in person(store, "m1").list("visit").rows] == ["Cedar espresso"]


def test_formulas_see_what_the_person_sees(store: Repository) -> None:
    visit(store, "r1", "n1", "mine")
    visit(store, "r1", "s1", "elsewhere")
    visit(store, "r2", "s1", "theirs")
    rep, manager = person(store, "r1"), person(store, "m1")
    assert (value(rep, "CountRows(visit)"), value(manager, "CountRows(visit)")) == (2, 3)
    assert value(rep, "Sum(visit, grade)") == 2
    assert value(rep, 'CountIf(visit, note = "theirs")') == 0
    assert value(rep, 'IsBlank(LookUp(visit, note = "theirs"))') is True
    assert value(rep, "First(Sort(visit, note)).note") == "elsewhere"
    assert value(rep, 'Concat(Distinct(account, name), Value, ",")') == "Alder,Birch"


def test_walking_a_link_in_a_condition_tells_nothing(store: Repository) -> None:
    visit(store, "r1", "n1", "mine")
    visit(store, "r1", "s1", "elsewhere")
    rep = person(store, "r1")
    assert value(rep, 'CountIf(visit, account.territory = "south")') == 0
    assert value(rep, 'CountIf(visit, account.territory = "north")') == 1
    assert value(rep, 'CountIf(visit, account.name = "Cedar")') == 0
    assert not isinstance(value(rep, 'Concat(visit, account.name, ",")'), ErrorValue)
    assert "Cedar" not in str(value(rep, 'Concat(visit, account.name, ",")'))
    (north,) = rep.app.views
    assert [row.values["note"] for row in rep.list(north).rows] == ["mine"]


def test_an_export_holds_only_what_may_be_read(store: Repository) -> None:
    visit(store, "r1", "n1", "mine", lines=[{"qty": None}])
    visit(store, "r2", "s1", "theirs", lines=[{"qty": None}])
    files = csv_files(person(store, "r1"), "visit")
    assert {text.count("\n") for text in files.values()} == {2}
    assert "theirs" not in "".join(files.values())
    assert csv_files(store, "visit")["visit"].count("\n") == 3


def test_what_was_deleted_comes_back_only_for_who_may_delete_it(store: Repository) -> None:
    key = visit(store, "r1", "n1", "mine", outcome="none")
    token = person(store, "r1").delete("visit", key)
    for other in ("r2", "m1", "g1"):
        with pytest.raises(DataProblem, match="denied_delete"):
            person(store, other).undo(token)
    assert person(store, "r1").undo(token) == key


def test_drafts_are_their_persons_own(store: Repository) -> None:
    key = person(store, "r1").drafts.save("visit", {"record": "", "title": "Half", "form": {}})
    assert [draft.id for draft in person(store, "r1").drafts.list()] == [key]
    assert person(store, "r2").drafts.list() == []
    assert person(store, "r2").drafts.get(key) is None
    assert person(store, "r2").counts().drafts == 0
    person(store, "r2").drafts.remove(key)
    assert person(store, "r1").drafts.get(key) is not None


def test_nobody_in_an_app_with_roles_sees_nothing(store: Repository) -> None:
    visit(store, "r1", "n1", "mine")
    nobody = store.acting({"id": "", "role": ""})
    assert (nobody.list("visit").total, nobody.list("account").total, nobody.list("tariff").total) == (0, 0, 2)


def test_a_rule_that_fails_denies(store: Repository) -> None:
    key = visit(store, "r2", None, "nought", grade=None)
    with pytest.raises(DataProblem, match="denied_delete"):
        person(store, "a1").delete("visit", key)


def test_who_may_only_add_sees_nothing_of_it(store: Repository) -> None:
    guest = person(store, "g1")
    key = guest.save("memo", {"text": "A word"})
    assert guest.record("memo", key) is None
    assert (guest.rights("memo").create, guest.rights("memo").read) == (True, False)


def test_a_value_outside_the_fields_that_may_be_edited_is_refused(store: Repository) -> None:
    key = visit(store, "r1", "n1", "mine", outcome="none", reason="Closed")
    manager = person(store, "m1")
    with pytest.raises(DataProblem, match="denied_field") as caught:
        manager.save("visit", {"grade": 2, "note": "better"}, key)
    assert caught.value.values == {"field": "Note"}
    manager.save(
        "visit", {"outcome": "order", "reason": None, "doubled": 4, "grade": 2}, key
    )  # what follows may change
    shown = manager.form_table("visit", key)
    assert {field.name for field in shown.fields if field.read_only is None} == {"outcome", "grade"}
    assert manager.form_table("visit") is manager.app.tables["visit"]
