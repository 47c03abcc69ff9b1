"""Invented records, made through the form engine so that they are as valid as a person's."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.data.repository import DataProblem, Repository
from fieldapp.fields import of
from fieldapp.fields.base import Setting
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.engine import Engine


def fill(repository: Repository, table: TableDef, count: int, seed: int) -> int:
    """Saves up to `count` records and returns how many; one that can't be made valid in a few tries is left out.

    They are made by the people of the store who may make such records; in a store without people by the device.
    """
    chance = random.Random(f"{seed}:{table.name}")
    doors = [repository.acting(person) for person in repository.people()]
    makers = [door for door in doors if door.rights(table.name).create]
    device = repository.as_device()
    return sum(_one(chance.choice(makers) if makers else device, table, chance) for _ in range(count))


def _one(repository: Repository, table: TableDef, chance: random.Random) -> bool:
    for _ in range(5):
        engine = Engine(repository.app, table, repository.world())
        for field in table.fields:
            _enter(repository, engine, engine.cell(field.name), chance)
        for check in engine.checks:
            check.reason = "Agreed by phone" if check.definition.strength == "ask_reason" else check.reason
        if not engine.attempt_save():
            try:
                repository.save(table.name, engine.values(), reasons=engine.reasons())
            except DataProblem as problem:
                if not problem.key.startswith("denied"):
                    raise
                continue  # who may make records may not make this one
            return True
    return False


def _enter(repository: Repository, engine: Engine, cell: Cell, chance: random.Random) -> None:
    field = cell.definition
    if not cell.visible or cell.read_only or field.formula is not None:
        return
    if isinstance(cell, LinesCell):
        missing = 0 if cell.fixed or cell.follows_rows else chance.randint(1, 4) - len(cell.rows)
        for row in (*cell.rows, *(engine.add_row(cell.path) for _ in range(missing))):
            for inner in row.cells.values():
                _enter(repository, engine, inner, chance)
        return
    if cell.value is not None and chance.random() < 0.6:
        return
    if not cell.required and chance.random() < 0.3:
        return
    if field.type == "link":
        value = _link(repository, engine, cell, field, chance)
    else:
        where = Setting(chance, repository.world().now(), cell.minimum, cell.maximum)
        value = of(field.type).invent(where, field)
    if value is not None:
        engine.set(cell.path, value)


def _link(repository: Repository, engine: Engine, cell: Cell, field: FieldDef, chance: random.Random) -> str | None:
    rows: Sequence[Any] = repository.rows(field.to or "") if field.to in repository.app.tables else ()
    for row in chance.sample(rows, min(len(rows), 20)):
        if engine.allowed(cell.path, row):
            return str(row["id"])
    return None
