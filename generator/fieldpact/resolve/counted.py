"""Plural forms that an author wrote: the ones each language needs, all of them there."""

from __future__ import annotations

from collections.abc import Mapping

from fieldpact.findings import Severity
from fieldpact.model.formula import SpecPath
from fieldpact.model.text import Text
from fieldpact.resolve.context import Context
from fieldpact.resolve.languages import note_gaps
from fieldpact.spec.counted import FORMS


def resolve_counted(
    context: Context, given: Mapping[str, Mapping[str, str]] | None, key: str, at: SpecPath
) -> dict[str, Text]:
    """Category -> text. A form that a language lacks has the words of its `other`; nothing given is nothing."""
    if given is None:
        return {}
    for language, forms in given.items():
        _check(context, language, forms, (*at, language))
    note_gaps(context, at, [language for language in context.languages if language not in given])
    whole = {language: forms for language, forms in given.items() if "other" in forms and language in context.languages}
    if not whole:
        return {}
    spare = whole.get(context.languages[0]) or next(iter(whole.values()))
    used = [form for form in FORMS if any(form in forms for forms in whole.values())]
    return {
        form: Text(
            f"{key}.{form}",
            {
                language: whole.get(language, spare).get(form, whole.get(language, spare)["other"])
                for language in context.languages
            },
        )
        for form in used
    }


def _check(context: Context, language: str, forms: Mapping[str, str], at: SpecPath) -> None:
    if language not in context.languages:
        hint = f"add it to app.languages, or use {', '.join(context.languages)}"
        said = f"the app has no language {language!r}"
        context.report("unknown-language", at, said, hint=hint, on_key=True)
        return
    for form, words in forms.items():
        if form not in FORMS:
            hint = f"the forms are {', '.join(FORMS)}"
            context.report("unknown-form", (*at, form), f"{form} is not a plural form", hint=hint, on_key=True)
        elif set(_places(words)) - {"n"}:
            said = "only {n} can stand in braces here: the number"
            context.report("unknown-place", (*at, form), said, hint="write other braces out in words")
    if "other" not in forms:
        context.report("missing-form", at, "the form other is missing", hint="add other: with the words for any number")
    elif absent := [form for form in _needed(language) if form not in forms]:
        said = f"{language} also counts with {', '.join(absent)}"
        context.report("missing-form", at, said, hint="add the forms, or other serves", severity=Severity.WARNING)


def _places(words: str) -> list[str]:
    """What stands in braces; a brace alone counts as a place without a name."""
    parts = words.split("{")
    names = [part.partition("}")[0] if "}" in part else "" for part in parts[1:]]
    return [*names, *([""] if words.count("{") != words.count("}") else [])]


def _needed(language: str) -> list[str]:
    """The forms that whole numbers up to a thousand take in the language."""
    from babel import Locale, UnknownLocaleError

    try:
        form = Locale.parse(language, sep="-").plural_form
    except (UnknownLocaleError, ValueError):  # told where the languages stand
        return []
    found = {form(n) for n in range(1000)}
    return [name for name in FORMS if name in found]
