"""What a picked record brings along: into blank fields, over what an earlier pick brought, never over a person."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.app.definition import LetDef
from fieldapp.form import Engine
from fieldapp.formula.values import ErrorValue

ACCOUNTS = {
    "k1": {"id": "k1", "name": "Kiosk", "terms": "30 days", "note": "Ring twice", "buyer": "b1"},
    "k2": {"id": "k2", "name": "Deli", "terms": "10 days", "note": None, "buyer": "b2"},
    "k3": {"id": "k3", "name": "Grocer", "terms": None, "note": "Ramp", "buyer": None},
}
BUYERS = {"b1": {"id": "b1", "name": "Ann", "phone": "111"}, "b2": {"id": "b2", "name": "Bo", "phone": "222"}}


def _let(build, name, call, *deps):
    return LetDef(name, build.formula(call, *deps, id=f"bring.{name}"))


def _fields(build, level=1):
    """`terms` and `remark` come with the account, `buyer` does too and brings `phone`."""
    build.world.records = {"account": ACCOUNTS, "buyer": BUYERS}
    of = {name: (lambda _, *scopes, name=name: scopes[level][name]) for name in ("terms", "buyer", "phone")}

    def remark(_, *scopes):
        note = scopes[level]["note"]
        return note and f"{note}: {scopes[level - 1]['who'] or '?'}"

    account = dataclasses.replace(
        build.field("account", "link", to="account"),
        bring=(
            _let(build, "terms", of["terms"]),
            _let(build, "remark", remark),
            _let(build, "buyer", of["buyer"]),
        ),
    )
    buyer = dataclasses.replace(build.field("buyer", "link", to="buyer"), bring=(_let(build, "phone", of["phone"]),))
    texts = [build.field(name) for name in ("who", "terms", "remark", "phone")]
    length = build.field(
        "length", "integer", formula=(lambda _, *scopes: len(scopes[level - 1]["terms"] or ""), "terms")
    )
    return (account, buyer, *texts, length)


@pytest.fixture
def engine(build):
    return build.engine(*_fields(build))


def values(engine, *names):
    return [engine.cell(name).value for name in names or ("terms", "remark", "buyer", "phone")]


def test_a_pick_fills_in_what_is_blank_and_what_follows_from_it(engine):
    engine.set("account", "k1")
    assert values(engine) == ["30 days", "Ring twice: ?", "b1", "111"]
    assert values(engine, "length") == [7]


def test_another_pick_replaces_what_the_last_one_brought(engine):
    engine.set("account", "k1")
    engine.set("account", "k3")
    assert values(engine) == [None, "Ramp: ?", None, None]
    engine.set("account", "k2")
    assert values(engine) == ["10 days", None, "b2", "222"]


def test_clearing_the_link_clears_what_nobody_changed(engine):
    engine.set("account", "k1")
    engine.enter("terms", "60 days")
    engine.set("account", None)
    assert values(engine) == ["60 days", None, None, None]


def test_what_a_person_typed_stays_even_where_it_is_the_same(engine):
    engine.enter("terms", "30 days")
    engine.set("account", "k1")
    engine.set("account", "k2")
    assert values(engine, "terms") == ["30 days"]
    engine.enter("terms", "")
    engine.set("account", "k1")
    assert values(engine, "terms") == ["30 days"]


def test_what_was_brought_and_confirmed_by_typing_it_is_the_persons(engine):
    engine.set("account", "k1")
    engine.enter("terms", "30 days")
    engine.set("account", "k2")
    assert values(engine, "terms") == ["30 days"]


def test_a_formula_reads_the_form_as_it_stands_at_the_pick(engine):
    engine.enter("who", "Lena")
    engine.set("account", "k1")
    assert values(engine, "remark") == ["Ring twice: Lena"]
    engine.enter("who", "Ann")
    assert values(engine, "remark") == ["Ring twice: Lena"]
    engine.set("account", "k3")
    assert values(engine, "remark") == ["Ramp: Ann"]


def test_everybody_is_told_when_all_of_it_is_there(engine):
    seen = []
    for name in ("account", "terms", "phone", "length"):
        engine.cell(name).subscribe(lambda: seen.append(values(engine, "account", "terms", "phone", "length")))
    engine.set("account", "k1")
    assert seen == [["k1", "30 days", "111", 7]] * 4


def test_nothing_is_brought_into_what_is_read_only_or_cannot_be_read(build):
    account, buyer, *rest = _fields(build)
    locked = [build.field("terms", read_only=True) if each.name == "terms" else each for each in rest]
    engine = build.engine(account, buyer, *locked)
    engine.set("account", "k1")
    assert values(engine, "terms", "phone") == [None, "111"]


def test_a_formula_that_fails_brings_nothing(build):
    account = dataclasses.replace(
        build.field("account", "link", to="account"), bring=(_let(build, "terms", lambda *_: ErrorValue("Div0")),)
    )
    build.world.records = {"account": ACCOUNTS}
    engine = build.engine(account, build.field("terms"))
    engine.set("account", "k1")
    assert values(engine, "account", "terms") == ["k1", None]


def test_links_that_bring_each_other_come_to_rest(build):
    build.world.records = {"a": {"1": {"other": "2"}}, "b": {"2": {"other": "1"}}}

    def other(_, record, picked):
        return picked["other"]

    one = dataclasses.replace(build.field("one", "link", to="a"), bring=(_let(build, "two", other),))
    two = dataclasses.replace(build.field("two", "link", to="b"), bring=(_let(build, "one", other),))
    engine = build.engine(one, two)
    engine.set("one", "1")
    assert values(engine, "one", "two") == ["1", "2"]


def test_a_draft_knows_what_was_brought_and_what_was_typed(build, engine):
    engine.set("account", "k1")
    engine.enter("phone", "999")
    draft = json.loads(json.dumps(engine.draft()))
    again = Engine.from_draft(engine.app, engine.table, build.world, draft)
    again.set("account", "k2")
    assert values(again) == ["10 days", None, "b2", "999"]


def test_a_draft_of_an_older_release_takes_what_stands_there_for_brought(build, engine):
    engine.set("account", "k1")
    draft = json.loads(json.dumps(engine.draft()))
    del draft["brought"]
    again = Engine.from_draft(engine.app, engine.table, build.world, draft)
    again.set("account", "k2")
    assert values(again, "terms") == ["10 days"]


def test_of_a_stored_record_what_would_be_brought_anyway_goes_with_the_next_pick(build):
    stored = {
        "account": "k1",
        "buyer": "b1",
        "who": None,
        "terms": "45 days",
        "remark": "Ring twice: ?",
        "phone": "111",
    }
    engine = build.engine(*_fields(build), values={**stored, "length": 7})
    assert not engine.dirty
    engine.set("account", "k2")
    assert values(engine) == ["45 days", None, "b2", "222"]


def test_in_lines_each_row_brings_its_own_and_so_does_a_row_made_by_picking(build):
    engine = build.engine(build.field("lines", "lines", fields=_fields(build, level=2)))
    first = engine.add_row("lines")
    engine.set(f"{first.path}account", "k1")
    second = engine.add_row("lines", {"account": "k2"})
    assert [row.cells["terms"].value for row in (first, second)] == ["30 days", "10 days"]
    assert second.cells["phone"].value == "222"
    copy = engine.copy_row("lines", first.id)
    engine.set(f"{copy.path}account", "k2")
    assert [row.cells["terms"].value for row in (first, copy)] == ["30 days", "10 days"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("account"), st.sampled_from(["k1", "k2", "k3", None])),
        st.tuples(st.just("terms"), st.sampled_from(["", "30 days", "x"])),
        st.tuples(st.just("draft"), st.none()),
    ),
    max_size=12,
)


@given(steps=STEPS)
def test_any_way_of_picking_and_typing_keeps_what_a_person_typed(builder, steps):
    build = builder()
    engine = build.engine(*_fields(build))
    picked, terms, typed = None, None, False
    for what, to in steps:
        if what == "account":
            engine.set("account", to)
            if to != picked and (terms is None or not typed):
                terms, typed = (ACCOUNTS[to]["terms"] if to else None), False
            picked = to
        elif what == "terms":
            engine.enter("terms", to)
            terms, typed = to or None, True
        else:
            engine = Engine.from_draft(engine.app, engine.table, build.world, json.loads(json.dumps(engine.draft())))
        assert values(engine, "account", "terms", "length") == [picked, terms, len(terms or "")]
