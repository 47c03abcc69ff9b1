"""photo: pictures taken or chosen, kept as files beside the record."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.data.problem import DataProblem
from fieldapp.form.cell import Cell
from fieldapp.ui.fields.beside import beside, first_of
from fieldapp.ui.fields.frame import frame, icon_button, label_of, spoken_label
from fieldapp.ui.fields.instead import Instead
from fieldapp.ui.fields.picking import NoPicking, pick
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.viewfinder import NoCamera, photograph

SIDE = 104
QUALITY = 75
"""JPEG quality that the picker compresses to; a shelf stays readable at a tenth of the size."""


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a photo cell. The value is a list of names in the attachments folder."""
    follow(cell)
    # Flet drops a service that nobody holds: the picker lives as long as the input does.
    chooser = ft.use_memo(ft.FilePicker, [])
    refused, refuse = ft.use_state(False)
    names: list[str] = list(cell.value or [])
    most = int(cell.maximum) if cell.maximum else None

    async def add() -> None:
        over = first_of(cell, form) if cell.definition.ghost else None
        try:
            taken = None if over is None else await photograph(form, label_of(cell, form), over)
        except NoCamera:
            over = None
        if over is None:
            await choose()
        elif taken is not None:
            keep([taken])

    async def choose() -> None:
        several = most is None or most - len(names) > 1
        try:
            files = await pick(chooser, several=several, pictures=True, quality=QUALITY)
        except NoPicking:
            refuse(True)
            return
        room = len(files) if most is None else most - len(names)
        keep([picture for _, picture in files[:room]])

    def keep(pictures: list[bytes]) -> None:
        try:
            taken = [form.repository.attachments.add(picture, cell.definition) for picture in pictures]
        except DataProblem as problem:
            form.tell(form.strings.ui(problem.key, **problem.values))
            return
        if taken:
            form.engine.set(cell.path, [*names, *(name for name in taken if name not in names)])

    def remove(name: str) -> None:
        form.engine.set(cell.path, [one for one in names if one != name] or None)

    def build() -> ft.Control:
        tiles = [_tile(name, at, cell, form, remove) for at, name in enumerate(names, start=1)]
        if not refused and (most is None or len(names) < most):
            tiles.append(_add(cell, form, len(names), most, lambda: form.page.run_task(add)))
        own = ft.Row(tiles, wrap=True, spacing=10, run_spacing=10)
        parts = [beside(cell, form)] if cell.beside else []
        parts += [own, Instead(cell, form, form.strings.ui("picking_refused") if refused else "")]
        return ft.Column(parts, spacing=10, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return frame(cell, form, build, bare=bare)


def thumbnail(name: str, said: str, form: FormUi) -> ft.Control:
    """A stored picture, small; a quiet frame where it is not on this device."""
    data = form.repository.attachments.picture(name)
    if data is None:
        icon = ft.Icon(ft.Icons.IMAGE_NOT_SUPPORTED_OUTLINED, semantics_label=said, color=ft.Colors.ON_SURFACE_VARIANT)
        return ft.Container(
            icon,
            width=SIDE,
            height=SIDE,
            border_radius=12,
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
            alignment=ft.Alignment.CENTER,
        )
    return ft.Image(src=data, width=SIDE, height=SIDE, fit=ft.BoxFit.COVER, border_radius=12, semantics_label=said)


def _tile(name: str, at: int, cell: Cell, form: FormUi, remove: Callable[[str], None]) -> ft.Control:
    said = f"{label_of(cell, form)} {at}"
    cross = icon_button(ft.Icons.CLOSE, f"{form.strings.ui('remove_photo')}: {said}", lambda: remove(name))
    cross.icon_color = ft.Colors.ON_INVERSE_SURFACE
    cross.bgcolor = ft.Colors.with_opacity(0.7, ft.Colors.INVERSE_SURFACE)
    cross.icon_size = 18
    cross.right = cross.top = 0
    return ft.Stack([thumbnail(name, said, form), cross], width=SIDE, height=SIDE, key=name)


def _add(cell: Cell, form: FormUi, taken: int, most: int | None, add: Callable[[], object]) -> ft.Control:
    count = f"{taken}/{most}" if most else str(taken or "")
    return ft.Semantics(
        identifier=f"action:photo:{form.identifier(cell.path).removeprefix('field:')}",
        label=f"{spoken_label(cell, form)}: {form.strings.ui('add_photo')} {count}".strip(),
        button=True,
        container=True,
        exclude_semantics=True,
        on_tap=lambda _: add(),
        content=ft.Container(
            ft.Column(
                [
                    ft.Icon(ft.Icons.ADD_A_PHOTO_OUTLINED, color=ft.Colors.PRIMARY),
                    ft.Text(count, theme_style=ft.TextThemeStyle.LABEL_MEDIUM, color=ft.Colors.ON_SURFACE_VARIANT),
                ],
                alignment=ft.MainAxisAlignment.CENTER,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                spacing=4,
            ),
            on_click=lambda _: add(),
            ink=True,
            width=SIDE,
            height=SIDE,
            border_radius=12,
            border=ft.Border.all(1, ft.Colors.ERROR if cell.problem else ft.Colors.OUTLINE),
        ),
    )
