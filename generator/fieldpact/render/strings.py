"""Every text of the app by language: strings/<language>.json."""

from __future__ import annotations

from collections.abc import Iterator

from fieldpact.model.app import App
from fieldpact.model.text import Text
from fieldpact.model.workflow import texts_of


def strings_of(app: App) -> dict[str, dict[str, str]]:
    """language -> key -> text; a language without a text gets that of the first language."""
    texts = sorted(all_texts(app), key=lambda text: text.key)
    return {
        language: {text.key: text.by_language.get(language, text.first()) for text in texts}
        for language in app.languages
    }


def all_texts(app: App) -> Iterator[Text]:
    """Each text that the app shows, in the order of the spec."""
    yield app.name
    yield from app.roles.values()
    for table in app.tables.values():
        yield from (table.label, table.labels, *table.counted.values())
        for field in table.all_fields():
            yield from (
                text for text in (field.label, field.hint, field.text, *field.signed_texts()) if text is not None
            )
            yield from (option.label for option in field.options)
            yield from (text for text, _ in field.ends.texts()) if field.ends is not None else ()
        yield from (check.text for check in table.checks)
        yield from (text for text, _ in texts_of(table.workflow, table.then))
        for section in table.sections:
            yield from (text for text in (section.label, section.hint) if text is not None)
    yield from (view.label for view in app.views)
