"""Where the device is: people are told first, answer for themselves, and take it back."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import specs

from fieldapp.fields.places import place
from fieldapp.testing import Driver, running
from fieldapp.ui import locating
from fieldapp.ui.fields import location

TABLES = """
roles: {rep: Rep}
tables:
  visit:
    fields:
      shop: text
      here: {type: location, label: Place of the visit, about: a_place}
    access:
      rep: {read: true, create: true, edit: true}
"""


class Device:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def ask(self) -> dict[str, Any]:
        self.asked += 1
        return place("59.331234", "18.061234", 12)


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> Device:
    device = Device()
    monkeypatch.setattr(location, "device_locator", lambda: device)
    return device


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return specs.bundle_of(tmp_path_factory.mktemp("visits"), TABLES)


@pytest.fixture(scope="module")
def european(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same app under a policy that rounds places, and with a purpose of IT's own."""
    folder = specs.bundle_of(tmp_path_factory.mktemp("european"), TABLES)
    purpose = {"basis": "consent", "fields": ["visit.here"], "text": {"en": "We show who visited.", "sv": "Vi visar."}}
    tables = {"visit": {"class": "personal", "retention_days": 60}}
    return specs.with_policy(folder, exact_location=False, tables=tables, purposes={"proof": purpose})


def value_of(app: Driver) -> Any:
    (form,) = app.state.forms.values()
    return form.engine.cell("here").value


def log_of(data: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (data / "consents.jsonl").read_text("utf-8").split("\n") if line]


async def ask(app: Driver) -> None:
    await app.go("new:visit")
    await app.tap("Use my place")


def test_nothing_is_asked_of_the_device_before_the_person_was_told_and_agreed(visits: Path, data: Path, device: Device):
    async def play() -> None:
        async with running(visits, data) as app:
            await ask(app)
            assert device.asked == 0
            told = app.texts("consent")
            assert told[0] == "May App use where you are?"
            assert "It is put into: Place of the visit." in told
            assert "As exactly as the device can tell, to a few metres" in told
            assert "Once sent, a record leaves this device after 5 years at the latest" in told
            await app.tap("action:consent_yes")
            assert device.asked == 1
            assert value_of(app)["latitude"] == Decimal("59.331234")
            await app.tap("Try again")
            assert (device.asked, app.has("consent")) == (2, False)
        (line,) = log_of(data)
        assert (line["what"], line["yes"], line["language"], line["person"]) == ("location", True, "en", "rep")
        assert line["at"].endswith("+00:00") and len(line["version"]) == 12

    asyncio.run(play())


def test_a_policy_that_rounds_is_told_so_with_its_purpose_and_only_a_rounded_place_is_kept(
    european: Path, data: Path, device: Device
):
    async def play() -> None:
        async with running(european, data) as app:
            await ask(app)
            told = app.texts("consent")
            assert "We show who visited." in told
            assert "Rounded to about a kilometre before it is kept" in told
            assert "Once sent, a record leaves this device after 60 days at the latest" in told
            await app.tap("action:consent_yes")
            assert (value_of(app)["latitude"], value_of(app)["accuracy"]) == (Decimal("59.33"), 1000)
            await app.enter("shop", "Corner")
            await app.tap("action:save")
        stored = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
        assert b"59.33" in stored
        assert b"59.331" not in stored and b"18.061" not in stored

    asyncio.run(play())


def test_a_no_is_remembered_and_the_field_says_so_and_takes_typing(visits: Path, data: Path, device: Device):
    said = "You chose not to share where you are. Type it, or change that in the settings."

    async def play() -> None:
        async with running(visits, data) as app:
            await ask(app)
            await app.tap("action:consent_no")
            assert said in app.texts()
            await app.tap("Use my place")
            assert not app.has("consent")
            await app.enter("here", "59.33, 18.06")
            assert value_of(app) == place("59.33", "18.06")
        async with running(visits, data) as app:
            await app.go("new:visit")
            assert said in app.texts()
            await app.tap("Use my place")
            assert not app.has("consent")
        assert device.asked == 0
        assert [line["yes"] for line in log_of(data)] == [False]

    asyncio.run(play())


def test_closing_the_question_is_no_answer(visits: Path, data: Path, device: Device):
    async def play() -> None:
        async with running(visits, data) as app:
            await ask(app)
            app.page.pop_dialog()
            await app.settle()
            assert "Nothing was asked of the device. Type the place, or try again." in app.texts()
            await app.tap("Use my place")
            assert app.has("consent")
        assert (device.asked, (data / "consents.jsonl").exists()) == (0, False)

    asyncio.run(play())


def test_it_is_taken_back_and_given_again_in_the_settings(visits: Path, data: Path, device: Device):
    async def play() -> None:
        async with running(visits, data) as app:
            await ask(app)
            await app.tap("action:consent_yes")
            app.state.repository.here = value_of(app)
            await app.go("settings")
            assert any(text.startswith("Allowed on ") for text in app.texts())
            await app.toggle("consent_place", on=False)
            assert any(text.startswith("Not allowed since ") for text in app.texts())
            assert app.state.repository.here is None
            await app.go("new:visit")
            await app.tap("Try again")
            assert (device.asked, app.has("consent")) == (1, False)
            await app.go("settings")
            await app.toggle("consent_place", on=True)
            assert "May App use where you are?" in app.texts()
            await app.tap("action:consent_yes")
            await app.go("new:visit")
            await app.tap("Try again")
            assert device.asked == 2
        assert [line["yes"] for line in log_of(data)] == [True, False, True]

    asyncio.run(play())


def test_a_yes_to_rounded_places_is_none_to_exact_ones(visits: Path, european: Path, data: Path, device: Device):
    async def play() -> None:
        async with running(european, data) as app:
            await ask(app)
            await app.tap("action:consent_yes")
        async with running(visits, data) as app:
            await ask(app)
            assert (device.asked, app.has("consent")) == (1, True)
        with (data / "consents.jsonl").open("ab") as file:
            file.write(b'{"at": "2027')
        async with running(european, data) as app:
            await ask(app)
            assert (device.asked, app.has("consent")) == (2, False)

    asyncio.run(play())


def test_one_person_does_not_answer_for_another(tmp_path: Path, data: Path, device: Device):
    two = TABLES.replace("roles: {rep: Rep}", "roles: {rep: Rep, boss: Boss}").replace(
        "      rep: {read", "      boss: {read: true, create: true}\n      rep: {read"
    )
    bundle = specs.bundle_of(tmp_path / "two", two)

    async def play() -> None:
        async with running(bundle, data, me="rep") as app:
            await ask(app)
            await app.tap("action:consent_no")
        async with running(bundle, data, me="boss") as app:
            await ask(app)
            assert app.has("consent")

    asyncio.run(play())


def test_the_device_is_asked_in_two_places_of_the_code_and_both_ask_the_person_first():
    runtime = Path(locating.__file__).parents[1]
    asking = [path for path in sorted(runtime.rglob("*.py")) if "ocator.ask()" in path.read_text("utf-8")]
    assert [path.name for path in asking] == ["location.py", "narrowing.py"]
    for path in asking:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
        at = next(n for n, line in enumerate(lines) if "ocator.ask()" in line)
        assert lines[at - 1].startswith("await agree("), path.name


def test_an_app_without_places_asks_for_nothing(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.go("settings")
            assert not app.has("field:consent_place")

    asyncio.run(play())
