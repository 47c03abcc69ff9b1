"""How one language writes numbers, money, dates and times: what the compiler takes from CLDR for the bundle."""

from __future__ import annotations

from typing import Literal

from fieldapp.app.plurals import PluralRule
from fieldapp.unchanging import unchanging

NO_BREAK = "\u00a0"


@unchanging
class LocaleDef:
    """The conventions of one language; the defaults are ISO's, for a language that nobody has described.

    In `percent` and `money` a number stands at `{n}` and the currency's sign at `{sign}`. Dates and times are CLDR's
    patterns of y, M, d, E, H, h, m and a. Names begin with January and with Monday.
    """

    language: str
    direction: Literal["ltr", "rtl"] = "ltr"
    decimal: str = ","
    group: str = NO_BREAK
    group_sizes: tuple[int, ...] = (3, 3)
    """Digits of the last group and of those before it."""
    group_least: int = 1
    """Digits before the last group that it takes to write groups at all: 2 in Polish, 1234 and 12 345."""
    minus: str = "-"
    digits: str = "0123456789"
    digits_read: tuple[str, ...] = ()
    """Other digits that people of the language type."""
    percent: str = "{n}\u00a0%"
    percent_minus: str = "-{n}\u00a0%"
    money: str = "{n}\u00a0{sign}"
    money_minus: str = "-{n}\u00a0{sign}"
    currency_sign: str = ""
    """The app's currency as the language writes it; the code where it has no sign of its own."""
    date: str = "y-MM-dd"
    """A day in a field or a list: four digits of the year, and nothing that two countries read differently."""
    date_medium: str = "y-MM-dd"
    date_long: str = "y-MM-dd"
    date_order: Literal["dmy", "mdy", "ymd", ""] = "dmy"
    """How digits are read; "" says that day and month can't be told apart (English of no country)."""
    time: str = "HH:mm"
    moment: str = "{date} {time}"
    am: str = "AM"
    pm: str = "PM"
    months: tuple[str, ...] = ()
    months_short: tuple[str, ...] = ()
    months_alone: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    days_short: tuple[str, ...] = ()
    days_narrow: tuple[str, ...] = ()
    first_day: int = 0
    """The first day of the week, Monday being 0."""
    list_two: str = "{0}, {1}"
    list_end: str = "{0}, {1}"
    plurals: tuple[PluralRule, ...] = ()
