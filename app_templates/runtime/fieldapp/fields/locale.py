"""How numbers, money, dates and times are written in each language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

NO_BREAK = "\u00a0"
NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class Locale:
    """The conventions of one language.

    `group_from` is the number of whole digits from which groups are written (1234 in Polish, 12 345). `date` is a
    pattern of `{y} {m} {d}` or `{month}` for the short English name; `order` is how digits are read, and "" says that
    day and month can't be told apart (plain English: 2/1 is February in one country and January in the next).
    """

    language: str
    decimal: str = ","
    group: str = NO_BREAK
    group_from: int = 4
    percent_space: str = NO_BREAK
    currency_first: bool = False
    date: str = "{y:04}-{m:02}-{d:02}"
    order: str = "dmy"
    time: str = "{h:02}:{min:02}"
    zone: dt.tzinfo = dt.UTC


_DOTS = "{d:02}.{m:02}.{y:04}"
_SLASHES = "{d:02}/{m:02}/{y:04}"
_NAMED = "{d} {month} {y:04}"

# The common ground of CLDR 44 for each language; a country after the language only where it differs.
_LOCALES = {
    locale.language: locale
    for locale in (
        Locale("en", ".", ",", percent_space="", currency_first=True, date=_NAMED, order=""),
        Locale("en-us", ".", ",", percent_space="", currency_first=True, date="{m}/{d}/{y:04}", order="mdy"),
        Locale("en-gb", ".", ",", percent_space="", currency_first=True, date=_SLASHES),
        Locale("sv", order="ymd"),
        Locale("de", group=".", date=_DOTS),
        Locale("de-ch", ".", "’", percent_space="", currency_first=True, date=_DOTS),
        Locale("fr", group=NARROW, percent_space=NARROW, date=_SLASHES),
        Locale("es", group=".", group_from=5, date=_SLASHES),
        Locale("fi", date="{d}.{m}.{y:04}", time="{h}.{min:02}"),
        Locale("nb", date=_DOTS),
        Locale("da", group=".", date=_DOTS, time="{h:02}.{min:02}"),
        Locale("nl", group=".", percent_space="", currency_first=True, date="{d:02}-{m:02}-{y:04}"),
        Locale("it", group=".", percent_space="", date=_SLASHES),
        Locale("pl", group_from=5, percent_space="", date=_DOTS),
        Locale("pt", group=".", percent_space="", date=_SLASHES),
        Locale("pt-br", group=".", percent_space="", currency_first=True, date=_SLASHES),
        Locale("ja", ".", ",", percent_space="", currency_first=True, order="ymd"),
        Locale("ko", ".", ",", percent_space="", currency_first=True, order="ymd"),
        Locale("zh", ".", ",", percent_space="", currency_first=True, order="ymd"),
    )
}


def locale_of(language: str, zone: dt.tzinfo = dt.UTC) -> Locale:
    """The conventions of a language tag such as `sv` or `sv-SE`.

    A language that the table doesn't know gets a decimal comma and ISO dates, which few people misread.
    """
    tag = language.lower().replace("_", "-")
    known = _LOCALES.get(tag) or _LOCALES.get(tag.split("-")[0]) or Locale(tag)
    return replace(known, zone=zone)
