"""`Previous(audit, outlet)`: the newest earlier audit of the same outlet, in SQL as in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.data.repository import Repository
from fieldapp.data.world import StoredWorld
from fieldapp.formula.load import load
from fieldapp.formula.selection import UNANSWERED
from fieldpact.formula import PlainEnv, compile
from fieldpact.formula.env import Scope
from fieldpact.formula.types import DATE, NUMBER, TEXT, LinkType, Type, table
from tests.built import NOON, Clock
from tests.shelf_audit.conftest import person
from tests.shelf_audit.filling import answer, answers, opened, photographed, saved

AUDIT: dict[str, Type] = {
    "id": TEXT,
    "outlet": LinkType(table="outlet"),
    "date": DATE,
    "score": NUMBER,
    "lines": table({"qty": NUMBER}, "line"),
}
ENV = PlainEnv([Scope("audit", AUDIT), Scope("line", {"qty": NUMBER})], {"audit": AUDIT, "outlet": {"name": TEXT}})
AUDITS = st.lists(
    st.tuples(st.sampled_from(["big", "near", None]), st.sampled_from([1, 2, 3, None]), st.integers(0, 5)), max_size=12
)


class InMemory(StoredWorld):
    """The same world, which no store helps."""

    def __init__(self, world: StoredWorld) -> None:
        self.__dict__.update(world.__dict__)

    def select(self, query: Any, values: Sequence[Any]) -> Any:
        return UNANSWERED


def whole(lena: Repository, outlet: str, **results: str) -> str:
    engine = opened(lena, outlet)
    answer(engine, **dict.fromkeys(answers(engine), "ok"))
    answer(engine, **results)
    photographed(engine, lena)
    return saved(engine, lena)


def test_the_audit_before_of_the_same_outlet(lena: Repository, clock: Clock) -> None:
    assert opened(lena).cell("last").value is None
    first = whole(lena, "big", q1="bad")
    clock.pass_(days=1)
    assert opened(lena).cell("last").value == first
    assert opened(lena).cell("last").text == "Big Market 1 Feb 2027"
    second = whole(lena, "big")
    clock.pass_(days=1)
    elsewhere = whole(lena, "near")
    clock.pass_(days=1)
    engine = opened(lena)
    assert engine.cell("last").value == second
    engine.set("outlet", "near")
    assert engine.cell("last").value == elsewhere
    engine.set("outlet", None)
    assert engine.cell("last").value is None
    assert [lena.record("audit", key)["last"] for key in (first, second, elsewhere)] == [None, first, None]


def test_a_stored_audit_is_not_its_own_and_later_ones_do_not_count(lena: Repository, clock: Clock) -> None:
    first = whole(lena, "big")
    clock.pass_(days=1)
    second = whole(lena, "big")
    clock.pass_(days=1)
    third = whole(lena, "big")
    for key, before in ((first, None), (second, first), (third, second)):
        again = opened(lena, key=key)
        assert again.cell("last").value == before
        assert not again.pending.values


def test_what_it_scored_and_by_how_much_this_one_differs(lena: Repository, clock: Clock) -> None:
    whole(lena, "near")
    clock.pass_(days=1)
    engine = opened(lena, "near")
    answer(engine, q9="bad")
    assert engine.cell("change").text == "-100%"


def test_what_a_person_may_not_read_is_not_told(device: Repository, lena: Repository, clock: Clock) -> None:
    whole(lena, "big")
    clock.pass_(days=1)
    assert opened(person(device, "mo")).cell("last").value is not None
    stranger = device.acting({"id": "x", "name": "X", "role": "", "territory": "", "manager": None, "email": ""})
    assert opened(stranger).cell("last").value is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(audits=AUDITS, names=st.sampled_from(["outlet", "outlet, date", "date"]))
def test_the_store_gives_what_going_through_all_records_gives(
    device: Repository, clock: Clock, audits: list[tuple[str | None, int | None, int]], names: str
) -> None:
    device.clear()
    keys = []
    for outlet, day, hour in audits:
        clock.now = NOON + dt.timedelta(hours=hour)
        values = {"outlet": outlet, "date": dt.date(2027, 2, day) if day else None}
        keys.append(device.as_device().save("audit", values))
    compiled = compile(f"Previous(audit, {names})", ENV)
    assert compiled.tree is not None
    call, world = load(compiled.tree), device.as_device().world()
    records = [world.record("audit", key) or {} for key in keys]
    for record in (*records, *({**each, "id": None, "created": None} for each in records)):
        assert call(world, record) == call(InMemory(world), record) == by_hand(record, records, names.split(", "))


def by_hand(record: Any, records: Sequence[Any], names: Sequence[str]) -> str | None:
    if any(record[name] is None for name in names):
        return None
    mine = record["created"] or dt.datetime.max.replace(tzinfo=dt.UTC)
    before = [each for each in records if each["created"] < mine and all(each[n] == record[n] for n in names)]
    newest = max((each["created"] for each in before), default=None)
    return next((each["id"] for each in before if each["created"] == newest), None)


@pytest.mark.parametrize(
    ("formula", "code", "hint"),
    [
        ("Previous(outlet, name)", "not-own-table", "Name the record's own table: audit."),
        ("Previous(audit)", "arity", "It is Previous(table: table, ...fields: column)."),
        ("Previous(audit, outlt)", "unknown-field", "Did you mean outlet?"),
        ("Previous(audit, lines)", "type", "Name a field with one value."),
        ("Previous(audit, 1)", "type", "For example Previous(audit, owner)."),
        ("Previous(1, outlet)", "not-own-table", "Name the record's own table: audit."),
        ("PREVIOUS(audit, outlet)", "excel", "Write Previous."),
    ],
)
def test_what_is_wrong_is_said(formula: str, code: str, hint: str) -> None:
    (problem,) = compile(formula, ENV).problems
    assert (problem.code, problem.hint) == (code, hint)


def test_it_is_a_link_in_rows_too() -> None:
    compiled = compile("Previous(audit, outlet).score * qty", ENV)
    assert (str(compiled.type), compiled.deps) == ("number", ("lines[@].qty", "outlet", "table:audit"))


def test_the_store_is_asked_for_one_record(lena: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    first = whole(lena, "big")
    compiled = compile("Previous(audit, outlet)", ENV)
    assert compiled.tree is not None
    world = lena.world()
    monkeypatch.setattr(world, "rows", None)
    assert load(compiled.tree)(world, {"id": "new", "created": None, "outlet": "big"}) == first
