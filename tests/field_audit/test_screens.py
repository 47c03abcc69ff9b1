"""The inputs on a headless page, tapped as a person would: signing, sealing, asking for the place, the score."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import flet as ft
import flet.canvas as cv
import pytest

from fieldapp.fields.places import place
from fieldapp.testing import running
from fieldapp.testing.driver import Driver
from fieldapp.testing.tree import walk
from fieldapp.ui.fields import location
from fieldapp.ui.locating import NoLocator, NoPlace
from tests.field_audit.audits import NOW, filled


class FakeLocator:
    """Answers in turn: a place, or the reason why there is none."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)

    async def ask(self) -> object:
        answer = self.answers.pop(0)
        if isinstance(answer, NoPlace):
            raise answer
        return answer


@asynccontextmanager
async def opened(made: Path, data: Path) -> AsyncIterator[Driver]:
    async with running(made, data) as driver:
        await driver.go("new:audit")
        yield driver


def form_of(driver: Driver):
    (opened_form,) = driver.state.forms.values()
    return opened_form.engine


async def draw(driver: Driver, *points: tuple[float, float]) -> None:
    pad = next(c for c in walk(driver.part("sign:pad")) if isinstance(c, ft.GestureDetector))
    session = driver.client.session
    for at, (x, y) in enumerate(points):
        data = {"l": {"x": x, "y": y}, "g": {"x": x, "y": y}, "k": "touch"}
        await session.dispatch_event(pad._i, "pan_update" if at else "pan_start", data)
    await driver.settle()


def test_the_phone_is_handed_over_and_comes_back_signed(made: Path, tmp_path: Path):
    async def run():
        async with opened(made, tmp_path) as driver:
            form = form_of(driver)
            await driver.tap("Sign here")
            assert not driver.has("sign:page")  # the shop is missing, and it is part of what is signed
            assert form.cell("outlet").problem is not None
            filled(form)
            await driver.settle()
            await driver.tap("Sign here")
            texts = driver.texts()
            assert {"Corner", "Received", "I have seen this audit."} <= set(texts)
            assert any("Milk" in text for text in texts)
            await driver.tap("action:sign")
            assert "Draw the signature first" in driver.texts()
            await draw(driver, (40, 150), (120, 60), (200, 140), (300, 90))
            await driver.tap("action:sign")
            assert not driver.has("sign:page")
            value = form.cell("received").value
            assert value["name"] == "Corner" and len(value["strokes"]) == 1
            assert all(isinstance(part, int) and 0 <= part <= 1000 for part in value["strokes"][0])
            assert any(isinstance(c, cv.Canvas) for c in walk(driver.part("field:received")))
            assert form.cell("outlet").read_only
            assert not driver.has("action:menu:shelves/0")  # rows that are sealed are read and not worked on
            assert "Signed in “Received”" in driver.texts()
            assert len(form.cell("shelves").rows) == 1
            await driver.tap("action:change:received")
            await driver.tap("action:keep_signature")
            assert form.cell("received").value == value
            await driver.tap("action:change:received")
            await driver.tap("action:remove_signature")
            assert form.cell("received").value is None
            assert not form.cell("outlet").read_only

    asyncio.run(run())


def test_who_cannot_draw_types_their_full_name(made: Path, tmp_path: Path):
    async def run():
        async with opened(made, tmp_path) as driver:
            form = form_of(driver)
            filled(form)
            await driver.settle()
            await driver.tap("Sign here")
            await driver.tap("action:sign_otherwise")
            await driver.enter("sign:full_name", "Somebody else")
            await driver.tap("action:sign")
            assert "Type the name as it is printed: Corner" in driver.texts()
            await driver.enter("sign:full_name", "corner ")
            await driver.tap("action:sign")
            value = form.cell("received").value
            assert (value["typed"], value["strokes"]) == (True, [])
            await driver.tap("action:save")
            assert any("Typed as a signature" in text for text in driver.texts())

    asyncio.run(run())


def test_a_place_is_asked_for_on_a_tap_and_again_until_it_is_near(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    far, near = place("59.33", "18.06", 180, NOW), place("59.3301", "18.06", 9, NOW)
    monkeypatch.setattr(location, "device_locator", lambda: FakeLocator(far, near))

    async def run():
        async with opened(made, tmp_path) as driver:
            form = form_of(driver)
            assert form.cell("here").value is None
            await driver.tap("Use my place")
            await driver.tap("action:consent_yes")
            assert form.cell("here").value == far
            assert "Within 180 m; 50 m is wanted" in driver.texts()
            await driver.tap("Try again")
            assert form.cell("here").value == near
            assert not any("is wanted" in text for text in driver.texts())
            assert driver.state.repository.here == near

    asyncio.run(run())


def test_a_device_that_refuses_says_why_and_takes_typing(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(location, "device_locator", lambda: FakeLocator(NoPlace("place_denied")))

    async def run():
        async with opened(made, tmp_path) as driver:
            await driver.tap("Use my place")
            await driver.tap("action:consent_yes")
            assert any("doesn't let the app know" in text for text in driver.texts())
            await driver.enter("here", "north of the river")
            assert form_of(driver).cell("here").problem is not None
            await driver.enter("here", "59.33, 18.06")
            assert form_of(driver).cell("here").value == place("59.33", "18.06")

    asyncio.run(run())


def test_without_the_service_the_device_cannot_tell():
    with pytest.raises(NoPlace, match="place_missing"):
        asyncio.run(NoLocator().ask())


def test_the_score_says_how_far_it_is_and_its_band_in_words(made: Path, tmp_path: Path):
    async def run():
        async with opened(made, tmp_path) as driver:
            form = form_of(driver)
            assert "0 of 0 answered" not in driver.texts()
            path = filled(form)
            await driver.settle()
            assert {"50%", "Red"} <= set(driver.texts())
            row = form.cell(f"{path}/answers").rows[2]
            form.set(f"{path}/answers/{row.id}/result", None)
            await driver.settle()
            assert "0 of 1 answered" in driver.texts()

    asyncio.run(run())


def test_a_signed_draft_outlives_a_kill(made: Path, tmp_path: Path):
    async def run():
        async with opened(made, tmp_path) as driver:
            form = form_of(driver)
            filled(form)
            await driver.settle()
            await driver.tap("Sign here")
            await draw(driver, (40, 150), (120, 60), (200, 140), (300, 90))
            await driver.tap("action:sign")
            await driver.pause()
            before = form.cell("received").value
        async with running(made, tmp_path) as driver:
            (draft,) = driver.state.repository.drafts.list("audit")
            again = driver.state.repository.drafts.get(draft.id).doc["form"]["values"]["received"]
            assert again["strokes"] == before["strokes"]
            assert again["seals"] == before["seals"]

    asyncio.run(run())
