"""The rows of an order: what they wait for, what an empty one shows, which figure is bold, what a signature locks."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path

import flet as ft
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `specs` is a module of these tests alone

from specs import bundle_of

from fieldapp.form import seals
from fieldapp.testing import running
from fieldapp.testing.driver import Driver
from fieldapp.testing.tree import walk

TABLES = """
    tables:
      outlet: {from: data/outlets.csv, fields: {name: text}}
      product: {from: data/products.csv, fields: {name: text, price: money, deposit: money, family: text}}
      listing: {from: data/listings.csv, fields: {outlet: {type: link, to: outlet}, product: {type: link, to: product}}}
      order:
        title: =$"Order {date}"
        fields:
          number: {type: auto_number, format: "A-{device}-{0000}"}
          outlet: {type: link, to: outlet}
          family: text
          date: {type: date, default: =Today()}
          lines:
            type: lines
            row: line
            show: pad
            rows: {from: listing, where: =outlet = order.outlet, set: {product: =product}, keep: =cases > 0}
            fill_from: {last: order, where: =outlet = order.outlet, match: product, take: [cases]}
            fields:
              product: {type: link, to: product, required: true}
              cases: {type: integer, min: 0, max: 500}
              bottles: {type: integer, formula: =cases * 6}
              price: {type: money, formula: =product.price}
              net: {type: money, formula: =bottles * price}
              tax: {type: money, formula: =net * 25%}
              discount: {type: percent, default: 0%, max: 15%}
              deposit: {type: money, formula: =bottles * product.deposit}
          free:
            type: lines
            row: gift
            show: pad
            rows: {from: lines, where: =bottles > 24, set: {product: =product, bottles: 6}}
            fixed: true
            fields: {product: {type: link, to: product}, bottles: integer}
          picks:
            type: lines
            row: pick
            show: pad
            fields:
              product: {type: link, to: product, where: =family = order.family}
              cases: integer
          goods: {type: money, formula: '=Sum(lines, net)'}
          taxes: {type: money, formula: '=Sum(lines, tax)'}
          total: {type: money, formula: '=goods + taxes + Sum(lines, deposit)'}
          signed: {type: signature, seals: [lines, total]}
"""


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "app" / "data"
    folder.mkdir(parents=True)
    (folder / "outlets.csv").write_text("id,name\no1,North Bar\n")
    products = ("id,name,price,deposit,family", "p1,Ale,10.00,1.00,beer", "p2,Stout,20.00,1.00,beer")
    (folder / "products.csv").write_text("\n".join(products) + "\n")
    (folder / "listings.csv").write_text("id,outlet,product\nl1,o1,p1\nl2,o1,p2\n")
    return bundle_of(tmp_path / "app", TABLES)


def drive(bundle: Path, data: Path, way: Callable[[Driver], Awaitable[None]]) -> None:
    async def run() -> None:
        async with running(bundle, data) as app:
            await way(app)

    asyncio.run(run())


def asleep(app: Driver, name: str) -> bool:
    return next(
        one for one in walk(app.part(name)) if isinstance(one, ft.FilledTonalButton | ft.OutlinedButton)
    ).disabled


def test_the_buttons_of_rows_wait_for_what_they_need(bundle, data):
    async def way(app):
        await app.go("new:order")
        assert asleep(app, "action:fill:lines") and asleep(app, "action:add:lines") and asleep(app, "action:add:picks")
        assert app.texts("field:lines").count("First fill in: Outlet") == 2
        assert "First fill in: Family" in app.texts("field:picks")
        await app.select("outlet", "North Bar")
        assert not asleep(app, "action:add:lines")
        await app.enter("family", "beer")
        assert not asleep(app, "action:add:picks") and "First fill in: Family" not in app.texts()
        await app.enter("lines/0/cases", "1")
        await app.tap("action:save")
        await app.go("new:order")
        await app.select("outlet", "North Bar")
        assert not asleep(app, "action:fill:lines")

    drive(bundle, data, way)


def test_a_row_says_what_is_known_and_what_it_comes_to_and_folds_the_rest(bundle, data):
    async def way(app):
        await app.go("new:order")
        await app.select("outlet", "North Bar")
        details = [f"field:lines/0/{name}" for name in ("bottles", "tax", "deposit", "discount")]
        assert "Price: SEK\xa010.00" in app.texts("field:lines/0/price") and not app.has("field:lines/0/net")
        await app.enter("lines/0/cases", "2")
        assert "SEK\xa0120.00" in app.texts("field:lines/0/net") and not any(app.has(one) for one in details)
        await app.tap("action:fold:lines/0")
        assert all(app.has(one) for one in details) and not app.has("field:lines/1/tax")
        assert "SEK\xa030.00" in app.texts("field:lines/0/tax")
        await app.tap("action:fold:lines/0")
        assert not any(app.has(one) for one in details)

    drive(bundle, data, way)


def test_a_row_is_laid_out_the_same_before_and_after_it_is_filled_in(bundle, data):
    async def way(app):
        await app.go("new:order")
        await app.select("outlet", "North Bar")
        before = heights(app)
        await app.enter("lines/0/cases", "2")
        assert heights(app) == before
        await app.tap("action:fold:lines")
        unfolded = heights(app)
        assert unfolded != before
        await app.enter("lines/1/cases", "2")
        assert heights(app) == unfolded

    drive(bundle, data, way)


def heights(app: Driver) -> list[object]:
    """What says how high the rows are: each piece of text and each input in them, shown or keeping its line free."""
    return [type(one).__name__ for one in walk(app.part("field:lines")) if isinstance(one, ft.Text | ft.TextField)]


def test_all_rows_unfold_at_once_and_one_folds_by_itself(bundle, data):
    async def way(app):
        await app.go("new:order")
        await app.select("outlet", "North Bar")
        await app.tap("action:fold:lines")
        assert app.has("field:lines/0/tax") and app.has("field:lines/1/tax")
        await app.tap("action:fold:lines/1")
        assert app.has("field:lines/0/tax") and not app.has("field:lines/1/tax")
        await app.tap("action:fold:lines")
        assert not app.has("field:lines/0/tax") and not app.has("field:lines/1/tax")
        await app.tap("action:fold:lines/1")
        assert app.has("field:lines/1/tax") and not app.has("field:lines/0/tax")

    drive(bundle, data, way)


def test_a_row_stands_open_while_something_in_its_fold_is_filled_in_or_wrong(bundle, data):
    async def way(app):
        await app.go("new:order")
        await app.select("outlet", "North Bar")
        await app.enter("lines/0/cases", "2")
        (form,) = app.state.forms.values()
        first, second = (row.id for row in form.engine.cell("lines").rows)
        form.engine.set(f"lines/{first}/discount", Decimal("0.1"))
        form.engine.enter(f"lines/{second}/discount", "30")
        await app.settle()
        assert app.has("field:lines/0/discount")
        with pytest.raises(AssertionError):
            await app.tap("action:fold:lines/0")
        form.engine.set(f"lines/{first}/discount", Decimal(0))
        await app.settle()
        assert not app.has("field:lines/0/discount")
        await app.enter("lines/1/cases", "1")
        await app.tap("action:save")
        assert "At most 15%" in app.texts("field:lines/1/discount")

    drive(bundle, data, way)


def test_tab_leads_from_number_to_number(bundle, data):
    async def way(app):
        await app.go("new:order")
        await app.select("outlet", "North Bar")

        def stops():
            """What takes the keyboard in the row, in its order."""
            row = app.part("field:lines/1/product"), app.part("action:fold:lines/1"), app.part("action:menu:lines/1")
            inside = [one for part in row for one in walk(part)]
            return [one for one in inside if isinstance(one, ft.IconButton) or getattr(one, "ink", False)]

        assert stops() == []
        await app.tap("action:fold:lines/1")
        assert len(stops()) == 1  # the menu, once the row is unfolded

    drive(bundle, data, way)


def test_the_bold_figure_is_what_the_total_is_summed_up_from(bundle, data):
    async def way(app):
        await app.go("new:order")
        await app.select("outlet", "North Bar")
        await app.enter("lines/0/cases", "2")
        await app.tap("action:fold:lines/0")

        def bold(part):
            return [one.value for one in walk(part) if isinstance(one, ft.Text) and one.weight is ft.FontWeight.W_700]

        assert bold(app.part("field:lines/0/net")) == ["SEK\xa0120.00"] and not bold(app.part("field:lines/0/tax"))
        await app.tap("action:save")
        assert "SEK\xa0120.00" in app.texts("view:detail") and "Net SEK\xa0120.00" not in " ".join(app.texts())

    drive(bundle, data, way)


def test_given_rows_are_not_counted_and_a_number_that_is_still_to_come_takes_no_room(bundle, data):
    async def way(app):
        await app.go("new:order")
        assert not app.has("field:number") and not app.has("field:free")
        await app.select("outlet", "North Bar")
        await app.enter("lines/0/cases", "5")
        assert "Ale" in app.texts("field:free") and not any("filled in" in text for text in app.texts("field:free"))
        assert "1 of 2 filled in" in app.texts("field:lines")
        await app.tap("action:save")
        await app.tap("action:edit")
        assert app.has("field:number")

    drive(bundle, data, way)


def test_rows_can_be_changed_again_once_the_signature_is_removed(bundle, data):
    async def way(app):
        await app.go("new:order")
        await app.select("outlet", "North Bar")
        await app.enter("lines/0/cases", "2")
        (form,) = app.state.forms.values()

        def steppers():
            return [one for one in walk(app.part("field:lines")) if isinstance(one, ft.TextField)]

        before = len(steppers())
        seals.sign(form.engine, "signed", "Ada")
        await app.settle()
        assert not steppers()
        form.engine.set("signed", None)
        await app.settle()
        assert len(steppers()) == before
        await app.enter("lines/1/cases", "3")
        assert "SEK\xa0360.00" in app.texts("field:lines/1/net")

    drive(bundle, data, way)
