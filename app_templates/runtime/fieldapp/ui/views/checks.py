"""The checks of a form as banners: what stops, what asks for a reason, what is only told."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from fieldapp.form.checks import CheckState
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.views.frame import named

_LOOKS = {
    "stop": (ft.Icons.BLOCK, ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER),
    "ask_reason": (ft.Icons.WARNING_AMBER_ROUNDED, ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER),
    "tell": (ft.Icons.INFO_OUTLINE, ft.Colors.SECONDARY_CONTAINER, ft.Colors.ON_SECONDARY_CONTAINER),
}


@ft.component
def CheckBanner(check: CheckState, form: FormUi) -> ft.Control:
    """One check. It follows its own state, so a met check costs nothing and takes no room."""
    follow(check)
    if check.message is None:
        return ft.Container(visible=False)
    parts: list[ft.Control] = []
    if check.definition.strength == "ask_reason":
        parts.append(_reason(check, form))
    return ft.Semantics(
        identifier=f"check:{check.definition.name}",
        container=True,
        live_region=True,
        content=banner(check.definition.strength, check.message, parts),
    )


def banner(strength: str, text: str, below: Sequence[ft.Control] = ()) -> ft.Control:
    """A sentence on a coloured ground, by how much it matters."""
    icon, ground, ink = _LOOKS[strength]
    line = ft.Row(
        [ft.Icon(icon, color=ink, size=22), ft.Text(text, color=ink, size=15, expand=True)],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return ft.Container(
        ft.Column([line, *below], spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=ground,
        border_radius=12,
        padding=14,
    )


def _reason(check: CheckState, form: FormUi) -> ft.Control:
    def typed(event: ft.Event[ft.TextField]) -> None:
        check.explain(event.control.value)

    field = ft.TextField(
        label=form.strings.ui("reason"),
        value=check.reason,
        filled=True,
        fill_color=ft.Colors.SURFACE,
        min_lines=1,
        max_lines=4,
        on_change=typed,
    )
    return named(f"reason:{check.definition.name}", field, form.strings.ui("reason"))
