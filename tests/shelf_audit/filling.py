"""Filling an audit in, for the tests beside this file."""

from __future__ import annotations

from fieldapp.data.repository import Repository
from fieldapp.form import Engine
from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def opened(store: Repository, outlet: str | None = "big", key: str | None = None) -> Engine:
    """A new audit of an outlet, or a stored one."""
    values = store.record("audit", key) if key is not None else None
    engine = Engine(store.app, store.app.tables["audit"], store.world(), values)
    if key is None and outlet is not None:
        engine.set("outlet", outlet)
    return engine


def rows(engine: Engine, path: str) -> list[Row]:
    cell = engine.cell(path)
    assert isinstance(cell, LinesCell)
    return cell.rows


def answers(engine: Engine) -> dict[str, Row]:
    """Every answer by its question."""
    return {
        answer.cells["question"].value: answer
        for shelf in rows(engine, "shelves")
        for answer in rows(engine, f"{shelf.path}answers")
    }


def answer(engine: Engine, **results: str | None) -> None:
    for question, result in results.items():
        row = answers(engine)[question]
        engine.set(row.cells["result"].path, result)
        if result == "bad":
            engine.enter(row.cells["why"].path, "Empty")


def photographed(engine: Engine, store: Repository) -> None:
    for shelf in rows(engine, "shelves"):
        engine.set(f"{shelf.path}photo", [store.attachments.add(PIXEL)])


def saved(engine: Engine, store: Repository) -> str:
    assert engine.attempt_save() == []
    return store.save("audit", engine.values())
