"""Call, write, open: handing a value on to the phone's own apps."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import icon_button
from fieldapp.ui.form_ui import FormUi


def opener(cell: Cell, form: FormUi, icon: ft.IconData, name: str, address: Callable[[str], str]) -> list[ft.Control]:
    """The button that opens the `address` made of the text as it is when tapped.

    There is none while the cell is blank or holds what isn't valid.
    """
    if not cell.value or cell.problem:
        return []

    async def launch() -> None:
        # The launcher is held by this frame until the client has answered; Flet keeps no reference of its own.
        launcher = ft.UrlLauncher()
        await launcher.launch_url(address(cell.text))

    return [icon_button(icon, form.strings.ui(name), lambda: form.page.run_task(launch))]
