"""What would be worked out differently now than when the record was saved: shown, and taken over only on a tap."""

from __future__ import annotations

import flet as ft

from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.theme import TAP
from fieldapp.ui.views.checks import banner
from fieldapp.ui.views.frame import named

NAMED = 3
"""So many values are named; the others are counted."""


@ft.component
def Recalculated(form: FormUi) -> ft.Control:
    """A banner with the new values and a button; nothing where nothing differs."""
    pending, words = form.engine.pending, form.strings.ui
    follow(pending)
    if not pending.values:
        return ft.Container(visible=False)
    named_values = list(pending.values.items())[:NAMED]
    texts = [f"{form.strings.of(cell.definition.label)} {cell.show(value)}" for cell, value in named_values]
    if (more := len(pending.values) - NAMED) > 0:
        texts.append(words("recalculated_more", n=more))
    update = ft.FilledButton(words("update"), height=TAP, on_click=lambda _: form.engine.accept_recalculation())
    content = banner(
        "ask_reason",
        words("recalculated", values=", ".join(texts)),
        [ft.Row([named("action:update", update)], alignment=ft.MainAxisAlignment.END)],
    )
    return ft.Semantics(identifier="recalculated", container=True, live_region=True, content=content)
