"""What would be worked out differently now than when the record was saved: shown, and taken over only on a tap."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.views.checks import banner
from fieldapp.ui.views.frame import named
from fieldapp.ui.views.values import NOTHING

NAMED = 3
"""So many values are named; the others are counted."""


@ft.component
def Recalculated(form: FormUi) -> ft.Control:
    """A banner with the old and new values and a button; nothing where nothing differs."""
    pending, words = form.engine.pending, form.strings.ui
    follow(pending)
    if not pending.values:
        return ft.Container(visible=False)
    cells = sorted(pending.values, key=lambda cell: cell.row.lines is not None)  # a total before what it is made of
    texts = [_change(cell, form) for cell in cells[:NAMED]]
    if (more := len(cells) - NAMED) > 0:
        texts.append(words("recalculated_more", n=more))
    update = ft.FilledButton(words("update"), on_click=lambda _: form.engine.accept_recalculation())
    content = banner(
        "ask_reason",
        words("recalculated", values=", ".join(texts)),
        [ft.Row([named("action:update", update)], alignment=ft.MainAxisAlignment.END)],
    )
    return ft.Semantics(identifier="recalculated", container=True, live_region=True, content=content)


def _change(cell: Cell, form: FormUi) -> str:
    now = cell.show(form.engine.pending.values[cell])
    return f"{form.strings.of(cell.definition.label)} {cell.text or NOTHING} → {now or NOTHING}"
