"""Lines in lines: rows in rows that come by themselves, totals over all of them, the store, drafts, copies and undo."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.form import Engine

BUNDLE = Path(__file__).parents[1] / "cases" / "nested" / "bundle"


@pytest.fixture
def repository(tmp_path):
    clock = dt.datetime(2027, 2, 10, 12, tzinfo=dt.UTC)
    with_data = Repository(load_bundle(BUNDLE), tmp_path, BUNDLE, clock=lambda: clock)
    yield with_data
    with_data.close()


def opened(repository, key=None):
    values = repository.record("audit", key) if key else None
    return Engine(repository.app, repository.app.tables["audit"], repository.world(), values)


@pytest.fixture
def engine(repository):
    engine = opened(repository)
    engine.set("outlet", "big")
    return engine


def shelf(engine, category):
    return next(row for row in engine.cell("shelves").rows if row.cells["category"].value == category)


def answers(engine, category):
    return {row.cells["question"].value: row for row in shelf(engine, category).cells["answers"].rows}


def answer(engine, category, question, result):
    engine.set(answers(engine, category)[question].cells["result"].path, result)


def faults(engine, category):
    return [row.cells["question"].value for row in shelf(engine, category).cells["faults"].rows]


def test_rows_come_in_the_rows_that_come(engine):
    assert [row.cells["category"].text for row in engine.cell("shelves").rows] == ["Dairy", "Bread"]
    assert (list(answers(engine, "dairy")), list(answers(engine, "bread"))) == (["q1", "q2"], ["q3"])
    path = answers(engine, "dairy")["q1"].cells["result"].path
    assert engine.cell(path).required and path.startswith("shelves/")
    engine.set("outlet", "small")
    assert list(answers(engine, "fruit")) == ["q4"]
    assert path not in engine.cells


def test_totals_go_through_the_rows_of_all_rows(engine):
    assert (engine.cell("open").value, engine.cell("bad").value) == (3, 0)
    answer(engine, "dairy", "q1", "ok")
    answer(engine, "bread", "q3", "ok")
    assert (engine.cell("open").value, engine.cell("points").value) == (1, Decimal("12"))
    assert shelf(engine, "bread").cells["points"].value == 6
    answer(engine, "dairy", "q2", "bad")
    assert (engine.cell("open").value, engine.cell("bad").value) == (0, 1)
    assert (faults(engine, "dairy"), faults(engine, "bread")) == (["q2"], [])


def test_a_change_in_an_inner_row_computes_only_what_reads_it(engine):
    told = []
    for cell in engine.cells.values():
        cell.subscribe(lambda path=cell.path: told.append(path))
    answer(engine, "dairy", "q1", "ok")
    bread = shelf(engine, "bread").path
    assert told and not [path for path in told if path.startswith(bread)]


def test_a_filled_record_is_stored_and_opens_the_same(repository, engine):
    for category, question, result in (("dairy", "q1", "ok"), ("dairy", "q2", "bad"), ("bread", "q3", "na")):
        answer(engine, category, question, result)
    engine.enter(answers(engine, "dairy")["q2"].cells["why"].path, "Empty")
    assert engine.attempt_save() == []
    key = repository.save("audit", engine.values())
    again = opened(repository, key)
    assert not again.pending.values
    assert again.values() == engine.values()
    assert faults(again, "dairy") == ["q2"]
    stored = repository.record("audit", key)
    assert [len(row["answers"]) for row in stored["shelves"]] == [2, 1]
    assert stored["shelves"][0]["faults"][0]["why"] == "Empty"
    answer(again, "dairy", "q2", "ok")
    assert faults(again, "dairy") == []


def test_a_draft_keeps_rows_in_rows_with_text_that_cannot_be_read(repository, engine):
    answer(engine, "dairy", "q2", "bad")
    engine.enter("date", "soon")
    engine.enter(answers(engine, "dairy")["q2"].cells["why"].path, "Half of it")
    draft = Engine.from_draft(repository.app, engine.table, repository.world(), engine.draft())
    assert draft.draft() == engine.draft()
    assert draft.cell("date").text == "soon"
    assert faults(draft, "dairy") == ["q2"]


def test_a_copied_row_has_rows_of_its_own(engine):
    answer(engine, "dairy", "q2", "bad")
    source = shelf(engine, "dairy")
    copy = engine.copy_row("shelves", source.id)
    assert [row.id for row in engine.cell("shelves").rows][:2] == [source.id, copy.id]
    inner = copy.cells["answers"].rows
    assert [row.cells["question"].value for row in inner] == ["q1", "q2"]
    assert not {row.id for row in inner} & {row.id for row in source.cells["answers"].rows}
    assert engine.cell("bad").value == 2
    engine.set(inner[1].cells["result"].path, "ok")
    assert (faults(engine, "dairy"), engine.cell("bad").value) == (["q2"], 1)
    assert engine.undo()
    assert [row.id for row in engine.cell("shelves").rows] == [source.id, shelf(engine, "bread").id]
    assert engine.cell("bad").value == 1


def test_a_removed_row_comes_back_with_its_rows(engine):
    answer(engine, "dairy", "q2", "bad")
    before = engine.values()
    engine.remove_row("shelves", shelf(engine, "dairy").id)
    assert (engine.cell("open").value, engine.cell("bad").value) == (1, 0)
    assert engine.undo()
    assert engine.values() == before
    assert not engine.undo()


def test_clearing_leaves_the_rows_that_came_and_undo_brings_back_what_was_entered(engine):
    answer(engine, "dairy", "q1", "ok")
    answer(engine, "dairy", "q2", "bad")
    extra = engine.add_row(shelf(engine, "dairy").cells["answers"].path)
    lines = shelf(engine, "dairy").cells["answers"].path
    before = engine.values()
    assert engine.clear_rows(lines) == 3
    assert [row.cells["result"].value for row in engine.cell(lines).rows] == [None, None]
    assert (engine.cell("points").value, faults(engine, "dairy")) == (0, [])
    assert engine.undo()
    assert engine.values() == before
    assert extra in engine.cell(lines).rows
    engine.undo()
    assert engine.values() == before


def test_undo_leaves_what_was_changed_since(engine):
    lines = shelf(engine, "dairy").cells["answers"].path
    answer(engine, "dairy", "q1", "ok")
    answer(engine, "dairy", "q2", "ok")
    engine.clear_rows(lines)
    answer(engine, "dairy", "q1", "na")
    assert engine.undo()
    assert [row.cells["result"].value for row in engine.cell(lines).rows] == ["na", "ok"]
