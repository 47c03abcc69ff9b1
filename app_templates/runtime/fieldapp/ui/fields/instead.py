"""Where the device refuses: the field says so, and takes words in place of a value that is required."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.form.instead import lacking
from fieldapp.ui.fields.frame import FILL, label_of
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.theme import TAP


@ft.component
def Instead(cell: Cell, form: FormUi, refusal: str, told: bool = False) -> ft.Control:
    """`refusal` says what the device doesn't do, unless that is `told` elsewhere; empty where it hasn't refused now.

    What is written about a restricted field would be kept in the open, so there it is only said that it is missing.
    """
    begun = ft.use_memo(lambda: bool(cell.instead), [])  # who takes the words out again writes others
    parts: list[ft.Control] = []
    if refusal and not told:
        say = ft.Text(refusal, color=ft.Colors.ON_SURFACE_VARIANT, theme_style=ft.TextThemeStyle.BODY_SMALL)
        parts.append(ft.Semantics(content=say, live_region=True, container=True))
    wanted = cell.instead or begun or (refusal and (cell.required or cell.value is not None))
    if wanted and lacking(cell):
        parts.append(_go_on(cell, form, refusal) if is_restricted(cell, form) else _words(cell, form))
    whole = ft.Column(parts, spacing=8, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    whole.visible = bool(parts)
    return whole


def is_restricted(cell: Cell, form: FormUi) -> bool:
    """Whether the field's values are sealed wherever they are kept."""
    return bool(form.app.policy.get("fields", {}).get(cell.definition.path) == "restricted")


def _words(cell: Cell, form: FormUi) -> ft.Control:
    ask = form.strings.ui("instead")
    box = ft.TextField(
        value=cell.instead,
        label=ask,
        filled=True,
        fill_color=FILL,
        min_lines=1,
        max_lines=4,
        on_change=lambda event: form.engine.say_instead(cell.path, event.control.value),
    )
    return _named(cell, form, box, ask)


def _go_on(cell: Cell, form: FormUi, refusal: str) -> ft.Control:
    if cell.instead:
        return ft.Text(form.strings.ui("instead_said", words=cell.instead), color=ft.Colors.ON_SURFACE_VARIANT)
    name = form.strings.ui("instead_go_on")
    button = ft.FilledTonalButton(name, height=TAP, on_click=lambda _: form.engine.say_instead(cell.path, refusal))
    return _named(cell, form, button, name)


def _named(cell: Cell, form: FormUi, control: ft.Control, what: str) -> ft.Control:
    identifier = f"instead:{form.identifier(cell.path).removeprefix('field:')}"
    return ft.Semantics(identifier=identifier, label=f"{label_of(cell, form)}: {what}", container=True, content=control)
