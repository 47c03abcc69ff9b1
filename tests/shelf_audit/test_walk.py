"""An audit from the first tap to the tasks that it leaves, in the engine and on the screen."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from fieldapp.form import Engine
from fieldapp.testing import Driver, running
from fieldapp.testing.tree import walk
from tests.built import Clock
from tests.shelf_audit.conftest import person
from tests.shelf_audit.filling import PIXEL, answer, answers, opened, photographed, rows, saved

DONE = {"q3": "na", "q4": "ok", "q5": "bad", "q6": "ok", "q7": "ok", "q8": "na"}


def test_rows_and_answers_come_with_the_outlet(lena: Repository) -> None:
    engine = opened(lena)
    shelves = rows(engine, "shelves")
    assert [shelf.cells["category"].text for shelf in shelves] == ["Dairy", "Bread"]
    assert list(answers(engine)) == [f"q{n}" for n in range(1, 9)]
    assert [shelf.cells["photo"].beside for shelf in shelves] == [("data/planograms/dairy.png",), ()]
    engine.set("outlet", "near")
    assert list(answers(engine)) == ["q9"]
    assert rows(engine, "shelves")[0].cells["photo"].beside == ("data/planograms/fruit.png",)


def test_three_of_eight_answers_are_no_score_and_all_of_them_are(lena: Repository) -> None:
    engine = opened(lena)
    answer(engine, q1="ok", q2="bad", q5="bad")
    dairy, bread = (shelf.cells["score"] for shelf in rows(engine, "shelves"))
    assert (dairy.progress, bread.progress) == ((2, 4), (1, 4))
    assert (dairy.value, bread.value) == (None, None)
    assert (engine.cell("score").value, engine.cell("score").progress) == (None, (0, 2))
    answer(engine, **DONE)
    assert (dairy.text, bread.text) == ("66.67%", "57.14%")
    assert engine.cell("score").value == Decimal("0.6349")  # (2 * 0.6667 + 0.5714) / 3
    assert (engine.cell("faults").value, engine.cell("lost").value) == (2, 5)


def test_the_picture_beside_follows_what_the_shelf_is_about(lena: Repository) -> None:
    engine = opened(lena)
    shelf = rows(engine, "shelves")[1]
    told: list[Any] = []
    shelf.cells["photo"].subscribe(lambda: told.append(shelf.cells["photo"].beside))
    engine.set(f"{shelf.path}category", "fruit")
    assert told == [("data/planograms/fruit.png",)]


def sent(lena: Repository, **results: str) -> str:
    engine = opened(lena)
    answer(engine, q1="ok", q2="bad", **{**DONE, **results})
    photographed(engine, lena)
    key = saved(engine, lena)
    lena.move("audit", key, "send")
    return key


def test_sending_leaves_a_task_for_each_fault(device: Repository, lena: Repository) -> None:
    sent(lena)
    wanted = {
        "Is it full?": {"urgent": False, "outlet": "big", "who": "ola", "due": dt.date(2027, 2, 8), "state": "open"},
        "Is it fresh?": {"urgent": True, "outlet": "big", "who": "ola", "due": dt.date(2027, 2, 8), "state": "open"},
    }
    found = {task["what"]: {name: task[name] for name in wanted["Is it full?"]} for task in lena.rows("task")}
    assert found == wanted
    assert [message.text for message in person(device, "mo").told()] == []


def test_a_weak_audit_is_told_to_the_manager(device: Repository, lena: Repository) -> None:
    sent(lena, q4="bad", q6="bad")
    (message,) = person(device, "mo").told()
    assert (message.channel, message.text.split(":")[0]) == ("teams", "Big Market")


def test_a_retry_on_a_second_handle_leaves_nothing_twice(
    bundle: Path, device: Repository, lena: Repository, tmp_path: Path, clock: Clock
) -> None:
    key = sent(lena)
    before = sorted(task["id"] for task in lena.rows("task"))
    again = Repository(load_bundle(bundle), tmp_path / "store", bundle, clock=clock)
    with pytest.raises(DataProblem):
        person(again, "lena").move("audit", key, "send")
    with again._database.write() as connection:  # as if the answer to the first Send had been lost
        connection.execute("UPDATE t_audit SET state = 'draft'")
    again._records.forget()
    person(again, "lena").move("audit", key, "send")
    assert sorted(task["id"] for task in again.as_device().rows("task")) == before
    again.close()


def test_a_task_is_done_with_a_photo(device: Repository, lena: Repository) -> None:
    sent(lena)
    ola = person(device, "ola")
    task = min(ola.rows("task"), key=lambda each: str(each["what"]))
    with pytest.raises(DataProblem):
        ola.move("task", task["id"], "done")
    ola.save("task", {**task, "proof": [ola.attachments.add(PIXEL)]}, task["id"])
    ola.move("task", task["id"], "done")
    assert ola.list(device.app.views[0]).total == 1


def form_of(driver: Driver) -> Engine:
    (form,) = driver.state.forms.values()
    return form.engine


def test_an_audit_on_the_screen(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def pick_files(self: ft.FilePicker, **_: Any) -> list[ft.FilePickerFile]:
        return [ft.FilePickerFile(id=1, name="a.png", size=len(PIXEL), bytes=PIXEL)]

    monkeypatch.setattr(ft.FilePicker, "pick_files", pick_files)
    monkeypatch.setitem(sys.modules, "flet_camera", None)  # a phone without the app's own viewfinder

    async def run() -> None:
        async with running(bundle, tmp_path, me="lena") as app:
            await app.tap("action:new:audit")
            await app.select("outlet", "Big Market")
            assert "Dairy" in app.texts("field:shelves/0/category")
            for at, option in enumerate(["OK", "Not OK", "Not applicable"]):
                await app.select(f"shelves/0/answers/{at}/result", option)
            await app.enter("shelves/0/answers/1/why", "Empty")
            assert app.has("field:shelves/0/answers/1/why") and not app.has("field:shelves/0/answers/0/why")
            assert any("3" in text for text in app.texts("field:answered"))
            assert form_of(app).cell("score").value is None
            await app.tap("beside:shelves/0/photo/1")
            assert any(isinstance(c, ft.InteractiveViewer) for c in walk(app.page._dialogs))
            await app.tap("action:close")
            assert not app.has("beside:shelves/1/photo/1")
            await app.tap("action:photo:shelves/0/photo")
            await app.tap("action:save_and_move")
            engine = form_of(app)
            wrong = {cell.path.rpartition("/")[2] for cell in engine.record.all_cells() if cell.problem}
            assert wrong == {"photo", "result"}
            await app.tap("action:photo:shelves/1/photo")
            for at, option in enumerate(["OK", "OK", "OK", "OK"]):
                await app.select(f"shelves/1/answers/{at}/result", option)
            await app.select("shelves/0/answers/3/result", "OK")
            assert round(engine.cell("score").value, 4) == Decimal("0.7778")
            await app.tap("action:save_and_move")
            assert app.texts("state") == ["Sent"]
            (task,) = app.state.repository.as_device().rows("task")
            assert (task["what"], task["who"]) == ("Is it full?", "ola")

    asyncio.run(run())
