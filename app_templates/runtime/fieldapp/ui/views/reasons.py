"""The reasons that a record keeps, in words: answers to checks, and what was said where the device gave no value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.form.instead import by_path
from fieldapp.ui.shell.state import AppState

Reasons = Mapping[str, str]


def in_words(state: AppState, table: TableDef, reasons: Reasons | None) -> Iterator[tuple[str, str]]:
    """Name and sentence of each, in the order of the spec. What the app no longer has is left out."""
    reasons = reasons or {}
    for path, words in by_path(reasons):
        if label := _label(state, table.fields, path):
            yield f"/{path}", f"{label}: {state.strings.ui('instead_said', words=words)}"
    for check in table.checks:
        if check.name in reasons:
            yield check.name, f"{state.strings.ui('reason')}: {reasons[check.name]}"


def new_in_words(state: AppState, table: TableDef, before: Reasons | None, after: Reasons | None) -> list[str]:
    """The sentences that a change brought."""
    known = dict(in_words(state, table, before))
    return [said for name, said in in_words(state, table, after) if known.get(name) != said]


def _label(state: AppState, fields: Sequence[FieldDef], path: str) -> str:
    """`Shelf`, or `Photo` of the lines that it stands in: a row has no name that stays."""
    name, _, rest = path.partition("/")
    field = next((field for field in fields if field.name == name), None)
    if field is None or not rest:
        return state.strings.of(field.label) if field is not None else ""
    inner = _label(state, field.fields, rest.partition("/")[2])
    return f"{state.strings.of(field.label)}, {inner}" if inner else ""
