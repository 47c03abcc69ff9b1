"""A pad of 300 rows in a real browser: it opens, and quick thumbs lose nothing."""

from __future__ import annotations

import pytest

from tests.e2e import served
from tests.e2e.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SPEC = """\
fieldpact: 1
app: {id: com.example.pad, name: Pad, version: 1.0.0, currency: SEK}
tables:
  product: {from: products.csv, title: =name, fields: {name: text, price: money}}
  order:
    fields:
      lines:
        type: lines
        row: line
        rows: {from: product, set: {product: =ThisRecord}, keep: =cases > 0}
        fields:
          product: {type: link, to: product}
          cases: {type: integer, min: 0}
          net: {type: money, formula: =cases * product.price}
      total: {type: money, formula: '=Sum(lines, net)'}
"""


def test_ten_taps_within_a_second_are_ten_cases(browser, tmp_path):
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    products = [f"p{n},Product {n},{10 + n}" for n in range(300)]
    (tmp_path / "products.csv").write_text("\n".join(["id,name,price", *products, ""]), encoding="utf-8")
    app = served.build(str(tmp_path / "spec.yaml"), tmp_path / "app")
    with served.app(app, tmp_path / "data") as server:
        phone = Phone(browser, server.address)
        phone.sees("New Order")
        phone.tap("action:new:order")
        phone.at("field:lines/0/cases").wait_for(state="attached")
        phone.sees("0 of 300 filled in")

        box = phone.button("Cases: One more").bounding_box()
        assert box
        phone.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for _ in range(10):
            phone.page.mouse.down()
            phone.page.mouse.up()
            phone.page.wait_for_timeout(60)
        phone.sees("SEK 100.00")
        phone.sees("1 of 300 filled in")
        assert phone.holds("field:lines/0/cases") == "10"

        phone.fill("field:lines/0/cases", "2")
        phone.page.keyboard.press("Enter")
        phone.fill("field:lines/1/cases", "3")
        phone.page.keyboard.press("Tab")  # from number to number: neither steppers nor the menu have the keyboard
        phone.page.wait_for_timeout(300)
        phone.page.keyboard.type("4", delay=60)
        phone.sees("3 of 300 filled in")
        phone.sees("SEK 101.00")  # 2 of the first, 3 of the second, 4 of the third
