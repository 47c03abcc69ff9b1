"""Stores of any spec, full of invented records of each of its people."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from fieldapp.app.definition import FieldDef
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldpact.model.app import App
from fieldpact.pipeline import read_model, render_bundle_of

NOON = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)


def model_of(spec: Path) -> App:
    app = read_model(spec).app
    assert app is not None
    return app


@contextmanager
def store_of(spec: Path, folder: Path) -> Iterator[Repository]:
    """The store of the spec's app, as the device itself uses it."""
    reading = read_model(spec)
    assert reading.app is not None, reading.findings
    bundle = folder / "bundle"
    for path, data in render_bundle_of(reading, reading.app, {}).items():
        (bundle / path).parent.mkdir(parents=True, exist_ok=True)
        (bundle / path).write_bytes(data)
    repository = Repository(load_bundle(bundle), folder / "data", bundle, clock=lambda: NOON)
    yield repository.as_device()
    repository.close()


def fill(store: Repository, records: int, chance: random.Random) -> None:
    """So many records of each person in each table that people fill, without asking whether they may."""
    for table in store.app.tables.values():
        for person in store.people() if not table.reference else ():
            for _ in range(records):
                unruled = store.acting(person).world().free
                store.save(table.name, invented(store, table.fields, chance), world=unruled)


def invented(store: Repository, fields: Sequence[FieldDef], chance: random.Random) -> dict[str, Any]:
    return {field.name: value_of(store, field, chance) for field in fields if field.type != "note"}


def value_of(store: Repository, field: FieldDef, chance: random.Random) -> Any:
    """A value of the field's type, sometimes blank; whether a form would take it doesn't matter here."""
    if field.type == "lines":
        return [invented(store, field.fields, chance) for _ in range(chance.randint(0, 2))]
    if chance.random() < 0.2:
        return None
    match field.type:
        case "integer" | "number" | "money":
            return Decimal(chance.randint(0, 9))
        case "percent":
            return Decimal(chance.randint(0, 9)) / 10
        case "yes_no":
            return chance.random() < 0.5
        case "choice":
            return chance.choice(field.options).value
        case "choices" | "photo":
            return []
        case "date":
            return NOON.date() + dt.timedelta(days=chance.randint(-1, 1))
        case "time":
            return dt.time(chance.randint(0, 23))
        case "datetime":
            return NOON + dt.timedelta(days=chance.randint(-1, 1))
        case "link":
            ids: Sequence[Mapping[str, Any]] = store.rows(field.to or "")
            return chance.choice(ids)["id"] if ids else None
        case "text" | "long_text":
            return chance.choice(("north", "south", "east"))
    return None
