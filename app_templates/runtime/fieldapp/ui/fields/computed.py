"""The value of a computed field: all around it is drawn once, and only the figure anew when it changes."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import caption, expands, messages, said, stack
from fieldapp.ui.form_ui import FormUi, follow, follow_value

TYPES = frozenset(
    {
        *("text", "long_text", "integer", "number", "money", "percent", "rating", "scale", "rank"),
        *("date", "time", "datetime", "duration", "choice", "choices", "yes_no"),
    }
)
"""Types that show a computed value as plain words; others have something of their own beside it."""


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The value and what is wrong with it; nothing while it is hidden."""
    if not follow_value(cell, lambda: (cell.visible, cell.problem, cell.sealed))[0]:
        return ft.Semantics(visible=False)
    return ft.Semantics(
        identifier=form.identifier(cell.path),
        content=stack([_Said(cell, form, bare), *messages(cell, form, hint=not bare)]),
    )


@ft.component
def _Said(cell: Cell, form: FormUi, bare: bool) -> ft.Control:
    """The leaf that a change of the value renders; it keeps the name."""
    follow(cell)
    name = ft.use_memo(lambda: caption(cell, form, expand=expands(cell)), [bool(cell.problem), cell.required])
    return said(cell, form, name, bare=bare)
