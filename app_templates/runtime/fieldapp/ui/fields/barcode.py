"""barcode: typed, or read by the camera, or from a picture where there is no camera."""

from __future__ import annotations

import flet as ft

from fieldapp.fields.barcode import kinds_of
from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame, icon_button, label_of
from fieldapp.ui.fields.picking import NoPicking, pick
from fieldapp.ui.fields.typed import Typed, Typing, text_field
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.scanning import NotAPicture, can_scan, codes_in
from fieldapp.ui.viewfinder import NoCamera, look

DIGITS = Typing(keyboard=ft.KeyboardType.NUMBER)
ANYTHING = Typing()


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a barcode cell. Where nothing can be scanned it says so, and typing stays."""
    follow(cell)
    typed = ft.use_memo(Typed, [])
    chooser = ft.use_memo(ft.FilePicker, [])  # Flet drops a service that nobody holds
    said, say = ft.use_state("")
    kinds = kinds_of(cell.definition)

    async def scan() -> None:
        say("")
        if not can_scan():
            say(form.strings.ui("scan_impossible"))
            return
        try:
            code = await look(form, label_of(cell, form), lambda picture: codes_in(picture, kinds))
        except NoCamera:
            code = await from_file()
        if code:
            form.engine.enter(cell.path, code)
            form.engine.leave(cell.path)

    async def from_file() -> str | None:
        """The code in a picture that the person picks: the way that is left without a camera."""
        try:
            pictures = await pick(chooser, pictures=True)
            codes = [code for _, picture in pictures for code in codes_in(picture, kinds)]
        except NoPicking:
            say(form.strings.ui("scan_impossible"))
            return None
        except NotAPicture:
            say(form.strings.ui("file_not_a_picture"))
            return None
        if pictures and not codes:
            say(form.strings.ui("scan_found_nothing"))
        return codes[0] if codes else None

    def build() -> ft.Control:
        how = ANYTHING if {"code128", "qr"} & set(kinds) else DIGITS
        name = f"{label_of(cell, form)}: {form.strings.ui('scan')}"
        buttons = (icon_button(ft.Icons.QR_CODE_SCANNER, name, lambda: form.page.run_task(scan)),)
        parts = [text_field(cell, form, typed, how, () if bare else buttons, dense=bare)]
        if said:
            text = ft.Text(said, theme_style=ft.TextThemeStyle.BODY_SMALL, color=ft.Colors.ON_SURFACE_VARIANT)
            parts.append(ft.Semantics(content=text, live_region=True, container=True))
        return ft.Column(parts, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return frame(cell, form, build, bare=bare)
