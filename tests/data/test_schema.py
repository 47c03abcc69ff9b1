"""A newer bundle over an older file: added, set aside, never dropped, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.bundle import load_bundle
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository


def _with(app: AppDef, version: int, *fields: FieldDef, drop: str = "") -> AppDef:
    """The app with other fields in `visit`."""
    names = {drop, *(field.name for field in fields)}
    kept = tuple(field for field in app.tables["visit"].fields if field.name not in names)
    visit = replace(app.tables["visit"], fields=(*kept, *fields))
    return replace(app, schema_version=version, tables={**app.tables, "visit": visit})


@pytest.fixture
def first(bundle: Path, tmp_path: Path) -> tuple[AppDef, Path, str]:
    """An app, its store, and the one record in it."""
    app, folder = load_bundle(bundle), tmp_path / "store"
    store = Repository(app, folder, bundle)
    key = store.save("visit", {"count": Decimal(5), "total": Decimal("12.50"), "remark": "kept"})
    store.close()
    return app, folder, key


def test_new_fields_and_tables_are_blank_in_old_records(first: tuple[AppDef, Path, str]) -> None:
    app, folder, key = first
    rows = FieldDef("gifts", "lines", "visit.gifts", "", fields=(FieldDef("name", "text", "visit.gifts.name", ""),))
    store = Repository(_with(app, 2, FieldDef("mood", "choice", "visit.mood", ""), rows), folder)
    record = store.record("visit", key)
    assert record is not None
    assert (record["mood"], record["gifts"], record["remark"]) == (None, [], "kept")
    store.save("visit", {"mood": "good", "gifts": [{"name": "pen"}]}, key)
    assert [mutation.schema_ver for mutation in store.queued()] == [1, 2]
    store.close()
    assert (folder / "data.before-schema-0002.sqlite").is_file()


def test_a_field_that_left_keeps_its_values(first: tuple[AppDef, Path, str]) -> None:
    app, folder, key = first
    Repository(_with(app, 2, drop="remark"), folder).close()
    store = Repository(replace(app, schema_version=3), folder)
    record = store.record("visit", key)
    assert record is not None
    assert record["remark"] == "kept"
    store.close()


def test_a_field_of_another_kind_starts_blank_and_the_old_values_stay(first: tuple[AppDef, Path, str]) -> None:
    app, folder, key = first
    store = Repository(_with(app, 2, FieldDef("total", "number", "visit.total", "")), folder)
    record = store.record("visit", key)
    assert record is not None
    assert record["total"] is None
    with store._database.read() as connection:
        assert connection.execute('SELECT _was_2_total FROM "t_visit"').fetchone() == (1250,)
    store.save("visit", {"total": Decimal("0.5")}, key)
    store.close()


def test_the_same_release_changes_nothing(first: tuple[AppDef, Path, str]) -> None:
    app, folder, _ = first
    before = (folder / "data.sqlite").read_bytes()
    Repository(app, folder).close()
    assert (folder / "data.sqlite").read_bytes() == before


def test_an_older_release_is_refused(first: tuple[AppDef, Path, str]) -> None:
    app, folder, _ = first
    Repository(replace(app, schema_version=2), folder).close()
    with pytest.raises(DataProblem) as caught:
        Repository(app, folder)
    assert caught.value.key == "newer_data"
