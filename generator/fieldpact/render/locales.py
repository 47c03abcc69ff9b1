"""locales/<language>.json: what CLDR says of each language of the app, for phones that have no CLDR.

Babel brings CLDR's data. English of no country (`en`) is CLDR's world English, with dates by the month's name and the
clock of 24 hours: 2/1 is February in one country and January in the next.
"""

from __future__ import annotations

import functools
import re
from typing import Any, Literal, cast

import babel
from babel.numbers import get_currency_symbol

from fieldapp.app.locale import NO_BREAK, LocaleDef
from fieldpact.render.plurals import plural_rules

_WORLD_ENGLISH = "en-001"
_ZEROS = {
    "latn": 0x30, "arab": 0x660, "arabext": 0x6F0, "deva": 0x966, "beng": 0x9E6, "guru": 0xA66, "gujr": 0xAE6,
    "orya": 0xB66, "tamldec": 0xBE6, "telu": 0xC66, "knda": 0xCE6, "mlym": 0xD66, "thai": 0xE50, "laoo": 0xED0,
    "tibt": 0xF20, "mymr": 0x1040, "khmr": 0x17E0,
}  # fmt: skip
# CLDR's minimumGroupingDigits, which Babel leaves out.
_GROUP_LEAST = {**dict.fromkeys(("bg", "es", "et", "ka", "lv", "pl", "pt-PT"), 2), "es-MX": 1, "es-US": 1}
_LITERAL = re.compile(r"\s*'[^']*'\.?")
_FIELDS = re.compile("y+|M+|d+")
_DIRECTION_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


@functools.cache
def cldr(language: str) -> babel.Locale | None:
    """CLDR's data of a language tag such as `pt-BR`, of `sv` for `sv-US`; None for no known language."""
    try:
        return babel.Locale.parse(_WORLD_ENGLISH if language == "en" else language, sep="-")
    except (ValueError, babel.UnknownLocaleError):
        shorter = language.rpartition("-")[0]
        return cldr(shorter) if shorter else None


@functools.cache
def locale_definition(language: str, currency: str) -> LocaleDef:
    """The conventions of a language and how it writes the app's currency; ISO's for one that CLDR doesn't know."""
    locale = cldr(language)
    if locale is None:
        return LocaleDef(language, currency_sign=currency)
    system = _digits_system(locale)
    symbols = locale.number_symbols[system]
    sign = get_currency_symbol(currency, locale)
    date, order = _date(language, locale)
    return LocaleDef(
        language=language,
        direction=cast(Literal["ltr", "rtl"], locale.text_direction),
        decimal=symbols["decimal"],
        group=symbols["group"],
        group_sizes=tuple(locale.currency_formats["standard"].grouping),
        group_least=_GROUP_LEAST.get(language, _GROUP_LEAST.get(locale.language, 1)),
        minus=symbols["minusSign"],
        digits=_digits(system),
        digits_read=_digits_read(locale, system),
        **_patterns("percent", locale.percent_formats[None], symbols, symbols["percentSign"]),
        **_patterns("money", locale.currency_formats["standard"], symbols, "{sign}", sign),
        currency_sign=sign,
        date=date,
        date_medium=locale.date_formats["medium"].pattern,
        date_long=locale.date_formats["long"].pattern,
        date_order=order,
        time="HH:mm" if language == "en" else locale.time_formats["short"].pattern.replace("B", "a"),
        moment=str(locale.datetime_formats["short"]).replace("{1}", "{date}").replace("{0}", "{time}").replace("'", ""),
        am=locale.day_periods["format"]["abbreviated"]["am"],
        pm=locale.day_periods["format"]["abbreviated"]["pm"],
        months=_names(locale.months["format"]["wide"], 1),
        months_short=_names(locale.months["format"]["abbreviated"], 1),
        months_alone=_names(locale.months["stand-alone"]["wide"], 1),
        days=_names(locale.days["format"]["wide"], 0),
        days_short=_names(locale.days["format"]["abbreviated"], 0),
        days_narrow=_names(locale.days["stand-alone"]["narrow"], 0),
        first_day=locale.first_week_day,
        list_two=locale.list_patterns["standard"]["2"],
        list_end=locale.list_patterns["standard"]["end"],
        plurals=plural_rules(locale.plural_form.rules),
    )


def _digits_system(locale: babel.Locale) -> str:
    system = str(locale.default_numbering_system)
    return system if system in _ZEROS and "decimal" in locale.number_symbols.get(system, {}) else "latn"


def _digits(system: str) -> str:
    return "".join(chr(_ZEROS[system] + n) for n in range(10))


def _digits_read(locale: babel.Locale, shown: str) -> tuple[str, ...]:
    """Digits that the language has beside those it shows, ASCII's aside, which are read everywhere."""
    native = str(locale.other_numbering_systems.get("native", ""))
    return tuple(_digits(system) for system in (native,) if system in _ZEROS and system not in (shown, "latn"))


def _patterns(name: str, pattern: Any, symbols: Any, mark: str, sign: str = "") -> dict[str, Any]:
    """A pattern of Babel for positive and for negative amounts, in the runtime's form."""
    plus, minus = (
        _affix(before, symbols, mark, sign, 0) + "{n}" + _affix(after, symbols, mark, sign, 1)
        for before, after in zip(pattern.prefix, pattern.suffix, strict=True)
    )
    return {name: plus, f"{name}_minus": minus}


def _affix(text: str, symbols: Any, mark: str, sign: str, side: int) -> str:
    """What stands before (side 0) or after the number; a sign of letters keeps a space from the digits."""
    at_number = text[-1:] if side == 0 else text[:1]
    gap = NO_BREAK if at_number == "¤" and sign[-1:].isalpha() else ""
    shown = text.replace("-", symbols["minusSign"]).replace("%", mark).replace("¤", mark)
    return shown + gap if side == 0 else gap + shown


def _date(language: str, locale: babel.Locale) -> tuple[str, Any]:
    """The pattern of a day in a field, and how digits are read."""
    if language == "en":
        return "d MMM y", ""
    pattern = re.sub("y+", "y", _LITERAL.sub("", str(locale.date_formats["short"].pattern))).translate(_DIRECTION_MARKS)
    order = "".join(found[0].lower() for found in _FIELDS.findall(pattern))
    if order not in ("dmy", "mdy", "ymd") or not re.fullmatch("[yMd./ -]+", pattern):
        return "y-MM-dd", "dmy"
    return pattern, order


def _names(by_number: Any, first: int) -> tuple[str, ...]:
    return tuple(str(by_number[first + n]) for n in range(len(by_number)))
