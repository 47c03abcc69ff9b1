"""What has nothing to show leaves no room on a form, and the rows of a saved record are told in one way."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # `specs` is a module of these tests alone

from specs import bundle_of

from fieldapp.testing import running

ORDER = """
    tables:
      product:
        from: data/products.csv
        fields: {name: {type: text, search: true}, price: money, vat: percent, gift: yes_no}
      order:
        title: =Text(date)
        fields:
          date: {type: date, default: =Today()}
          lines:
            type: lines
            fields:
              product: {type: link, to: product}
              cases: integer
              discount: percent
              price: money
              FIGURES
          free:
            type: lines
            label: Free goods
            rows: {from: product, where: =gift, set: {product: =id}}
            fixed: true
            fields: {product: {type: link, to: product}, cases: integer}
          vat: {type: totals, label: VAT by rate, of: lines, by: =product.vat, sum: [amount]}
"""
AMOUNT = "amount: {type: money, formula: =cases * price * (1 - discount)}"


def bundle(folder: Path, *figures: str) -> Path:
    (folder / "app" / "data").mkdir(parents=True)
    (folder / "app" / "data" / "products.csv").write_text("id,name,price,vat,gift\np1,Juice,10.00,0.12,false\n")
    return bundle_of(folder / "app", ORDER.replace("FIGURES", ("\n" + 14 * " ").join(figures)))


def test_lines_that_nobody_can_add_to_and_totals_of_nothing_are_not_named(tmp_path):
    async def run() -> None:
        async with running(bundle(tmp_path, AMOUNT), tmp_path / "data") as app:
            await app.tap("action:new:order")
            assert "Lines" in app.texts()
            assert "Free goods" not in app.texts()
            assert "VAT by rate" not in app.texts()
            await app.tap("action:add:lines")
            await app.tap("Juice")
            await app.tap("Done")
            for name, text in (("cases", "2"), ("price", "10"), ("discount", "0")):
                await app.enter(f"field:lines/0/{name}", text)
            assert "VAT by rate" in app.texts()

    asyncio.run(run())


def test_all_rows_of_a_list_say_their_details_in_one_way(tmp_path):
    """Where one has more to say than fits a line, each of its details has a line of its own, as in the others."""
    more = "note: text"

    async def run() -> None:
        async with running(bundle(tmp_path, AMOUNT, more), tmp_path / "data") as app:
            repository = app.state.repository
            short = {"id": "r1", "product": "p1", "cases": 2}
            long = {"id": "r2", "product": "p1", "cases": 3, "note": "To be left with the neighbour if nobody opens"}
            key = repository.save("order", {"lines": [short, long]})
            app.state.records.tell()
            await app.settle()
            await app.tap(f"row:{key}")
            assert "Cases 2" not in app.texts()
            assert {"2", "3", long["note"]} <= set(app.texts())

    asyncio.run(run())
