"""What is typed reaches the engine, and nobody's typing is overwritten."""

import asyncio
from decimal import Decimal

import flet as ft


def test_a_keystroke_reaches_the_engine_and_only_its_own_leaf_renders(show):
    async def run():
        async with show("text", "long_text", "integer") as screen:
            others = {name: screen.all(ft.TextField, f"field:{name}")[0] for name in ("long_text", "integer")}
            sent = screen.driver.client.bytes_sent
            await screen.type("text", "Corner")
            assert screen.form.engine.cell("text").value == "Corner"
            for name, field in others.items():
                assert screen.all(ft.TextField, f"field:{name}")[0] is field
            assert screen.driver.client.bytes_sent - sent < 300

    asyncio.run(run())


def test_a_further_key_renders_nothing_at_all_and_a_change_from_elsewhere_still_shows(show):
    async def run():
        async with show("text") as screen:
            await screen.type("text", "C")
            field = screen.all(ft.TextField)[0]
            sent = screen.driver.client.bytes_sent
            await screen.type("text", "Co")
            assert screen.all(ft.TextField)[0] is field and screen.driver.client.bytes_sent == sent
            assert screen.form.engine.cell("text").value == "Co"
            screen.form.engine.set("text", "Corner Shop")
            await screen.driver.settle()
            assert screen.all(ft.TextField)[0].value == "Corner Shop"

    asyncio.run(run())


def test_text_that_the_client_is_already_ahead_of_is_not_written_back(show):
    async def run():
        async with show("text") as screen:
            session = screen.driver.client.session
            field = screen.all(ft.TextField)[0]
            session.apply_patch(field._i, {"value": "a"})
            event = session.dispatch_event(field._i, "change", "a")
            await event
            session.apply_patch(field._i, {"value": "ab"})  # typed while the first key is being answered
            await screen.driver.settle()
            assert screen.all(ft.TextField)[0].value == "ab"

    asyncio.run(run())


def test_a_change_from_elsewhere_is_written_into_the_field(show):
    async def run():
        async with show("integer") as screen:
            await screen.type("integer", "7")
            await screen.act(screen.button("Facings: One more"), "click")
            assert screen.all(ft.TextField)[0].value == "8"
            await screen.act(screen.button("Facings: One fewer"), "click")
            assert screen.all(ft.TextField)[0].value == "7"

    asyncio.run(run())


def test_leaving_writes_the_value_in_the_language_s_way(show):
    async def run():
        async with show("date") as screen:
            await screen.type("date", "2027-02-01")
            assert screen.all(ft.TextField)[0].value == "2027-02-01"
            await screen.act(screen.all(ft.TextField)[0], "blur")
            assert screen.all(ft.TextField)[0].value == "1 Feb 2027"

    asyncio.run(run())


def test_unreadable_text_stays_with_its_problem_below(show):
    async def run():
        async with show("number") as screen:
            await screen.type("number", "two")
            assert screen.all(ft.TextField)[0].value == "two"
            assert any("Write a number" in text for text in screen.driver.texts("field:number"))

    asyncio.run(run())


def test_a_missing_value_is_said_when_the_input_is_left(show):
    async def run():
        async with show("text") as screen:
            assert "Fill this in" not in screen.driver.texts()
            await screen.act(screen.all(ft.TextField)[0], "blur")
            assert "Fill this in" in screen.driver.texts()
            await screen.type("text", "x")
            assert "Fill this in" not in screen.driver.texts()

    asyncio.run(run())


def test_each_type_asks_for_its_keyboard(show):
    wanted = {
        "email": ft.KeyboardType.EMAIL,
        "phone": ft.KeyboardType.PHONE,
        "url": ft.KeyboardType.URL,
        "money": ft.KeyboardType.NUMBER,
        "percent": ft.KeyboardType.NUMBER,
        "long_text": ft.KeyboardType.MULTILINE,
    }

    async def run():
        async with show(*wanted) as screen:
            for name, keyboard in wanted.items():
                assert screen.all(ft.TextField, f"field:{name}")[0].keyboard_type == keyboard

    asyncio.run(run())


def test_a_stepper_stops_at_the_smallest_value(show):
    async def run():
        async with show("integer", integer=Decimal(1)) as screen:
            await screen.act(screen.button("Facings: One fewer"), "click")
            assert screen.form.engine.cell("integer").value == 0
            assert screen.button("Facings: One fewer. At least 0").disabled  # asleep, it says why

    asyncio.run(run())
