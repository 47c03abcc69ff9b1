"""How languages write months, weekdays and numbers, for the formats of `Text`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fieldapp.formula.world import World


@dataclass(frozen=True, slots=True)
class Language:
    """Names from January and from Monday on; short names where they aren't the first three letters."""

    months: tuple[str, ...]
    days: tuple[str, ...]
    short_months: tuple[str, ...] = ()
    short_days: tuple[str, ...] = ()
    point: str = "."
    group: str = ","
    named: Mapping[str, str] = field(default_factory=dict)
    """Formats such as ShortDate that the language has of its own."""

    def month(self, number: int, short: bool) -> str:
        return _named(self.months, self.short_months, number - 1, short)

    def day(self, number: int, short: bool) -> str:
        """The weekday, Monday being 0."""
        return _named(self.days, self.short_days, number, short)


def _named(full: tuple[str, ...], shorter: tuple[str, ...], index: int, short: bool) -> str:
    if not short:
        return full[index]
    return shorter[index] if shorter else full[index][:3]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NARROW: Final = "\N{NARROW NO-BREAK SPACE}"
SPACE: Final = "\N{NO-BREAK SPACE}"
ENGLISH: Final = Language(
    _words("January February March April May June July August September October November December"),
    _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
)
LANGUAGES: Final = {
    "en": ENGLISH,
    "sv": Language(
        _words("januari februari mars april maj juni juli augusti september oktober november december"),
        _words("måndag tisdag onsdag torsdag fredag lördag söndag"),
        _words("jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec."),
        _words("mån tis ons tors fre lör sön"),
        ",",
        SPACE,
    ),
    "de": Language(
        _words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        _words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        _words("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."),
        _words("Mo Di Mi Do Fr Sa So"),
        ",",
        ".",
    ),
    "fr": Language(
        _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        _words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        _words("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        _words("lun. mar. mer. jeu. ven. sam. dim."),
        ",",
        NARROW,
    ),
    "es": Language(
        _words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        _words("lunes martes miércoles jueves viernes sábado domingo"),
        _words("ene feb mar abr may jun jul ago sept oct nov dic"),
        _words("lun mar mié jue vie sáb dom"),
        ",",
        ".",
    ),
}


def language_of(tag: str | None, world: World | None = None) -> Language:
    """The language of a tag such as `sv` or `de-AT`: as the world's app has it, else as known here, else English.

    A world may have `languages`: those of its app, by tag in small letters.
    """
    own: Mapping[str, Language] = getattr(world, "languages", {})
    whole = (tag or "en").lower()
    first = whole.partition("-")[0]
    return own.get(whole) or own.get(first) or LANGUAGES.get(first, ENGLISH)
