"""A day with samples in a real browser: a delivery, a limit, a signature, a correction, a check, and a void."""

from __future__ import annotations

import pytest

from tests.e2e import served
from tests.e2e.phone import Phone
from tests.tidy.house import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
IMAGES = ROOT / "docs" / "images"


def pick(phone: Phone, field: str, typed: str, shown: str) -> None:
    phone.tap(f"field:{field}")
    phone.fill("link:search", typed)
    phone.tap(phone.button(shown))


def add_row(phone: Phone, lot: str) -> None:
    phone.tap("action:add:items")
    phone.tap(phone.button(lot))
    phone.tap(phone.button("Done"))


def answer(phone: Phone, text: str) -> None:
    phone.tap(phone.page.get_by_role("checkbox", name=text).first)


def sign(phone: Phone) -> None:
    """A finger across the pad: up and down, as a name is written."""
    phone.scroll()
    phone.tap("field:receipt")
    phone.sees("I am licensed and asked for these samples.")
    box = phone.at("sign:pad").bounding_box()
    assert box is not None
    mouse, left, middle = phone.page.mouse, box["x"] + 40, box["y"] + box["height"] / 2
    mouse.move(left, middle)
    mouse.down()
    for step in range(1, 16):
        mouse.move(left + 14 * step, middle + (30 if step % 2 else -30), steps=3)
    mouse.up()
    phone.page.wait_for_timeout(400)


def test_a_day_with_samples(built, browser, tmp_path, keep_images):
    app = built("sample_drop")
    with served.app(app, tmp_path / "data") as server:
        phone = Phone(browser, server.address)

        def look(name: str) -> None:
            if keep_images:
                phone.picture(IMAGES / f"sample_drop-{name}.png")

        phone.sees("Sample Drop")
        phone.work_as("r01")
        phone.sees("New Delivery")

        # The delivery fills the bag.
        phone.tap("action:new:receipt")
        phone.fill("field:note", "L-2207")
        pick(phone, "items/0/lot", "A25102", "Alvoxane A25102")
        phone.fill("field:items/0/qty", "30")
        add_row(phone, "Brimotal B25106")
        phone.fill("field:items/1/qty", "20")
        phone.tap("action:save_and_move")
        phone.sees("State: Draft → In the bag")
        phone.tap("action:back")
        phone.sees("New Drop")

        # Thirteen of a product of which a physician may have twelve in a year: told, and stopped.
        phone.tap("action:new:drop")
        pick(phone, "hcp", "farnw", "Dr. Amrei Farnwald, Berlin")
        phone.tap("field:items/0/lot")
        phone.sees("Brimotal B25106")
        assert "Cendrafil" not in phone.says()  # not in the bag
        phone.tap(phone.button("Alvoxane A25102"))
        add_row(phone, "Brimotal B25106")
        phone.fill("field:items/0/qty", "13")
        answer(phone, "No")
        phone.tap("action:save")
        phone.sees("Not saved")
        phone.sees("0 of 12 used this year, 12 left")
        phone.scroll()
        look("limit")
        phone.scroll(-2000)
        phone.fill("field:items/0/qty", "2")
        phone.page.wait_for_timeout(500)
        assert "used this year" not in phone.says()

        # The physician sees the samples, signs, and what is signed stays.
        sign(phone)
        assert "Adverse" not in phone.says()
        look("sign")
        phone.tap("action:sign")
        phone.sees("Signed by Dr. Amrei Farnwald")
        phone.sees("Physician: Dr. Amrei Farnwald, Berlin")
        assert phone.at("field:items/0/qty").locator("input").count() == 0
        look("sealed")
        phone.tap("action:save_and_move")
        phone.sees("State: Draft → Given")

        server.kill()
        server.start()
        phone.open(server.address)
        phone.sees("Given · SD-")
        look("reopened")

        # The answer was wrong: put right within the day, with the reason.
        phone.tap(phone.button("Dr. Amrei Farnwald"))
        phone.tap("action:correct")
        phone.sees("Physician: Dr. Amrei Farnwald, Berlin")
        answer(phone, "Yes")
        phone.tap("action:save")
        phone.fill("field:reason", "Mentioned a headache")
        phone.tap("action:confirm")
        phone.sees("Mentioned a headache")
        phone.tap("action:back")
        phone.sees("New Drop")

        # Another drop, of which the next person will say that it never was.
        phone.tap("action:new:drop")
        pick(phone, "hcp", "bodo farnw", "Dr. Bodo Farnwald, Berlin")
        pick(phone, "items/0/lot", "brim", "Brimotal B25106")
        answer(phone, "No")
        sign(phone)
        phone.tap("action:sign")
        phone.sees("Signed by Dr. Bodo Farnwald")
        phone.tap("action:save_and_move")
        phone.sees("State: Draft → Given")
        phone.tap("action:back")
        phone.sees("New Drop")

        # Drug accountability checks the one and voids the other.
        phone.gone("Drop: Given")  # these words would lie over the people
        phone.work_as("q1")
        phone.sees("To check")
        phone.tap("view:to_check")
        phone.at("action:settings").wait_for(state="detached")  # home, which says the same of what waits, is gone
        phone.sees("Dr. Bodo Farnwald")
        phone.tap(phone.button("Dr. Amrei Farnwald"))
        phone.tap("move:check")
        phone.sees("Reviewed")
        phone.tap("action:confirm")
        phone.sees("State: Given → Checked")
        phone.scroll()
        phone.sees("Mentioned a headache")
        phone.sees("State: Draft → Given")
        phone.page.wait_for_timeout(5000)  # what was done is said at the foot, over what is there
        phone.tap(phone.button("Show all (4)"))
        phone.scroll()
        phone.sees("Created")
        look("history")
        phone.tap("action:back")
        phone.tap(phone.button("Dr. Bodo Farnwald"))
        phone.tap("move:void")
        phone.fill("field:reason", "The physician was not there")
        phone.tap("action:confirm")
        phone.sees("State: Given → Void")
        phone.scroll()
        phone.sees("The physician was not there")
