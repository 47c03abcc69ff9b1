"""A link that was picked earlier and is not allowed any more."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

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
