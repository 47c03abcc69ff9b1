"""What the days of a beverage rep share: the app they run, and how an order begins.

The figures are worked out by hand, on 10 February 2027 for Bar Spången, list A:

| row | product              | bottles a case | price, from ten cases | deposit | VAT  | deal              |
|-----|----------------------|----------------|-----------------------|---------|------|-------------------|
| 0   | Tallbryggan stout    | 6              | 9.80, 9.31            | 2       | 25 % | 4 free for 48     |
| 1   | Tallbryggan ipa      | 24             | 22.30                 | 2       | 25 % | none              |
| 2   | Granitöl stout       | 12             | forgotten             | 2       | 25 % | none              |
| 11  | Kolbäck cola         | 6              | 17.70                 | 1       | 12 % | none              |
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.e2e import served
from tests.e2e.phone import Phone
from tests.tidy.house import ROOT

EXAMPLE = ROOT / "examples" / "beverage_order"
FORGOTTEN = "r0010,a,p008,,2027-03-31,0,16.90\n"
"""The price of Granitöl stout that the office left out this morning."""


def build(folder: Path) -> Path:
    """The example as it stands, but for one price."""
    spec = shutil.copytree(EXAMPLE, folder / "beverage_order")
    prices = spec / "data" / "prices.csv"
    known = prices.read_text(encoding="utf-8")
    assert FORGOTTEN in known
    prices.write_text(known.replace(FORGOTTEN, ""), encoding="utf-8")
    return served.build(str(spec), folder / "app")


def begin(phone: Phone, typed: str, outlet: str) -> None:
    """A new order: the outlet is found among sixty by typing, and its listing is there as a pad."""
    phone.tap("action:new:order")
    phone.tap("field:outlet")
    phone.sees("Search Outlet")
    phone.fill("link:search", typed)
    phone.gone("Bar Ängen")
    phone.tap(phone.button(outlet))
    phone.gone("Search Outlet")
    phone.sees("0 of 27 filled in")


def on_the_day(phone: Phone) -> None:
    """The day that the figures are worked out for; in the field it is today, and nobody fills it in."""
    phone.fill("field:date", "2027-02-10")
    phone.fill("field:deliver", "2027-02-12")
