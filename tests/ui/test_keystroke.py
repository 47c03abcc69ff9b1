"""What one number in a long pad renders, counted: a time would depend on the machine, and this doesn't."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flet.components.component import Renderer
from flet.controls.id_counter import ControlId

sys.path.insert(0, str(Path(__file__).parent))  # `specs` is a module of these tests alone

from specs import bundle_of

from fieldapp.testing import running
from fieldapp.testing.driver import Driver
from fieldapp.ui.shell import boundary

ROWS = 40
TABLES = """
    tables:
      product: {from: data/products.csv, title: =name, fields: {name: text, price: money, deposit: money}}
      order:
        title: =note
        fields:
          note: text
          lines:
            type: lines
            row: line
            show: pad
            rows: {from: product, set: {product: =ThisRecord}, keep: =cases > 0}
            fields:
              product: {type: link, to: product}
              cases: {type: integer, min: 0}
              bottles: {type: integer, formula: =cases * 24}
              price: {type: money, formula: =product.price}
              net: {type: money, formula: =bottles * price}
              tax: {type: money, formula: =net * 25%}
              deposit: {type: money, formula: =bottles * product.deposit}
          goods: {type: money, formula: '=Sum(lines, net)'}
          total: {type: money, formula: '=goods + Sum(lines, tax) + Sum(lines, deposit)'}
"""
ROW, GOODS, TOTAL, FILLED = "lines_fold._Known", "computed._Said", "save_bar._Figure", "lines_count.Filled"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "app" / "data"
    folder.mkdir(parents=True)
    products = [f"p{n},Product {n},{10 + n}.00,1.00" for n in range(ROWS)]
    (folder / "products.csv").write_text("\n".join(["id,name,price,deposit", *products, ""]))
    return bundle_of(tmp_path / "app", TABLES)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """The components that render, by module and name; `controls` are all that are made on the way."""
    found: Counter[str] = Counter()
    number, render = ControlId.next, boundary._plain

    def count(renderer: Renderer, component: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        found[f"{component.__module__.rpartition('.')[2]}.{component.__name__}"] += 1
        return render(renderer, component, *args, **kwargs)

    def count_made() -> int:
        found["controls"] += 1
        return number()

    monkeypatch.setattr(boundary, "_plain", count)
    monkeypatch.setattr(ControlId, "next", staticmethod(count_made))
    yield found


def on_the_form(bundle: Path, data: Path, way: Callable[[Driver], Awaitable[None]]) -> None:
    async def run() -> None:
        async with running(bundle, data) as app:
            await app.go("new:order")
            await app.wait_for(lambda: app.has("field:lines/29/cases"))  # rows are drawn a few at a time
            await app.enter("note", "By the door")
            await app.wait_for(lambda: bool(app.state.repository.drafts.list()))  # the home page says so, once
            await app.settle()
            await way(app)

    asyncio.run(run())


async def typed(app: Driver, rendered: Counter[str], row: int, text: str) -> Counter[str]:
    """What a keystroke renders; the one before it was in the same field."""
    rendered.clear()
    await app.keystroke_seconds(f"field:lines/{row}/cases", [text])
    return Counter(rendered)


def test_the_first_digit_renders_the_row_the_totals_and_how_many_rows_are_filled_in(bundle, data, rendered):
    async def way(app: Driver) -> None:
        found = await typed(app, rendered, 9, "1")
        assert found[ROW] == found[GOODS] == found[TOTAL] == found[FILLED] == 1
        assert "1 of 40 filled in" in app.texts("field:lines")

    on_the_form(bundle, data, way)


def test_another_digit_renders_three_leaves_and_what_changed_in_them(bundle, data, rendered):
    async def way(app: Driver) -> None:
        await typed(app, rendered, 9, "1")
        found = await typed(app, rendered, 9, "12")
        assert found.pop("controls") <= 8, "the amount, the goods and the total, with what holds them"
        assert found == {ROW: 1, GOODS: 1, TOTAL: 1}
        assert "SEK\xa05,472.00" in app.texts("field:lines/9/net") and "SEK\xa05,472.00" in app.texts("field:goods")
        assert app.texts("field:total") == ["Total", "SEK\xa07,128.00"]

    on_the_form(bundle, data, way)


def test_a_keystroke_renders_no_more_once_every_row_is_filled_in(bundle, data, rendered):
    async def way(app: Driver) -> None:
        (form,) = app.state.forms.values()
        for row in form.engine.cell("lines").rows:
            form.engine.enter(row.cells["cases"].path, "2")
        await app.settle()
        await typed(app, rendered, 20, "3")
        sent = app.client.bytes_sent
        found = await typed(app, rendered, 20, "4")
        found.pop("controls")
        assert found == {ROW: 1, GOODS: 1, TOTAL: 1}
        assert app.client.bytes_sent - sent < 1_000

    on_the_form(bundle, data, way)


def test_the_tally_goes_up_and_down_with_the_rows(bundle, data, rendered):
    async def way(app: Driver) -> None:
        for row, text, filled in ((0, "1", 1), (30 - 1, "2", 2), (0, "", 1), (0, "0", 1), (0, "5", 2), (0, "x", 2)):
            found = await typed(app, rendered, row, text)
            assert f"{filled} of 40 filled in" in app.texts("field:lines"), (row, text)
        assert FILLED not in found

    on_the_form(bundle, data, way)
