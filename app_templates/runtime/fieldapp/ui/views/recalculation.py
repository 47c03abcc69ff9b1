"""Says which stored values would be worked out differently now, and brings them up to date when the person wants to."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.theme import TAP
from fieldapp.ui.views.checks import banner
from fieldapp.ui.views.frame import named
from fieldapp.ui.views.values import NOTHING

_NAMED = 3
"""Values named one by one; the rest are counted."""


@ft.component
def RecalculationBanner(form: FormUi) -> ft.Control:
    """It takes no room while nothing is pending."""
    pending = form.engine.pending
    follow(pending)
    if not pending.values:
        return ft.Container(visible=False)
    words = form.strings.ui
    button = ft.FilledTonalButton(
        words("update"), on_click=lambda _: form.engine.accept_recalculation(), height=TAP, expand=True
    )
    changed = banner("tell", words("recalculated", values=_named(form)), [named("action:update", ft.Row([button]))])
    return ft.Semantics(identifier="recalculated", container=True, live_region=True, content=changed)


def _named(form: FormUi) -> str:
    """The values of the record itself first: a total says more than the amounts that it is made of."""
    cells = sorted(form.engine.pending.values, key=lambda cell: cell.row.lines is not None)
    said = [_change(cell, form) for cell in cells[:_NAMED]]
    if more := len(cells) - len(said):
        said.append(form.strings.ui("recalculated_more", n=more))
    return ", ".join(said)


def _change(cell: Cell, form: FormUi) -> str:
    now = cell.show(form.engine.pending.values[cell])
    return f"{form.strings.of(cell.definition.label)} {cell.text or NOTHING} → {now or NOTHING}"
