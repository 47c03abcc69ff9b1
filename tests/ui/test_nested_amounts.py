"""Which figure rows inside rows are known by, while they are typed and on the saved record's page."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft
import pytest
import specs

from fieldapp.testing import running
from fieldapp.testing.tree import walk

ORDER = """
tables:
  order:
    title: =note
    fields:
      note: text
      parcels:
        type: lines
        min: 1
        fields:
          to: text
          items:
            type: lines
            min: 1
            fields:
              what: text
              qty: integer
              price: {{type: money, default: 10}}
              net: {{type: money, formula: =qty * price}}
              tax: {{type: money, formula: =net * 25%}}
{parcel}
{order}
"""
THROUGH = (
    "          goods: {type: money, formula: '=Sum(items, net)'}\n"
    "          fee: {type: money, formula: '=Sum(items, tax) + goods * 1%'}",
    "      total: {type: money, formula: '=Sum(parcels, goods)'}",
)
"""The total goes through the rows' goods; a fee, made of money too, stands after them."""
DIRECT = ("", "      total: {type: money, formula: '=Sum(parcels.items, net)'}")
"""The total is summed up from the inner rows at once; the rows between have no money."""
APART = ("          worth: {type: money, formula: '=Sum(items, net)'}", "")
"""Nothing is summed up over all rows."""


def bold(part: ft.Control) -> list[str]:
    return [one.value for one in walk(part) if isinstance(one, ft.Text) and one.weight is ft.FontWeight.W_700]


@pytest.mark.parametrize("way", [THROUGH, DIRECT, APART], ids=["through", "direct", "apart"])
def test_a_row_in_a_row_is_known_by_what_the_total_is_summed_up_from(tmp_path: Path, way: tuple[str, str]):
    bundle = specs.bundle_of(tmp_path / "app", ORDER.format(parcel=way[0], order=way[1]))

    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await app.tap("action:new:order")
            await app.enter("note", "A")
            await app.enter("parcels/0/items/0/qty", "2")
            assert bold(app.part("field:parcels/0/items/0/net")) == ["SEK\xa020.00"]
            assert not bold(app.part("field:parcels/0/items/0/tax"))
            await app.tap("action:save")
            said = " ".join(app.texts("view:detail"))
            assert "Tax SEK\xa05.00" in said and "Net SEK\xa020.00" not in said

    asyncio.run(play())
