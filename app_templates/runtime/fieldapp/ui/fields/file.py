"""file: documents picked on the device, kept beside the record."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.data.problem import DataProblem
from fieldapp.fields.file import ENDINGS, kept_as, parts_of
from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame, icon_button, spoken_label
from fieldapp.ui.fields.instead import Instead
from fieldapp.ui.fields.picking import NoPicking, pick
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.theme import TAP


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a file cell. The value is a list of what `kept_as` writes."""
    follow(cell)
    chooser = ft.use_memo(ft.FilePicker, [])  # Flet drops a service that nobody holds
    refused, refuse = ft.use_state(False)
    kept: list[str] = list(cell.value or [])
    most = int(cell.maximum) if cell.maximum else None
    accept = cell.definition.accept or tuple(ENDINGS)

    async def choose() -> None:
        try:
            files = await pick(chooser, endings=accept, several=most is None or most - len(kept) > 1)
        except NoPicking:
            refuse(True)
            return
        room = len(files) if most is None else most - len(kept)
        try:
            keep, field = form.repository.attachments.add_file, cell.definition
            added = [kept_as(keep(data, name, accept, field.max_size, field), name) for name, data in files[:room]]
        except DataProblem as problem:
            form.tell(form.strings.ui(problem.key, **problem.values))
            return
        if added:
            form.engine.set(cell.path, [*kept, *(item for item in added if item not in kept)])

    def remove(item: str) -> None:
        form.engine.set(cell.path, [one for one in kept if one != item] or None)

    def build() -> ft.Control:
        rows = [_row(item, form, remove) for item in kept]
        if not refused and (most is None or len(kept) < most):
            rows.append(_add(cell, form, len(kept), most, accept, lambda: form.page.run_task(choose)))
        rows.append(Instead(cell, form, form.strings.ui("picking_refused") if refused else ""))
        return ft.Column(rows, spacing=8, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return frame(cell, form, build, bare=bare)


def _row(item: str, form: FormUi, remove: Callable[[str], None]) -> ft.Control:
    called = parts_of(item)[1]
    name = ft.Text(called, theme_style=ft.TextThemeStyle.BODY_LARGE, expand=True)
    cross = icon_button(ft.Icons.CLOSE, f"{form.strings.ui('remove_file')}: {called}", lambda: remove(item))
    return ft.Container(
        ft.Row([ft.Icon(ft.Icons.DESCRIPTION_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT), name, cross], spacing=12),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border_radius=12,
        padding=ft.Padding.only(left=14, right=4, top=4, bottom=4),
        key=item,
    )


def _add(
    cell: Cell, form: FormUi, count: int, most: int | None, accept: tuple[str, ...], add: Callable[[], object]
) -> ft.Control:
    """The button that picks, with the kinds that may be added below its name."""
    counted = f"{count}/{most}" if most else ""
    kinds = ", ".join(ending.upper() for ending in accept) if cell.definition.accept else ""
    words: list[ft.Control] = [ft.Text(form.strings.ui("add_file"), theme_style=ft.TextThemeStyle.LABEL_LARGE)]
    about = " · ".join(part for part in (counted, kinds) if part)
    if about:
        words.append(ft.Text(about, theme_style=ft.TextThemeStyle.BODY_SMALL, color=ft.Colors.ON_SURFACE_VARIANT))
    return ft.Semantics(
        label=f"{spoken_label(cell, form)}: {form.strings.ui('add_file')} {about}".strip(),
        button=True,
        container=True,
        exclude_semantics=True,
        on_tap=lambda _: add(),
        content=ft.Container(
            ft.Row(
                [
                    ft.Icon(ft.Icons.ATTACH_FILE, color=ft.Colors.PRIMARY),
                    ft.Column(words, spacing=0, tight=True, expand=True),
                ],
                spacing=12,
            ),
            on_click=lambda _: add(),
            ink=True,
            height=TAP + 12,
            border_radius=12,
            border=ft.Border.all(1, ft.Colors.ERROR if cell.problem else ft.Colors.OUTLINE),
            padding=ft.Padding.symmetric(horizontal=14),
        ),
    )
