"""Rows as cards and as a table."""

import asyncio
from decimal import Decimal

import flet as ft
import pytest


@pytest.fixture
def products(repository):
    return [entry.id for entry in repository.list("product").rows]


def row(product, qty=1):
    return {"id": f"row-{product}-{qty}", "product": product, "qty": Decimal(qty)}


def test_several_rows_are_added_without_closing_the_search(show, products):
    async def run():
        async with show("lines") as screen:
            await screen.driver.tap("action:add:lines")
            await screen.driver.tap("Birch water 50 cl")
            await screen.driver.tap("Amber ale 33 cl")
            await screen.driver.tap("Done")
            lines = screen.form.engine.cell("lines")
            assert [one.cells["product"].text for one in lines.rows] == ["Birch water 50 cl", "Amber ale 33 cl"]
            assert "Birch water 50 cl" in screen.driver.texts("field:lines/0/product")

    asyncio.run(run())


def test_what_was_tapped_is_counted_through_searches(show):
    async def run():
        async with show("lines") as screen:
            await screen.driver.tap("action:add:lines")
            await screen.driver.tap("Birch water 50 cl")
            search = screen.all(ft.TextField, "link:search")[0]
            for words in ("birch", "b"):
                await screen.act(search, "change", words, value=words)
                await screen.driver.tap("Birch water 50 cl")
            assert "+3" in screen.driver.texts()
            assert len(screen.form.engine.cell("lines").rows) == 3

    asyncio.run(run())


def test_a_step_changes_the_amount_and_leaves_the_other_rows_alone(show, products):
    async def run():
        async with show("lines", lines=[row(products[0]), row(products[1])]) as screen:
            other = screen.all(ft.TextField, "field:lines/1/qty")[0]
            before = screen.driver.texts("field:lines/0/amount")
            await screen.act(screen.button("Quantity: One more"), "click")
            assert screen.all(ft.TextField, "field:lines/0/qty")[0].value == "2"
            assert screen.driver.texts("field:lines/0/amount") != before
            assert screen.all(ft.TextField, "field:lines/1/qty")[0] is other

    asyncio.run(run())


@pytest.mark.parametrize("name", ["lines", "grid"])
def test_a_removed_row_can_be_put_back_where_it_was(show, products, name):
    async def run():
        async with show(name, **{name: [row(products[0], 5), row(products[1], 6)]}) as screen:
            await screen.driver.tap(f"action:menu:{name}/0")
            await screen.driver.tap(f"action:remove:{name}/0")
            assert screen.all(ft.TextField, f"field:{name}/0/qty")[0].value == "6"
            assert not screen.driver.has(f"field:{name}/1/qty")
            await screen.driver.tap("Undo")
            assert screen.all(ft.TextField, f"field:{name}/0/qty")[0].value == "5"
            assert screen.all(ft.TextField, f"field:{name}/1/qty")[0].value == "6"

    asyncio.run(run())


def test_an_input_of_a_grid_has_its_name_though_only_the_head_shows_it(show, products):
    async def run():
        async with show("grid", grid=[row(products[0])]) as screen:
            assert screen.all(ft.TextField, "field:grid/0/qty")[0].label.value == "Quantity"

    asyncio.run(run())


def test_steppers_are_large_enough_for_a_thumb(show, products):
    async def run():
        async with show("lines", lines=[row(products[0])]) as screen:
            buttons = [*screen.all(ft.IconButton), screen.button("Quantity: One more")]
            assert all(min(button.width, button.height) >= 44 for button in buttons)


def test_the_keyboard_leads_from_number_to_number_past_the_steppers(show, products):
    async def run():
        async with show("lines", lines=[row(products[0]), row(products[1])]) as screen:
            inside = screen.all(ft.Control, "field:lines/0/qty")
            focusable = [one for one in inside if isinstance(one, ft.TextField | ft.IconButton)]
            assert [type(one) for one in focusable] == [ft.TextField]
            assert not any(one.ink for one in inside if isinstance(one, ft.Container))

    asyncio.run(run())


def test_a_key_in_a_pad_of_thirty_rows_renders_no_other_row(show, products):
    async def run():
        rows = [{**row(products[0]), "id": f"r{at}"} for at in range(30)]
        async with show("lines", lines=rows) as screen:
            fields = [screen.all(ft.TextField, f"field:lines/{at}/qty")[0] for at in (0, 13, 15, 29)]
            sent = screen.driver.client.bytes_sent
            await screen.type("lines/14/qty", "12")
            assert screen.form.engine.cell("lines/r14/qty").value == 12
            assert [screen.all(ft.TextField, f"field:lines/{at}/qty")[0] for at in (0, 13, 15, 29)] == fields
            assert screen.driver.client.bytes_sent - sent < 2000

    asyncio.run(run())


def test_a_row_added_to_thirty_renders_itself_alone(show, products):
    async def run():
        rows = [{**row(products[0]), "id": f"r{at}"} for at in range(30)]
        async with show("lines", lines=rows) as screen:
            before = [screen.all(ft.TextField, f"field:lines/{at}/qty")[0] for at in range(30)]
            screen.form.engine.add_row("lines", {"product": products[1]})
            await screen.driver.settle()
            assert screen.driver.has("field:lines/30/qty")
            after = [screen.all(ft.TextField, f"field:lines/{at}/qty")[0] for at in range(30)]
            assert all(old is new for old, new in zip(before, after, strict=True))

    asyncio.run(run())


def test_ten_quick_taps_on_a_stepper_count_ten(show, products):
    async def run():
        async with show("lines", lines=[row(products[0])]) as screen:
            session, button = screen.driver.client.session, screen.button("Quantity: One more")
            await asyncio.gather(*(session.dispatch_event(button._i, "click", None) for _ in range(10)))
            await screen.driver.settle()
            assert screen.form.engine.cell(f"lines/{row(products[0])['id']}/qty").value == 11
            assert screen.all(ft.TextField, "field:lines/0/qty")[0].value == "11"

    asyncio.run(run())


def test_taps_between_the_letters_of_a_slow_keyboard_are_all_there(show, products):
    async def run():
        async with show("lines", lines=[row(products[0])]) as screen:
            session, button = screen.driver.client.session, screen.button("Quantity: One more")
            field = screen.all(ft.TextField, "field:lines/0/qty")[0]
            session.apply_patch(field._i, {"value": "4"})
            typed = session.dispatch_event(field._i, "change", "4")
            taps = [session.dispatch_event(button._i, "click", None) for _ in range(3)]
            await asyncio.gather(typed, *taps)
            await screen.driver.settle()
            assert screen.all(ft.TextField, "field:lines/0/qty")[0].value == "7"

    asyncio.run(run())


def test_letters_typed_while_the_rows_are_searched_are_not_written_back(show, products):
    async def run():
        rows = [{**row(products[at % 2]), "id": f"r{at}"} for at in range(40)]
        async with show("lines", lines=rows) as screen:
            session = screen.driver.client.session
            field = screen.all(ft.TextField, "search:lines")[0]
            session.apply_patch(field._i, {"value": "s"})
            await session.dispatch_event(field._i, "change", "s")
            session.apply_patch(field._i, {"value": "st"})  # typed while the rows for the first letter are drawn
            await screen.driver.settle()
            assert screen.all(ft.TextField, "search:lines")[0].value == "st"
            await session.dispatch_event(field._i, "change", "st")
            await screen.driver.settle()
            assert screen.all(ft.TextField, "search:lines")[0].value == "st"
            assert all("Dark stout" in screen.driver.texts(f"field:lines/{at}/product") for at in (0, 2))
            assert not screen.driver.has("field:lines/1/product")

    asyncio.run(run())


def test_the_first_rows_of_a_long_pad_are_drawn_first_and_its_page_fills_up(show, products):
    async def run():
        rows = [{**row(products[0]), "id": f"r{at}"} for at in range(40)]
        async with show("lines", lines=rows) as screen:
            await screen.driver.wait_for(lambda: screen.driver.has("field:lines/29/qty"))
            assert not screen.driver.has("field:lines/30/qty")
            first = screen.all(ft.TextField, "field:lines/0/qty")[0]
            field = screen.all(ft.TextField, "search:lines")[0]
            await screen.act(field, "change", "stout", value="stout")
            assert screen.driver.has("field:lines/7/qty") and not screen.driver.has("field:lines/8/qty")
            assert screen.all(ft.TextField, "field:lines/0/qty")[0] is first
            await screen.driver.wait_for(lambda: screen.driver.has("field:lines/29/qty"))
            await screen.driver.tap("action:more:lines")
            await screen.driver.wait_for(lambda: screen.driver.has("field:lines/39/qty"))

    asyncio.run(run())
