"""Rows as they are worked: pad, grid and cards, the menu of a row, last time's rows, totals by group."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import flet as ft
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `specs` is a module of these tests alone

from specs import bundle_of

from fieldapp.testing import running
from fieldapp.testing.driver import Driver
from fieldapp.testing.tree import top_layers, walk

TABLES = """
    choices: {family: {beer: Beer, water: Water}}
    tables:
      product:
        from: data/products.csv
        fields:
          name: {type: text, search: true}
          price: money
          vat: {type: percent, label: VAT}
          family: {type: choice, options: family}
      order:
        title: =$"Order {date}"
        fields:
          date: {type: date, default: =Today()}
          lines:
            type: lines
            row: line
            show: pad
            rows: {from: product, set: {product: =id, pack: =6}, keep: '=cases > 0'}
            fill_from: {last: order, match: product, take: [cases]}
            fields:
              product: {type: link, to: product, read_only: true}
              pack: {type: integer, read_only: true}
              cases: {type: integer, min: 0, max: 20}
              net: {type: money, formula: =cases * product.price}
          extra:
            type: lines
            min: 1
            max: 3
            fields: {what: text, qty: {type: integer, default: 1}}
          vat: {type: totals, of: lines, by: =product.vat, sum: [net, cases]}
          families: {type: totals, of: lines, by: =line.product.family, sum: [cases], show: print}
          products: {type: totals, of: lines, by: =product, sum: [cases], show: print}
          total: {type: money, formula: '=Sum(vat, net * (1 + key))'}
      audit:
        title: =$"Audit {date}"
        fields:
          date: {type: date, default: =Today()}
          shelves:
            type: lines
            show: cards
            fields:
              name: {type: text, required: true}
              clean: yes_no
              facings: {type: lines, fields: {product: {type: link, to: product}, count: {type: integer, min: 0}}}
          stock:
            type: lines
            show: grid
            fields: {what: text, shelf: integer, back: integer, price: money}
"""
MANY = 300


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    (tmp_path / "app" / "data").mkdir(parents=True)
    families, rates = ("beer", "water"), ("0.25", "0.12")
    rows = [f"p{at:03},Product {at:03},10.00,{rates[at % 2]},{families[at % 2]}" for at in range(MANY)]
    (tmp_path / "app" / "data" / "products.csv").write_text("\n".join(("id,name,price,vat,family", *rows)) + "\n")
    return bundle_of(tmp_path / "app", TABLES)


def drive(bundle: Path, data: Path, way: Callable[[Driver], Awaitable[None]]) -> None:
    async def run() -> None:
        async with running(bundle, data) as app:
            await way(app)

    asyncio.run(run())


def button(app: Driver, name: str) -> ft.Control:
    """The stepper that a screen reader calls so."""
    named = [one for layer in top_layers(app.page) for one in walk(layer) if isinstance(one, ft.Semantics)]
    return next(one.content for one in named if one.label == name and one.button)


async def press(app: Driver, control: ft.Control) -> None:
    await app.client.session.dispatch_event(control._i, "click", None)
    await app.settle()


def test_of_three_hundred_products_those_are_drawn_that_are_looked_for(bundle, data):
    async def way(app):
        await app.tap("action:new:order")
        assert app.has("field:lines/29/cases") and not app.has("field:lines/30/cases")
        await app.tap("action:more:lines")
        assert app.has("field:lines/59/cases")
        await app.enter("search:lines", "duct 29")
        assert app.texts("field:lines/290/product") and not app.has("field:lines/0/cases")
        await app.enter("field:lines/290/cases", "4")
        await app.enter("search:lines", "nobody sells this")
        assert "No row matches" in app.texts()
        await app.enter("search:lines", "")
        await app.enter("search:lines", "nobody")
        search = next(one for one in walk(app.part("search:lines")) if isinstance(one, ft.TextField))
        assert search.value == "nobody"
        await app.enter("search:lines", "")
        await app.tap("filled:lines")
        assert app.has("field:lines/290/cases") and not app.has("field:lines/0/cases")
        assert "1 of 300 filled in" in app.texts()

    drive(bundle, data, way)


def test_the_stepper_changes_the_figure_that_a_person_may_change(bundle, data):
    async def way(app):
        await app.tap("action:new:order")
        await press(app, button(app, "Cases: One more"))
        await press(app, button(app, "Cases: One more"))
        assert app.texts("field:lines/0/net")[0] == "Net: SEK\xa020.00"
        assert app.texts("field:lines/0/pack") == ["Pack: 6", "Pack: 6"]
        assert app.texts("field:total")[-1] == "SEK\xa025.00"
        await app.enter("field:lines/0/cases", "20")
        asleep = button(app, "Cases: One more. At most 20")
        assert asleep.disabled and min(asleep.width, asleep.height) >= 48

    drive(bundle, data, way)


def test_a_keystroke_in_a_pad_draws_only_what_it_changes(bundle, data):
    async def way(app):
        await app.tap("action:new:order")
        await app.enter("field:lines/0/cases", "1")
        sent = app.client.bytes_sent
        await app.enter("field:lines/0/cases", "2")
        assert app.client.bytes_sent - sent < 3000

    drive(bundle, data, way)


def test_last_times_rows_are_filled_in_and_taken_back(bundle, data):
    async def way(app):
        await app.tap("action:new:order")
        await app.tap("action:fill:lines")
        assert "There is nothing from last time to fill in" in app.texts()
        await app.enter("field:lines/3/cases", "7")
        await app.enter("field:extra/0/what", "Coasters")
        await app.tap("action:save")
        await app.go("new:order")
        await app.tap("action:fill:lines")
        assert "1 row filled in as last time" in app.texts()
        assert "1 of 300 filled in" in app.texts()
        await app.tap("Undo")
        assert "0 of 300 filled in" in app.texts()

    drive(bundle, data, way)


def whats(app: Driver) -> list[str]:
    found = []
    while app.has(f"field:extra/{len(found)}/what"):
        part = app.part(f"field:extra/{len(found)}/what")
        found.append(next(one.value for one in walk(part) if isinstance(one, ft.TextField)))
    return found


async def choose(app: Driver, what: str, place: str) -> None:
    await app.tap(f"action:menu:{place}")
    await app.tap(f"action:{what}:{place}")


def test_rows_are_copied_moved_and_removed_within_their_bounds(bundle, data):
    async def way(app):
        await app.tap("action:new:order")
        await app.enter("field:extra/0/what", "A")
        await app.tap("action:menu:extra/0")
        assert not app.has("action:up:extra/0") and not app.has("action:down:extra/0")
        assert "At least 1 row" in app.texts("action:remove:extra/0")
        await app.tap("action:copy:extra/0")
        await app.enter("field:extra/1/what", "B")
        await app.tap("action:add:extra")
        await app.enter("field:extra/2/what", "C")
        assert "At most 3 rows" in app.texts()
        with pytest.raises(AssertionError):
            await app.tap("action:add:extra")
        await choose(app, "up", "extra/2")
        assert whats(app) == ["A", "C", "B"]
        await choose(app, "down", "extra/0")
        assert whats(app) == ["C", "A", "B"]
        await app.tap("action:menu:extra/1")
        assert "At most 3 rows" in app.texts("action:copy:extra/1")
        await app.tap("action:remove:extra/1")
        assert whats(app) == ["C", "B"]
        await app.tap("Undo")
        assert whats(app) == ["C", "A", "B"]

    drive(bundle, data, way)


def test_a_card_folds_counts_its_answers_and_opens_where_something_is_wrong(bundle, data):
    async def way(app):
        await app.tap("action:new:audit")
        await app.tap("action:add:shelves")
        assert "0 of 3 answered" in app.texts()
        await app.tap("action:add:shelves/0/facings")
        await app.tap("Product 001")
        await app.tap("Done")
        await app.enter("field:shelves/0/facings/0/count", "5")
        assert "1 of 3 answered" in app.texts()
        await app.tap("action:fold:shelves/0")
        assert not app.has("field:shelves/0/name") and "1 of 3 answered" in app.texts()
        await app.tap("action:save")
        assert app.has("field:shelves/0/name")
        await app.enter("field:shelves/0/name", "Top shelf")
        await app.tap("action:add:stock")
        await app.enter("field:stock/0/shelf", "3")
        await app.enter("field:stock/0/price", "12.50")
        await app.tap("action:save")
        said = app.texts("view:detail")
        assert {"Top shelf", "Product 001", "Row 1", "Shelf 3 · Price SEK\xa012.50"} <= set(said)

    drive(bundle, data, way)


def test_totals_stand_on_the_form_and_on_the_records_page(bundle, data):
    async def way(app):
        await app.tap("action:new:order")
        assert not app.has("field:vat")
        for row, cases in ((0, "2"), (1, "3"), (2, "1")):
            await app.enter(f"field:lines/{row}/cases", cases)
        low, high = "VAT 12%: Net SEK\xa030.00, Cases 3", "VAT 25%: Net SEK\xa030.00, Cases 3"
        said = app.texts("field:vat")
        assert said.index(low) < said.index(high)
        assert not app.has("field:families")
        await app.enter("field:extra/0/what", "A")
        await app.tap("action:save")
        assert low in app.texts("value:vat")
        assert "Family Beer: Cases 3" in app.texts("value:families")
        assert "Product Product 001: Cases 3" in app.texts("value:products")

    drive(bundle, data, way)


def test_every_input_of_a_row_has_a_name(bundle, data):
    async def way(app):
        await app.tap("action:new:order")
        fields = [one for layer in top_layers(app.page) for one in walk(layer) if isinstance(one, ft.TextField)]
        assert len(fields) > 30
        assert all(one.hint_text or (isinstance(one.label, ft.Text) and one.label.value) for one in fields)
        buttons = [one for layer in top_layers(app.page) for one in walk(layer) if isinstance(one, ft.IconButton)]
        assert all(isinstance(one.icon, ft.Icon) and one.icon.semantics_label for one in buttons)

    drive(bundle, data, way)
