"""Human texts: every language filled, unknown languages reported."""

from __future__ import annotations

from fieldpact.model.formula import SpecPath
from fieldpact.model.text import Text
from fieldpact.resolve.context import Context
from fieldpact.resolve.languages import note_gaps
from fieldpact.suggest import nearest


def resolve_text(
    context: Context, given: str | dict[str, str] | None, key: str, at: SpecPath, default: str = ""
) -> Text:
    """The text in each of the app's languages. One string serves all of them; absent becomes `default`.

    Languages the author left out are absent from `by_language` (a governance rule asks for them) except the first,
    which always has a text.
    """
    if given is None:
        if default:
            note_gaps(context, at, context.languages[1:], made_up=True)
        return Text(key, {context.languages[0]: default}, given=False)
    if isinstance(given, str):
        return Text(key, dict.fromkeys(context.languages, given))
    for language in given:
        if language not in context.languages:
            guess = nearest(language, context.languages)
            hint = (
                f"did you mean {guess}?" if guess else f"add it to app.languages, or use {', '.join(context.languages)}"
            )
            context.report(
                "unknown-language", (*at, language), f"the app has no language {language!r}", hint=hint, on_key=True
            )
    by_language = {code: given[code] for code in context.languages if code in given}
    first = context.languages[0]
    if first not in by_language:
        by_language = {first: next(iter(given.values())), **by_language}
    note_gaps(context, at, [code for code in context.languages if not given.get(code, "").strip()])
    return Text(key, by_language)


def from_name(name: str) -> str:
    """`order_line` -> `Order line`."""
    return name.replace("_", " ").capitalize()
