"""What every part of an open form shares."""

from __future__ import annotations

from fieldapp.app.definition import AppDef
from fieldapp.app.strings import Strings
from fieldapp.fields.locale import Locale, locale_of
from fieldapp.formula.world import World
from fieldapp.unchanging import unchanging


@unchanging
class Context:
    """The app, the world its formulas ask, and the language of the person."""

    app: AppDef
    world: World
    strings: Strings
    locale: Locale

    @classmethod
    def of(cls, app: AppDef, world: World) -> Context:
        return cls(app, world, Strings(app, world.language), locale_of(app.locales, world.language, world.zone))
