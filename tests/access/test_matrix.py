"""Role x table x field x action x own and other: the store lets through what the rules say, worked out apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from fieldapp.data.repository import DataProblem, Repository
from fieldapp.formula.load import load
from fieldpact.model.app import App
from tests.access.stores import NOON, fill, invented, model_of, store_of, value_of

ROOT = Path(__file__).parents[2]
EXAMPLES = [
    spec for spec in sorted(ROOT.glob("examples/*/spec.yaml")) if "\nroles:" in spec.read_text(encoding="utf-8")
]
SPECS = [Path(__file__).parent / "rules.yaml", *EXAMPLES]
Record = Mapping[str, Any]
_UNTYPED = ("note", "lines", "auto_number")
"""Fields that aren't one value that somebody gives."""


class Judge:
    """Asks the formulas of the spec's model, over plain copies of all records. It shares nothing with the store."""

    zone, language = NOON.tzinfo, "en"

    def __init__(self, app: App, store: Repository, person: Record) -> None:
        self.app, self.person = app, person
        self.tables = {name: {row["id"]: dict(row) for row in store.rows(name)} for name in [*app.tables, "person"]}
        self.rules: dict[tuple[str, str], Callable[..., Any] | None] = {}

    def now(self) -> Any:
        return NOON

    def today(self) -> Any:
        return NOON.date()

    def me(self) -> Record:
        return self.person

    def record(self, table: str, key: str) -> Record | None:
        return self.tables[table].get(key)

    def rows(self, table: str) -> Sequence[Record]:
        return list(self.tables[table].values())

    def says(self, table: str, action: str, record: Record) -> bool:
        declared = self.app.tables[table]
        if not self.app.roles or (declared.reference and not declared.access):
            return action == "read" or not declared.reference
        rule = self.rule(table, action)
        return rule is not None and rule(self, record) is True

    def rule(self, table: str, action: str) -> Callable[..., Any] | None:
        """What the person's role may do there, read out of the model once."""
        if (table, action) not in self.rules:
            access = self.app.tables[table].access.get(self.person["role"])
            declared = getattr(access, action) if access else None
            self.rules[table, action] = load(declared.tree) if declared else None
        return self.rules[table, action]

    def readable(self, table: str) -> set[str]:
        return {key for key, record in self.tables[table].items() if self.says(table, "read", record)}

    def editable(self, table: str, old: Record, new: Record, field: str) -> bool:
        access = self.app.tables[table].access.get(self.person["role"])
        only = access.fields if access else ()
        declared = next(f for f in self.app.tables[table].fields if f.name == field)
        follows = declared.formula is not None or (
            declared.visible is not None and load(declared.visible.tree)(self, new) in (False, None) and not new[field]
        )
        return (
            self.says(table, "read", old)
            and self.says(table, "edit", old)
            and self.says(table, "edit", new)
            and (not only or field in only or follows)
            and self.linked(table, new, old)
        )

    def linked(self, table: str, new: Record, old: Record | None) -> bool:
        """Whether all that is newly linked to may be read."""
        before = set(_links(self.app.tables[table].fields, old)) if old else set()
        fresh = set(_links(self.app.tables[table].fields, new)) - before
        return all(key not in self.tables[to] or key in self.readable(to) for to, key in fresh)


def _links(fields: Sequence[Any], record: Record) -> Iterator[tuple[str, str]]:
    for field in fields:
        for row in record[field.name] if field.type == "lines" and record[field.name] else ():
            yield from _links(field.fields, row)
        if field.type == "link" and field.to != "person" and record[field.name]:
            yield field.to, record[field.name]


@pytest.fixture(params=SPECS, ids=lambda spec: spec.parent.name)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[App, Repository]]:
    with store_of(request.param, tmp_path) as store:
        fill(store, 4, random.Random(7))
        yield model_of(request.param), store


def test_reading(world: tuple[App, Repository]) -> None:
    app, store = world
    for person in store.people():
        door, judge = store.acting(person), Judge(app, store, person)
        for table in app.tables:
            seen = judge.readable(table)
            where = f"{person['id']} in {table}"
            assert {row.id for row in door.list(table, limit=100_000).rows} == seen, where
            assert door.list(table, limit=1).total == len(seen) == door.counts().records[table], where
            assert {row["id"] for row in door.rows(table)} == seen, where
            assert load(["call", "CountRows", ["rows", table]])(door.world()) == len(seen), where
            everything = list(judge.tables[table])
            for key in random.Random(3).sample(everything, min(len(everything), 200)):
                assert (door.record(table, key) is not None) is (key in seen), where
                assert door.rights(table, judge.tables[table][key]).read is (key in seen), where


def test_editing_each_field(world: tuple[App, Repository]) -> None:
    app, store = world
    chance, outcomes = random.Random(11), set[bool]()
    for person in store.people():
        door = store.acting(person)
        for table in [table for table in store.app.tables.values() if not table.reference]:
            judge = Judge(app, store, person)
            for key, old in judge.tables[table.name].items():
                for field in table.fields:
                    value = value_of(store, field, chance)
                    if field.type in _UNTYPED or value == old[field.name] or not (value or old[field.name]):
                        continue
                    expected = judge.editable(table.name, old, {**old, field.name: value}, field.name)
                    where = f"{person['id']} changes {field.name} of {table.name} {dict(old)} to {value!r}"
                    assert _goes(door.save, table.name, {field.name: value}, key) is expected, where
                    outcomes.add(expected)
                    if expected:
                        store.save(table.name, {field.name: old[field.name]}, key)
    assert outcomes == {True, False}


def test_deleting_and_bringing_back(world: tuple[App, Repository]) -> None:
    app, store = world
    everybody = [(store.acting(person), Judge(app, store, person)) for person in store.people()]
    for table in [table.name for table in store.app.tables.values() if not table.reference]:
        for key, old in everybody[0][1].tables[table].items():
            refused = []
            for door, judge in everybody:
                where = f"{judge.person['id']} deletes {table} {dict(old)}"
                token = _tried(door.delete, table, key)
                assert (token is not _DENIED) is (
                    judge.says(table, "read", old) and judge.says(table, "delete", old)
                ), where
                assert (store.record(table, key) is None) is (token is not _DENIED), where
                if token is _DENIED:
                    refused.append((door, where))
                else:
                    assert _goes(door.undo, token), where
            token = store.delete(table, key)
            for door, where in refused:
                assert not _goes(door.undo, token), where
            store.undo(token)


def test_creating(world: tuple[App, Repository]) -> None:
    app, store = world
    chance = random.Random(13)
    for person in store.people():
        door, judge = store.acting(person), Judge(app, store, person)
        for table in [table for table in store.app.tables.values() if not table.reference]:
            for _ in range(6):
                values = invented(store, table.fields, chance)
                fresh = {**dict.fromkeys(_fields(judge, table.name)), **values, "owner": person["id"]}
                expected = judge.says(table.name, "create", fresh) and judge.linked(table.name, fresh, None)
                where = f"{person['id']} makes {table.name} {values}"
                assert _goes(door.save, table.name, values) is expected, where


def _fields(judge: Judge, table: str) -> list[str]:
    return list(next(iter(judge.tables[table].values())))


_DENIED = object()


def _goes(act: Callable[..., Any], *given: Any) -> bool:
    return _tried(act, *given) is not _DENIED


def _tried(act: Callable[..., Any], *given: Any) -> Any:
    try:
        return act(*given)
    except DataProblem as problem:
        assert problem.key.startswith("denied_"), problem.key
        return _DENIED
