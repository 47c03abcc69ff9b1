"""A link that was picked earlier and is not allowed any more."""

from __future__ import annotations

import asyncio
import datetime as dt
from decimal import Decimal
from pathlib import Path

import specs

from fieldapp.testing import running

REFUSED = "Cloudberry Jam 200 g doesn't fit what is filled in here now. Pick another"


def test_a_product_that_was_taken_out_says_so_and_stops_the_save(bundle: Path, data: Path):
    price = Decimal(54)
    line = {"product": "p5", "qty": Decimal(1), "price": price, "discount": Decimal(0), "amount": price}
    order = {"account": "a1", "outcome": "order", "lines": [line], "total": price}

    async def play() -> None:
        async with running(bundle, data) as app:
            key = app.state.repository.save("visit", order)
            await app.go(f"visit/{key}")
            await app.tap("action:edit")
            assert REFUSED in app.texts()
            await app.tap("action:save")
            assert app.texts("refusal") == ["Not saved: 1 thing to put right"]

    asyncio.run(play())


DATED = """
tables:
  visit:
    title: =$"{shop} {date}"
    fields: {shop: text, date: date}
  task:
    fields: {visit: {type: link, to: visit}}
"""


def test_the_titles_of_a_sheet_tell_days_as_people_write_them(tmp_path: Path, data: Path):
    async def play() -> None:
        async with running(specs.bundle_of(tmp_path / "dated", DATED), data) as app:
            app.state.repository.save("visit", {"shop": "Kiosk", "date": dt.date(2027, 2, 1)})
            await app.tap("action:new:task")
            await app.tap("field:visit")
            assert "Kiosk 1 Feb 2027" in app.texts()
            assert "Kiosk 2027-02-01" not in app.texts()

    asyncio.run(play())
