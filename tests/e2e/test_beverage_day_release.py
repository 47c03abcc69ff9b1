"""A rep's order of twenty lines from Send over recall and correction to its release by the manager, in a real browser.

Then the next order takes what the last one did. Driven by what the screen says; taps are counted.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e import beverage_day, served
from tests.e2e.beverage_day import begin, on_the_day
from tests.e2e.phone import Phone
from tests.tidy.house import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
IMAGES = ROOT / "docs" / "images"
MOST_TAPS = 25
"""Of an order of twenty lines: five to begin and to send it, and one a line."""
MOST_TAPS_AGAIN = 6
HISTORY = (
    "State: Sent → Released",
    "Area manager · ",
    "Deliver on: 12 Feb 2027 → 15 Feb 2027",
    "Reason: Closed on Friday",
    "Taken back: Send",
    "State: Sent → Draft",
    "State: Draft → Sent",
    "Created",
    "Sales representative · ",
)


def test_twenty_lines_from_send_to_release_and_once_more(browser, tmp_path, keep_images, capsys):
    app = beverage_day.build(tmp_path)
    with served.app(app, tmp_path / "data") as server:
        phone = Phone(browser, server.address)

        def look(name: str) -> None:
            if keep_images:
                phone.picture(IMAGES / f"beverage_order-{name}.png")

        phone.sees("New Order")
        typed = twenty_lines(phone)
        look("sent")
        taken_back_and_put_right(phone)
        released_by_the_manager(phone, look)
        repeated = same_as_last_time(phone)
        assert phone.abroad == []
    with capsys.disabled():
        print(f"\nAn order of 20 lines: {typed} taps; the same as last time: {repeated} taps.")
    assert typed <= MOST_TAPS
    assert repeated <= MOST_TAPS_AGAIN


def twenty_lines(phone: Phone) -> int:
    """An order of one case of each of twenty products, by the thumb alone; how many taps it takes."""
    before = phone.taps
    begin(phone, "spång sto", "Bar Spången, Stockholm")
    taps = phone.taps - before
    on_the_day(phone)
    before = phone.taps
    for filled, row in enumerate((0, 1, *range(3, 21)), start=1):
        phone.tap(phone.at(f"field:lines/{row}/cases").get_by_role("button", name="Cases: One more"))
        phone.sees(f"{filled} of 27 filled in")
    phone.sees("SEK 6,388.00")  # 5122.20 + 835.92 + 430 = 6388.12
    phone.tap("action:save_and_move")
    taps += phone.taps - before
    phone.sees("Order: Sent")
    phone.sees("Locked. What is wrong can still be put right, with a reason.")
    assert not phone.at("action:edit").count()
    return taps


def taken_back_and_put_right(phone: Phone) -> None:
    """Not yet on its way it is taken back; sent once more, it is put right with a reason."""
    phone.tap("action:recall")
    phone.tap("move:send")
    phone.tap("action:correct")
    phone.fill("field:deliver", "2027-02-15")
    phone.tap("action:save")
    phone.fill("field:reason", "Closed on Friday")
    phone.tap("action:confirm")
    phone.sees("Saved")
    phone.scroll(20000)
    phone.sees("VAT 12%: Net SEK 3,420.20, VAT SEK 410.42")
    phone.sees("VAT 25%: Net SEK 1,702.00, VAT SEK 425.50")
    phone.tap("action:back")


def released_by_the_manager(phone: Phone, look: Callable[[str], None]) -> None:
    """It waits for the manager, who releases it; and the history tells who did what, and why."""
    phone.work_as("manager")
    phone.sees("Waiting for you")
    look("waiting")
    phone.tap(phone.button("Bar Spången 10 Feb 2027"))
    phone.tap("move:release")
    phone.sees("Order: Released")
    assert not phone.at("action:correct").count()
    phone.scroll(20000)
    phone.tap("action:history")
    phone.scroll(20000)
    for told in HISTORY:
        phone.sees(told)
    look("history")
    phone.tap("action:back")


def same_as_last_time(phone: Phone) -> int:
    """The next order of the outlet: what it took last time; how many taps it takes."""
    phone.work_as("rep")
    before = phone.taps
    begin(phone, "spång sto", "Bar Spången, Stockholm")
    taps = phone.taps - before
    on_the_day(phone)
    before = phone.taps
    phone.tap("action:fill:lines")
    phone.sees("20 of 27 filled in")
    phone.sees("SEK 6,388.00")
    phone.tap("action:save_and_move")
    phone.sees("Order: Sent")
    return taps + phone.taps - before
