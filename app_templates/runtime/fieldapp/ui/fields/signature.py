"""signature: a button that hands the phone over, then the signature as it was given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flet as ft

from fieldapp.app.strings import Strings
from fieldapp.fields import of
from fieldapp.form import seals
from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import INSET, caption, frame, messages, spoken_label
from fieldapp.ui.fields.sign_page import SignPage
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.ink import ink
from fieldapp.ui.theme import TAP

WIDTH, HEIGHT = 220.0, 80.0


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a signature cell. What it seals can be changed again once the signature is removed."""
    follow(cell)
    words = form.strings.ui

    def open_page() -> None:
        waiting = seals.unready(cell)
        for each in waiting:
            form.engine.leave(each.path)
        if waiting:
            form.tell(words("sign_not_ready"))
        else:
            SignPage(cell, form).open()

    def remove() -> None:
        form.page.pop_dialog()
        form.engine.set(cell.path, None)

    def ask() -> None:
        keep = ft.TextButton(words("seal_keep"), height=TAP, on_click=lambda _: form.page.pop_dialog())
        clear = ft.FilledButton(words("seal_remove"), on_click=lambda _: remove())
        form.page.show_dialog(
            ft.AlertDialog(
                title=ft.Text(words("seal_ask")),
                content=ft.Text(words("seal_ask_text"), size=16),
                actions=[
                    ft.Semantics(identifier="action:keep_signature", container=True, content=keep),
                    ft.Semantics(identifier="action:remove_signature", container=True, content=clear),
                ],
            )
        )

    def build() -> ft.Control:
        if cell.value is None:
            name = f"{spoken_label(cell, form)}: {words('sign_open')}"
            button = ft.OutlinedButton(words("sign_open"), icon=ft.Icons.DRAW_OUTLINED, on_click=lambda _: open_page())
            return ft.Semantics(label=name, container=True, content=button)
        change = ft.TextButton(
            words("seal_change"), icon=ft.Icons.LOCK_OPEN_OUTLINED, height=TAP, on_click=lambda _: ask()
        )
        named = ft.Semantics(identifier=f"action:change:{cell.path}", container=True, content=change)
        return ft.Column(
            [_signed(cell, form), ft.Row([named])],
            spacing=4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    if cell.read_only and cell.value is not None and cell.visible:
        parts = [caption(cell, form), _signed(cell, form), *messages(cell, form)]
        content = ft.Column(parts, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        return ft.Semantics(identifier=form.identifier(cell.path), content=content)
    return frame(cell, form, build, bare=bare)


def _signed(cell: Cell, form: FormUi) -> ft.Control:
    moment = of("datetime").show(cell.value["at"], form.engine.context.locale, form.app)
    return ft.Container(
        given(cell.value, form.strings, moment),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border_radius=12,
        padding=ft.Padding.symmetric(horizontal=INSET, vertical=12),
    )


def given(signature: Mapping[str, Any], strings: Strings, moment: str) -> ft.Control:
    """A signature as it was given: drawn, the name in print, the moment, and what it says in its own language."""
    said = strings.ui("signed_by", name=signature["name"])
    quiet = ft.Colors.ON_SURFACE_VARIANT
    parts: list[ft.Control] = []
    if signature.get("strokes"):
        parts.append(ink(signature["strokes"], WIDTH, HEIGHT, said))
    else:
        parts.append(ft.Text(signature["name"], size=26, italic=True))
    line = [signature["name"], moment] if signature.get("strokes") else [strings.ui("signed_typed"), moment]
    parts.append(ft.Text(" · ".join(line), theme_style=ft.TextThemeStyle.BODY_MEDIUM))
    agreed = [text for text in (signature.get("meaning"), signature.get("says")) if text]
    if agreed:
        parts.append(ft.Text(": ".join(agreed), theme_style=ft.TextThemeStyle.BODY_SMALL, color=quiet))
    return ft.Column(parts, spacing=6, tight=True)
