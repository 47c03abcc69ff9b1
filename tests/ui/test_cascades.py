"""Options that follow what is filled in, few as chips and many in a sheet to search in."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft
import pytest
import specs

from fieldapp.testing import Driver, running
from fieldapp.testing.tree import walk

VISIT = """
choices:
  shop:
    kiosk: {label: Kiosk, region: east}
    petrol: {label: Petrol station, region: east}
    hall: {label: Market hall, region: west}
  city: {from: data/cities.csv}
tables:
  visit:
    fields:
      region: {type: choice, options: {east: East, west: West, none: Nowhere}}
      shop: {type: choice, options: shop, where: =region = Form.region}
      city: {type: choice, options: city, where: =region = Form.region}
      also: {type: choices, options: city, where: =region = Form.region}
"""


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    folder = tmp_path / "visits"
    (folder / "data").mkdir(parents=True)
    rows = "".join(f"c{n},City {n} Östra,{'east' if n % 2 else 'west'}\n" for n in range(10_000))
    (folder / "data" / "cities.csv").write_text(f"value,label,region\n{rows}")
    return specs.bundle_of(folder, VISIT)


def offered(app: Driver, field: str) -> list[str]:
    chips = [chip for chip in walk(app.part(f"field:{field}")) if isinstance(chip, ft.Chip)]
    return [chip.label.value for chip in chips if isinstance(chip.label, ft.Text)]


async def search(app: Driver, text: str) -> list[str]:
    await app.enter("option:search", text)
    return [part for part in app.texts() if part.startswith("City ")]


def test_only_options_that_fit_are_offered_and_they_follow(visits: Path, data: Path):
    async def play() -> None:
        async with running(visits, data) as app:
            await app.tap("action:new:visit")
            assert "Nothing to pick" in app.texts("field:shop")
            await app.select("region", "East")
            assert offered(app, "shop") == ["Kiosk", "Petrol station"]
            await app.select("region", "West")
            assert offered(app, "shop") == ["Market hall"]

    asyncio.run(play())


def test_a_picked_option_that_no_longer_fits_says_so_and_stops_the_save(visits: Path, data: Path):
    async def play() -> None:
        async with running(visits, data) as app:
            await app.tap("action:new:visit")
            await app.select("region", "East")
            await app.select("shop", "Kiosk")
            await app.select("region", "West")
            said = "Kiosk doesn't fit what is filled in here now. Pick another"
            assert said in app.texts("field:shop")
            assert offered(app, "shop") == ["Market hall", "Kiosk"]
            await app.tap("action:save")
            assert app.has("refusal")
            await app.select("shop", "Market hall")
            assert said not in app.texts()
            await app.tap("action:save")
            assert app.route.startswith("/detail/visit/")

    asyncio.run(play())


def test_one_of_ten_thousand_is_found_by_typing(visits: Path, data: Path):
    async def play() -> None:
        async with running(visits, data) as app:
            await app.tap("action:new:visit")
            await app.select("region", "East")
            await app.select("city", "Show more")
            assert len([text for text in app.texts() if text.startswith("City ")]) == 100
            found = await search(app, "99 OST")
            assert len(found) == 50
            assert found[:7] == [f"City {n} Östra" for n in (99, 991, 993, 995, 997, 999, 9901)]
            assert await search(app, "nowhere") == []
            assert "Nothing found" in app.texts()
            await search(app, "4711")
            await app.tap("option:c4711")
            assert "City 4711 Östra" in app.texts("field:city")

    asyncio.run(play())


def test_several_are_ticked_in_one_opening(visits: Path, data: Path):
    async def play() -> None:
        async with running(visits, data) as app:
            await app.tap("action:new:visit")
            await app.select("region", "West")
            await app.select("also", "City 4 Östra")
            await app.tap("option:c2")
            await app.tap("option:c6")
            await app.tap("option:c4")
            await app.tap("Done")
            engine = app.state.forms[app.state.navigation.current].engine
            assert engine.cell("also").value == ["c2", "c6"]

    asyncio.run(play())
