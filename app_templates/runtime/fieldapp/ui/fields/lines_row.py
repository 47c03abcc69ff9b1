"""Rows come and go: adding through the search, taking away with a way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row
from fieldapp.formula.values import ErrorValue
from fieldapp.ui.fields.link_sheet import LinkSheet
from fieldapp.ui.form_ui import FormUi


def lead(lines: LinesCell) -> FieldDef | None:
    """The field that says what a row is about: its first link that a person picks."""
    return next((f for f in lines.definition.fields if f.type == "link" and f.formula is None), None)


def add(lines: LinesCell, form: FormUi) -> None:
    """Add rows: by picking records where a row is about one, else one blank row."""
    link = lead(lines)
    if link is None:
        form.engine.add_row(lines.path)
        return

    blank: dict[str, Any] = {one.name: [] if one.type == "lines" else None for one in lines.definition.fields}

    def records() -> Sequence[Mapping[str, Any]]:
        """What the link's `where` is asked of, for a row that isn't there yet."""
        return (*lines.row.records, blank)

    def refusal(candidate: Mapping[str, Any]) -> str | None:
        found = link.where.call(lines.context.world, *records(), candidate) if link.where else None
        return form.strings.ui("where_failed", reason=found.message) if isinstance(found, ErrorValue) else None

    def chosen(key: str) -> None:
        form.engine.add_row(lines.path, {link.name: key})

    LinkSheet(form, link, records, refusal, chosen, many=True).open()


def remove(lines: LinesCell, row: Row, form: FormUi) -> None:
    """Take a row away, and offer to put it back where it was."""
    form.engine.remove_row(lines.path, row.id)
    form.page.show_dialog(
        ft.SnackBar(
            ft.Text(form.strings.ui("row_removed")),
            action=form.strings.ui("undo"),
            on_action=lambda _: form.engine.restore_row(lines.path, row),
        )
    )
