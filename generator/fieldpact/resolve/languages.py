"""The languages of an app: codes that are languages, words that the runtime lacks, texts that nobody wrote yet."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from fieldapp.app.plurals import RUNTIME_PLURALS
from fieldpact.findings import Severity
from fieldpact.model.formula import SpecPath
from fieldpact.resolve.context import Context, dotted
from fieldpact.source.nodes import Scalar
from fieldpact.suggest import nearest

Gap = tuple[SpecPath, tuple[str, ...]]

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z")
_MANY = 5
"""More gaps than these in one language are told at once, where the language is named."""
_NO_FONT = frozenset({"ja", "ko", "zh", "yue", "my"})
"""Languages of letters that the browser's fonts leave out for their size; phones and computers have them."""


def check_languages(context: Context, codes: Sequence[str]) -> None:
    """Findings for codes that are no languages, and for what an app can't say in one that is."""
    for index, code in enumerate(codes):
        at = ("app", "languages", index)
        if not _known(code):
            meant = _meant(code)
            hint = f"did you mean {meant}?" if meant else "write its code, such as en, pt-BR or zh-Hant"
            context.report("bad-language", at, f"{code!r} is not a language", hint=hint)
            continue
        primary = code.partition("-")[0]
        if primary not in RUNTIME_PLURALS:
            said = f"the app's own words (Save, Search …) have no {_name(primary)} yet; they show in English"
            hint = f"the app speaks {', '.join(sorted(RUNTIME_PLURALS))} by itself"
            context.report("no-words", at, said, hint=hint, severity=Severity.WARNING)
        if primary in _NO_FONT:
            said = f"a browser shows boxes for {_name(primary)} where it has no network; phones and computers don't"
            context.report("no-font", at, said, severity=Severity.INFO)


def note_gaps(context: Context, at: SpecPath, languages: Sequence[str], made_up: bool = False) -> None:
    """Remember that a text says nothing in some of the app's languages; `report_gaps` tells it once all are known.

    `made_up` is a text of the compiler, from an id: it is in no language but, with luck, the first.
    """
    shown = not made_up or not _unseen(context, at)
    if languages and shown and (made_up or not _asked_by_rule(at)):
        context.gaps.append((at, tuple(languages)))


def report_gaps(context: Context) -> None:
    """One finding for each text with gaps, and one for a language in which much is missing."""
    gaps = [gap for gap in dict.fromkeys(context.gaps) if not _same_as_label(gap, context.gaps)]
    counts = Counter(language for _, languages in gaps for language in languages)
    whole = {language for language, count in counts.items() if count > _MANY}
    for at, languages in gaps:
        if few := [language for language in languages if language not in whole]:
            said = f"this says nothing in {', '.join(few)}"
            hint = f"write a text for each language: {{{', '.join(f'{code}: …' for code in context.languages)}}}"
            context.report("missing-text", at, said, hint=hint, severity=Severity.WARNING)
    for index, language in enumerate(context.languages):
        if language in whole:
            places = [dotted(at) for at, languages in gaps if language in languages]
            said = f"{len(places)} texts say nothing in {language}: {', '.join(places[:3])} and {len(places) - 3} more"
            hint = f"write each of them as a map by language, or take {language} out of the languages"
            place = ("app", "languages", index)
            context.report("missing-texts", place, said, hint=hint, severity=Severity.WARNING)


def _same_as_label(gap: Gap, gaps: Sequence[Gap]) -> bool:
    """The plural of a table is its label until somebody writes one: a gap in both is one gap."""
    at, languages = gap
    return at[-1:] == ("labels",) and ((*at[:-1], "label"), languages) in gaps


def _unseen(context: Context, at: SpecPath) -> bool:
    """The label of a field that shows none."""
    kind = context.document.find((*at[:-1], "type"))
    return isinstance(kind, Scalar) and kind.text in ("note", "hidden")


def _asked_by_rule(at: SpecPath) -> bool:
    """IT's rule A11Y-001 asks for the label of a field that lacks a language."""
    return len(at) > 2 and at[-1] == "label" and at[-3] == "fields"


def _known(code: str) -> bool:
    if code in RUNTIME_PLURALS:
        return True
    from babel.localedata import exists

    return (_TAG.match(code) is not None and exists(code.replace("-", "_"))) or _of_a_country(code)


def _of_a_country(code: str) -> bool:
    """English in Sweden is English, although CLDR says nothing special of it."""
    from babel import Locale
    from babel.localedata import exists

    language, _, rest = code.partition("-")
    territories: Mapping[str, str] = Locale("en").territories
    return _TAG.match(code) is not None and exists(language) and rest in territories


@functools.cache
def _names() -> Mapping[str, str]:
    """Code -> its English name."""
    from babel import Locale

    return {code: str(name) for code, name in Locale("en").languages.items()}


def _name(code: str) -> str:
    return _names().get(code, code)


def _meant(code: str) -> str | None:
    """The code that somebody meant who wrote a name, capitals or an underscore."""
    first, *rest = code.replace("_", "-").split("-")
    tidy = "-".join([first.lower(), *(_part(part) for part in rest)])
    if tidy != code and _known(tidy):
        return tidy
    by_name = {name.casefold(): code for code, name in _spoken()}
    name = nearest(code.casefold(), by_name) if code.casefold() not in by_name else code.casefold()
    return by_name[name] if name else None


def _part(part: str) -> str:
    return part.title() if len(part) == 4 else part.upper()


def _spoken() -> Iterator[tuple[str, str]]:
    from babel.localedata import exists

    return ((code, name) for code, name in _names().items() if "_" not in code and exists(code))
