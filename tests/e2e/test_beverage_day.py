"""A rep's order with Beverage Order in a real browser without a network, driven by what the screen says.

From the search of the outlet over a missing price, a kill, another language and the credit limit to Send. The figures
are worked out in `beverage_day`.
"""

from __future__ import annotations

import pytest

from tests.e2e import beverage_day, served
from tests.e2e.beverage_day import begin, on_the_day
from tests.e2e.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_order_from_morning_to_send(browser, tmp_path):
    app = beverage_day.build(tmp_path)
    with served.app(app, tmp_path / "data") as server:
        phone = Phone(browser, server.address)
        phone.sees("New Order")
        begin(phone, "spång sto", "Bar Spången, Stockholm")
        fill_the_pad(phone)
        stopped_by_a_missing_price(phone)
        killed(phone, server)
        in_swedish_by_night(phone)
        above_the_limit(phone)
        lowered_signed_and_sent(phone)
        assert phone.abroad == []


def fill_the_pad(phone: Phone) -> None:
    """Typed and stepped; steps of prices, free bottles, deposits and VAT follow."""
    on_the_day(phone)
    phone.tap("action:fill:lines")
    phone.sees("There is nothing from last time to fill in")
    phone.gone("There is nothing from last time to fill in")  # its words lie over the rows

    phone.fill("field:lines/0/cases", "9")
    phone.sees("Net: SEK 529.20")  # 54 * 9.80
    phone.fill("field:lines/0/cases", "12")
    phone.sees("Price a bottle: SEK 9.31")
    phone.sees("SEK 990.00")  # 670.32 + 167.58 + 144 + 8 = 989.90

    phone.tap("action:fold:lines/1")
    for cases in (1, 2, 3):
        phone.tap(phone.at("field:lines/1/cases").get_by_role("button", name="Cases: One more"))
        phone.sees(f"Bottles: {24 * cases}")
    phone.tap(phone.at("field:lines/1/cases").get_by_role("button", name="Cases: One fewer"))
    phone.sees("Bottles: 48")
    phone.tap(phone.at("field:lines/1/cases").get_by_role("button", name="Cases: One more"))
    phone.sees("SEK 3,141.00")  # + 1605.60 + 401.40 + 144 = 3140.90

    phone.fill("search:lines", "cola")
    phone.fill("field:lines/11/cases", "5")
    phone.fill("search:lines", "")
    phone.sees("3 of 27 filled in")
    phone.sees("SEK 3,766.00")  # + 531.00 + 63.72 + 30 = 3765.62


def stopped_by_a_missing_price(phone: Phone) -> None:
    """A product without a price is never ordered for nothing."""
    phone.fill("field:lines/2/cases", "2")
    phone.sees("Price missing for")
    phone.tap("action:save")
    phone.sees("Not saved")
    phone.fill("field:lines/2/cases", "")
    phone.sees("SEK 3,766.00")


def killed(phone: Phone, server: served.Served) -> None:
    phone.page.wait_for_timeout(1500)  # a draft is kept within a second
    server.kill()
    server.start()
    phone.open(server.address)
    phone.sees("Unfinished")
    phone.tap(phone.page.get_by_text("Not saved yet").first)
    phone.sees("SEK 3,766.00")
    phone.sees("3 of 27 filled in")
    phone.tap("filled:lines")
    for row, cases in ((0, "12"), (1, "3"), (11, "5")):
        assert phone.holds(f"field:lines/{row}/cases") == cases


def in_swedish_by_night(phone: Phone) -> None:
    """The language changes in the middle of the order, and so do its figures and days."""
    phone.tap(phone.button("Back"))
    phone.tap("action:keep")
    phone.tap("action:settings")
    phone.tap("theme:dark")
    phone.tap("language:sv")
    phone.sees("Inställningar")
    phone.tap(phone.button("Tillbaka"))
    phone.sees("Påbörjade")
    phone.tap(phone.page.get_by_text("Inte sparat än").first)
    phone.sees("3 766,00 kr")
    phone.sees("3 av 27 ifyllda")
    phone.sees("Pris per flaska: 9,31 kr")
    assert phone.holds("field:date") == "2027-02-10"


def above_the_limit(phone: Phone) -> None:
    """A large order is signed, what is signed is sealed, and the credit limit has the last word."""
    phone.fill("field:lines/1/cases", "200")
    phone.sees("145 015,00 kr")  # 108241.32 + 26991.30 + 144 + 8 + 9600 + 30 = 145014.62
    phone.tap("action:save")
    phone.sees("Fyll i det här")
    sign(phone)
    phone.tap("action:save")
    phone.sees("Kreditgränsen är nådd; be om frisläppning")  # 80000 - 9309.50 are left
    phone.sees("Be om frisläppning")


def lowered_signed_and_sent(phone: Phone) -> None:
    """Lowered, signed once more since the signature was for other figures, sent, and locked."""
    phone.tap("action:edit")
    phone.sees("Ändra: Order")
    phone.gone("Sparat")
    phone.tap("action:change:signed")
    phone.sees("Ta bort signaturen?")
    phone.tap("action:remove_signature")
    phone.fill("field:lines/1/cases", "20")
    phone.sees("15 955,00 kr")  # 11905.32 + 2907.30 + 144 + 8 + 960 + 30 = 15954.62
    for figure in ("Varor: 11 905,32 kr", "Moms: 2 907,30 kr", "Pant: 1 142,00 kr", "Öresutjämning: 0,38 kr"):
        phone.sees(figure)
    sign(phone)
    phone.tap("action:save")
    phone.sees("Sparat")
    phone.tap("move:send")
    phone.sees("Order: Skickad")
    phone.sees("Låst. Det som är fel går fortfarande att rätta, med en anledning.")
    assert not phone.at("action:edit").count()


def sign(phone: Phone) -> None:
    """The phone is handed over, and somebody draws."""
    phone.tap(phone.button("Signera här"))
    box = phone.at("sign:pad").bounding_box()
    assert box
    left, top = box["x"] + 40, box["y"] + 60
    phone.page.mouse.move(left, top)
    phone.page.mouse.down()
    for x, y in ((60, 50), (120, 0), (180, 60), (240, 20)):
        phone.page.mouse.move(left + x, top + y, steps=4)
    phone.page.mouse.up()
    phone.tap("action:sign")
    phone.sees("Bar Spången ·")
