"""Every text of an app with its place: what people read, and the source of formulas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldpact.govern.secrets import secret_in
from fieldpact.model import workflow
from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.text import Text

Placed = tuple[dict[str, Any], SpecPath]


def gaps(text: Text, languages: tuple[str, ...]) -> str | None:
    """Languages in which a text that somebody wrote says nothing; a text made up from an id asks for none."""
    if not text.given:
        return None
    empty = [code for code in languages if not any(c.isalnum() for c in text.by_language.get(code, ""))]
    return ", ".join(empty) or None


def texts_of(app: App) -> Iterator[Placed]:
    """All of them, each language by itself."""
    yield from _human(app.name, ("app", "name"))
    for name, label in app.roles.items():
        yield from _human(label, ("roles", name))
    for table in app.tables.values():
        yield from _human(table.label, (*table.at, "label"))
        yield from _human(table.labels, (*table.at, "labels"))
        for text in table.counted.values():
            yield from _human(text, (*table.at, "counted"))
        yield from _formula(table.title)
        for field in table.all_fields():
            yield from _field(field)
        for check in table.checks:
            yield from _formula(check.that)
            yield from _formula(check.say)
        for access in table.access.values():
            for rule in access.rules:
                yield from _formula(rule)
        for section in table.sections:
            yield from _human(section.label, (*section.at, "label"))
            if section.hint is not None:
                yield from _human(section.hint, (*section.at, "hint"))
        for text, place in workflow.texts_of(table.workflow, table.then):
            yield from _human(text, place)
        for formula in workflow.formulas_of(table.workflow, table.then):
            yield from _formula(formula)
    for view in app.views:
        yield from _human(view.label, (*view.at, "label"))
        yield from _formula(view.where)
        yield from _formula(view.color)


def _field(field: Field) -> Iterator[Placed]:
    yield from _human(field.label, (*field.at, "label"))
    for text, key in ((field.hint, "hint"), (field.text, "text")):
        if text is not None:
            yield from _human(text, (*field.at, key))
    for text, key in field.ends.texts() if field.ends is not None else ():
        yield from _human(text, (*field.at, "ends", key))
    for text in field.signed_texts():
        yield from _human(text, (*field.at, text.key.rpartition(".")[2]))
    for option in field.options:
        yield from _human(option.label, (*field.at, "options", option.value))
    for formula in (
        field.visible, field.required, field.read_only, field.default, field.formula, field.set,
        field.min, field.max, field.where, *(field.rows.formulas() if field.rows else ()),
    ):  # fmt: skip
        yield from _formula(formula)


def _human(text: Text, at: SpecPath) -> Iterator[Placed]:
    if text.given:
        for language, words in text.by_language.items():
            yield _row(text.key, language, words), at


def _formula(formula: Formula | None) -> Iterator[Placed]:
    if formula is None:
        return
    words = formula.text or (formula.constant if isinstance(formula.constant, str) else "")
    if words:
        yield _row(formula.id, None, words), formula.at


def _row(place: str, language: str | None, text: str) -> dict[str, Any]:
    return {"place": place, "language": language, "text": text, "secret": secret_in(text)}
