"""Names, hints, problems; hidden and read-only cells."""

import asyncio
from decimal import Decimal

import flet as ft
import pytest
from showcase import VISIT


def test_a_hidden_field_is_nothing_and_comes_when_it_is_wanted(show):
    async def run():
        async with show("few", "reason") as screen:
            assert not screen.driver.has("field:reason")
            screen.form.engine.set("few", "nothing")
            await screen.driver.settle()
            assert screen.driver.has("field:reason")
            screen.form.engine.set("few", "order")
            await screen.driver.settle()
            assert not screen.driver.has("field:reason")

    asyncio.run(run())


def test_a_required_field_is_marked_and_its_hint_is_shown(show):
    async def run():
        async with show("text") as screen:
            texts = screen.driver.texts("field:text")
            assert "Shop" in texts and " *" in texts and "As it stands on the sign" in texts

    asyncio.run(run())


def test_a_read_only_field_shows_its_value_and_takes_nothing(show):
    async def run():
        async with show("fixed") as screen:
            assert "Lena Berg" in screen.driver.texts("field:fixed")
            assert not screen.all(ft.TextField)

    asyncio.run(run())


def test_a_total_follows_the_rows(show):
    async def run():
        async with show("total") as screen:
            product = screen.form.repository.list("product").rows[0]
            row = screen.form.engine.add_row("lines", {"product": product.id, "qty": Decimal(2)})
            await screen.driver.settle()
            first = screen.driver.texts("field:total")[-1]
            screen.form.engine.enter(f"lines/{row.id}/qty", "4")
            await screen.driver.settle()
            assert first.endswith("55.00") and screen.driver.texts("field:total")[-1].endswith("110.00")

    asyncio.run(run())


@pytest.mark.parametrize("name", [f.name for f in VISIT.fields if f.name not in ("reason", "note", "lines", "grid")])
def test_every_input_has_an_identifier_and_a_name_for_screen_readers(show, name):
    async def run():
        async with show(name) as screen:
            part = screen.driver.part(f"field:{name}")
            label = screen.form.strings.of(VISIT.field(name).label)
            fields = [f.label.value for f in screen.all(ft.TextField) if isinstance(f.label, ft.Text)]
            groups = [s.label for s in screen.all(ft.Semantics) if s.label]
            assert any(said.startswith(label) for said in [*fields, *groups]), (fields, groups)
            assert part.visible

    asyncio.run(run())
