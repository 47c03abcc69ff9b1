"""Invented records, made through the form engine so that they are as valid as a person's."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.data.repository import Repository
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.engine import Engine

_SENTENCES = (
    "Good talk with the owner.",
    "Asked for more shelf space.",
    "Wants to hear about the autumn range.",
    "New staff at the counter.",
    "Delivery came late last week.",
)


def fill(repository: Repository, table: TableDef, count: int, seed: int) -> int:
    """Saves up to `count` records and returns how many; one that can't be made valid in a few tries is left out."""
    chance = random.Random(f"{seed}:{table.name}")
    return sum(_one(repository, table, chance) for _ in range(count))


def _one(repository: Repository, table: TableDef, chance: random.Random) -> bool:
    for _ in range(5):
        engine = Engine(repository.app, table, repository.world())
        for field in table.fields:
            _enter(repository, engine, engine.cell(field.name), chance)
        for check in engine.checks:
            check.reason = "Agreed by phone" if check.definition.strength == "ask_reason" else check.reason
        if not engine.attempt_save():
            repository.save(table.name, engine.values(), reasons=engine.reasons())
            return True
    return False


def _enter(repository: Repository, engine: Engine, cell: Cell, chance: random.Random) -> None:
    field = cell.definition
    if not cell.visible or cell.read_only or field.formula is not None or field.type in ("note", "photo"):
        return
    if isinstance(cell, LinesCell):
        missing = chance.randint(1, 4) - len(cell.rows)
        for row in (*cell.rows, *(engine.add_row(cell.path) for _ in range(missing))):
            for inner in row.cells.values():
                _enter(repository, engine, inner, chance)
        return
    if cell.value is not None and chance.random() < 0.6:
        return
    if not cell.required and chance.random() < 0.3:
        return
    value = _value(repository, engine, cell, field, chance)
    if value is not None:
        engine.set(cell.path, value)


def _value(repository: Repository, engine: Engine, cell: Cell, field: FieldDef, chance: random.Random) -> Any:
    low, high = cell.minimum, cell.maximum
    match field.type:
        case "integer":
            start = int(low) if low is not None else 1
            return Decimal(chance.randint(start, int(high) if high is not None else start + 11))
        case "number" | "money":
            return Decimal(chance.randint(100, 9900)) / 100
        case "percent":
            top = int((high if high is not None else Decimal("0.2")) * 100)
            return Decimal(chance.randint(0, max(top, 0))) / 100
        case "yes_no":
            return chance.random() < 0.5
        case "choice":
            return chance.choice(field.options).value
        case "choices":
            return [option.value for option in field.options if chance.random() < 0.5]
        case "date":
            return _day(repository.world().today(), low, high, chance)
        case "time":
            return dt.time(chance.randint(8, 17), chance.choice((0, 15, 30, 45)))
        case "datetime":
            return repository.world().now() - dt.timedelta(hours=chance.randint(1, 200))
        case "link":
            return _link(repository, engine, cell, field, chance)
        case "email":
            return f"person{chance.randint(1, 99)}@example.com"
        case "phone":
            return f"+46 70 174 06 {chance.randint(10, 99)}"
        case "url":
            return "https://example.com/"
    text = chance.choice(_SENTENCES)
    return text[: field.max_length] if field.max_length else text


def _day(today: dt.date, low: dt.date | None, high: dt.date | None, chance: random.Random) -> dt.date:
    day = today + dt.timedelta(days=chance.randint(-20, 20))
    if low is not None and day < low:
        day = low
    return high if high is not None and day > high else day


def _link(repository: Repository, engine: Engine, cell: Cell, field: FieldDef, chance: random.Random) -> str | None:
    rows: Sequence[Any] = repository.rows(field.to or "") if field.to in repository.app.tables else ()
    for row in chance.sample(rows, min(len(rows), 20)):
        if engine.allowed(cell.path, row):
            return str(row["id"])
    return None
