"""A rep takes an order in the generated app, in a real browser, and the machine dies under it."""

from __future__ import annotations

import pytest

from tests.e2e import served
from tests.e2e.phone import Phone
from tests.tidy.house import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
IMAGES = ROOT / "docs" / "images"


def test_an_order_survives_the_server_being_killed(built, browser, tmp_path, keep_images):
    app = built("order_capture")
    with served.app(app, tmp_path / "data") as server:
        phone = Phone(browser, server.address)
        phone.sees("New Order")
        phone.tap("action:new:order")

        phone.tap("field:customer")
        phone.fill("link:search", "Altremise Köln")
        phone.tap(phone.button("Altremise am Hafen, Köln"))

        phone.tap("action:add:lines")
        phone.tap(phone.button("Ankertrunk ale 0.0"))
        phone.tap(phone.button("Brausewind cola"))
        phone.tap(phone.button("Done"))
        phone.sees("€63.30")  # 22.20 + 24.10, 2.40 + 4.50 deposit, and 19 % of each line

        phone.fill("field:lines/0/cases", "40")
        phone.sees("€1,204.99")  # 40 * (22.20 + 2.40) * 1.19 + 34.03: the total follows the typing
        phone.tap(phone.button("Cases: One more"))
        phone.sees("€1,234.26")

        phone.fill("field:lines/0/discount", "20")
        phone.tap("action:save")
        phone.sees("At most 15%")
        phone.sees("Not saved")
        if keep_images:
            phone.picture(IMAGES / "order_capture-limit.png")

        phone.fill("field:lines/0/discount", "10")
        phone.sees("€1,125.95")  # 41 * 22.20 * 0.9 = 819.18, + 98.40 deposit, + 174.34 VAT, + 34.03
        if keep_images:
            phone.picture(IMAGES / "order_capture-order.png")
        phone.tap("action:save")
        phone.sees("Saved")
        server.kill()
        server.start()

        phone.open(server.address)
        phone.sees("Altremise am Hafen")
        phone.tap(phone.button("Altremise am Hafen"))
        phone.at("view:detail").wait_for(state="attached")
        phone.scroll(20000)
        phone.sees("€1,125.95")
        if keep_images:
            phone.picture(IMAGES / "order_capture-saved.png")


def test_a_draft_survives_the_server_being_killed(built, browser, tmp_path):
    app = built("order_capture")
    with served.app(app, tmp_path / "data") as server:
        phone = Phone(browser, server.address)
        phone.sees("New Order")
        phone.tap("action:new:order")
        phone.fill("field:remark", "Ring at the back door")
        phone.page.wait_for_timeout(1500)  # a draft is kept within a second
        server.kill()
        server.start()
        phone.open(server.address)
        phone.sees("Unfinished")
        phone.tap(phone.page.get_by_text("Not saved yet").first)
        phone.sees("Deliver on")
        phone.scroll()
        assert phone.holds("field:remark") == "Ring at the back door"
