"""Options, answers, dates and links: what is picked and not typed."""

import asyncio
import datetime as dt

import flet as ft
import pytest

from fieldapp.ui.fields.calendar import day_of
from fieldapp.ui.fields.url import web_address


def test_few_short_options_are_chips_and_a_second_tap_clears(show):
    async def run():
        async with show("few") as screen:
            await screen.act(screen.all(ft.Chip)[0], "select", True, selected=True)
            assert screen.form.engine.cell("few").value == "order"
            await screen.act(screen.all(ft.Chip)[0], "select", False, selected=False)
            assert screen.form.engine.cell("few").value is None
            assert not any(chip.selected for chip in screen.all(ft.Chip))

    asyncio.run(run())


def test_many_options_are_a_list_with_a_blank_one(show):
    async def run():
        async with show("many") as screen:
            dropdown = screen.all(ft.Dropdown)[0]
            assert [option.key for option in dropdown.options] == ["", "north", "south", "east", "west", "abroad"]
            await screen.act(dropdown, "select", "east", value="east")
            assert screen.form.engine.cell("many").value == "east"
            await screen.act(screen.all(ft.Dropdown)[0], "select", "", value="")
            assert screen.form.engine.cell("many").value is None

    asyncio.run(run())


def test_choices_keep_the_declared_order(show):
    async def run():
        async with show("choices") as screen:
            for at in (4, 0):
                await screen.act(screen.all(ft.Chip)[at], "select", True, selected=True)
            assert screen.form.engine.cell("choices").value == ["poster", "coasters"]

    asyncio.run(run())


def test_an_answer_that_is_asked_for_starts_blank_and_others_are_switches(show):
    async def run():
        async with show("answer", "switch") as screen:
            assert [chip.selected for chip in screen.all(ft.Chip)] == [False, False]
            await screen.act(screen.all(ft.Chip)[1], "select", True, selected=True)
            assert screen.form.engine.cell("answer").value is False
            await screen.driver.toggle("switch")
            assert screen.form.engine.cell("switch").value is True

    asyncio.run(run())


def test_a_date_is_picked_from_the_calendar_and_today_is_one_tap(show):
    async def run():
        async with show("date") as screen:
            today = screen.form.engine.cell("date").context.world.today()
            await screen.act(screen.button("Pick a date"), "click")
            picker = screen.all(ft.DatePicker)[0]
            picked = dt.datetime(2027, 5, 15).astimezone().astimezone(dt.UTC)
            await screen.act(picker, "change", picked, value=picked)
            assert screen.form.engine.cell("date").value == dt.date(2027, 5, 15)
            name = screen.form.engine.cell("date").show(today)
            await screen.act(screen.button(name), "click")
            assert screen.form.engine.cell("date").value == today

    asyncio.run(run())


@pytest.mark.parametrize("hours", range(-11, 13))
def test_the_day_of_a_calendar_is_right_in_every_zone(hours):
    midnight = dt.datetime(2027, 5, 15, tzinfo=dt.timezone(dt.timedelta(hours=hours)))
    assert day_of(midnight.astimezone(dt.UTC)) == dt.date(2027, 5, 15)


def test_a_link_is_searched_picked_and_cleared(show):
    async def run():
        async with show("link") as screen:
            await screen.driver.tap("field:link")
            search = screen.all(ft.TextField, "link:search")[0]
            await screen.act(search, "change", "birch", value="birch")
            assert [tile.title.value for tile in screen.all(ft.ListTile)] == ["Birch water 50 cl"]
            await screen.driver.tap("Birch water 50 cl")
            assert "Birch water 50 cl" in screen.driver.texts("field:link")
            await screen.act(screen.button("Main product: Clear"), "click")
            assert screen.form.engine.cell("link").value is None

    asyncio.run(run())


def test_a_search_without_match_says_so(show):
    async def run():
        async with show("link") as screen:
            await screen.driver.tap("field:link")
            await screen.act(screen.all(ft.TextField, "link:search")[0], "change", "zzz", value="zzz")
            assert "Nothing found" in screen.driver.texts() and not screen.all(ft.ListTile)

    asyncio.run(run())


def test_a_link_that_allows_nothing_says_so(show):
    async def run():
        async with show("only") as screen:
            await screen.driver.tap("field:only")
            assert "Nothing to pick" in screen.driver.texts() and not screen.all(ft.ListTile)

    asyncio.run(run())


def test_a_long_list_comes_in_pages(show, repository):
    for at in range(70):
        repository.save("product", {"name": f"Product {at:03}"})

    async def run():
        async with show("link") as screen:
            await screen.driver.tap("field:link")
            assert len(screen.all(ft.ListTile)) == 30
            await screen.driver.tap("Show more")
            await screen.driver.tap("Show more")
            assert len(screen.all(ft.ListTile)) == 74 and "Show more" not in screen.driver.texts()

    asyncio.run(run())


def test_a_filled_phone_number_can_be_called(show):
    async def run():
        async with show("phone") as screen:
            assert not screen.all(ft.IconButton)
            await screen.type("phone", "+46 70 123 45 6")
            await screen.type("phone", "+46 70 123 45 67")
            await screen.act(screen.button("Call"), "click")
            assert ("launch_url", "tel:+46701234567") in [(n, a.get("url")) for n, a in screen.driver.client.calls]

    asyncio.run(run())


@pytest.mark.parametrize("text", ["javascript:alert(1)", "file:///etc/passwd", "example.com", "https://example.com"])
def test_only_the_web_is_opened(text):
    assert web_address(text).startswith("https://")
