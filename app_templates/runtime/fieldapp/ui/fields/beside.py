"""The pictures that a photo is compared with, such as a planogram: beside the camera, larger at a tap."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import label_of
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.theme import TAP

HEIGHT = 160


def first_of(cell: Cell, form: FormUi) -> bytes | None:
    """The first of the pictures that is on this device."""
    found = (form.repository.attachments.picture(name) for name in cell.beside)
    return next((data for data in found if data is not None), None)


def beside(cell: Cell, form: FormUi) -> ft.Control:
    """The pictures under a word that says what they are; one that is not on this device says so."""
    said = form.strings.ui("beside")
    head = ft.Text(said, theme_style=ft.TextThemeStyle.LABEL_MEDIUM, color=ft.Colors.ON_SURFACE_VARIANT)
    pictures = [_picture(name, at, cell, form) for at, name in enumerate(cell.beside, start=1)]
    return ft.Column([head, ft.Row(pictures, wrap=True, spacing=10, run_spacing=10)], spacing=4, tight=True)


def _picture(name: str, at: int, cell: Cell, form: FormUi) -> ft.Control:
    data = form.repository.attachments.picture(name)
    words = form.strings.ui
    if data is None:
        return ft.Text(words("file_gone"), color=ft.Colors.ON_SURFACE_VARIANT)

    def enlarge() -> None:
        form.page.show_dialog(_enlarged(data, f"{words('beside')}: {label_of(cell, form)}", form, form.page.pop_dialog))

    return ft.Semantics(
        identifier=f"beside:{form.identifier(cell.path).removeprefix('field:')}/{at}",
        label=f"{words('beside')}: {label_of(cell, form)} {at}. {words('enlarge')}",
        button=True,
        container=True,
        exclude_semantics=True,
        on_tap=lambda _: enlarge(),
        content=ft.Container(
            ft.Image(src=data, height=HEIGHT, fit=ft.BoxFit.CONTAIN, border_radius=12),
            on_click=lambda _: enlarge(),
            ink=True,
            height=HEIGHT,
            border_radius=12,
        ),
    )


def _enlarged(data: bytes, title: str, form: FormUi, close: Callable[[], object]) -> ft.BottomSheet:
    """The whole picture, to zoom into with two fingers."""
    name = ft.Text(title, theme_style=ft.TextThemeStyle.TITLE_MEDIUM, expand=True)
    away = ft.Semantics(
        identifier="action:close",
        content=ft.TextButton(form.strings.ui("close"), on_click=lambda _: close(), height=TAP),
    )
    whole = ft.InteractiveViewer(
        ft.Image(src=data, fit=ft.BoxFit.CONTAIN, semantics_label=title), expand=True, max_scale=6
    )
    content = ft.Container(ft.Column([ft.Row([name, away]), whole], spacing=12), padding=ft.Padding.all(16), height=640)
    return ft.BottomSheet(ft.SafeArea(content), scrollable=True)
