"""Rows made of a table, as a person meets them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fieldapp.testing import running

BUNDLE = Path(__file__).parents[1] / "cases" / "prefilled" / "bundle"


def test_picking_the_outlet_fills_the_pad_and_only_what_was_ordered_is_saved(tmp_path):
    async def run():
        async with running(BUNDLE, tmp_path) as driver:
            await driver.tap("action:new:order")
            assert not driver.has("field:lines/0/product")
            await driver.tap("field:outlet")
            await driver.tap("Bar")
            assert "Lemon" in driver.texts("field:lines/0/product")
            assert "Water" in driver.texts("field:lines/1/product")
            await driver.enter("field:lines/1/cases", "3")
            await driver.tap("action:save")
            assert "Saved" in driver.texts()
            assert "Water" in driver.texts() and "Lemon" not in driver.texts()

    asyncio.run(run())
