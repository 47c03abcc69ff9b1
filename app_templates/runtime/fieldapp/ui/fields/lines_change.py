"""Rows come and go: adding through the search, the menu of a row, as last time; each with a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row
from fieldapp.formula.values import ErrorValue
from fieldapp.ui.fields.frame import icon_button, label_of, quiet_button
from fieldapp.ui.fields.lines_row import added_reason, lead, name_of, place_of, removed_reason
from fieldapp.ui.fields.link_sheet import LinkSheet
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.theme import TAP


def add(lines: LinesCell, form: FormUi) -> None:
    """Add rows: by picking records where a row is about one, else one blank row."""
    link = lead(lines)
    if link is None:
        form.engine.add_row(lines.path)
        return

    blank: dict[str, Any] = {one.name: [] if one.type == "lines" else None for one in lines.definition.fields}

    def records() -> Sequence[Mapping[str, Any]]:
        """What the link's `where` is asked of, for a row that isn't there yet."""
        return (*lines.row.records, blank)

    def refusal(candidate: Mapping[str, Any]) -> str | None:
        found = link.where.call(lines.context.world, *records(), candidate) if link.where else None
        return form.strings.ui("where_failed", reason=found.message) if isinstance(found, ErrorValue) else None

    def chosen(key: str) -> None:
        if not lines.full:
            form.engine.add_row(lines.path, {link.name: key})

    make = form.maker(link, f"{lines.path}/+/{link.name}")
    LinkSheet(form, link, records, refusal, chosen, many=True, make=make).open()


def remove(lines: LinesCell, row: Row, form: FormUi) -> None:
    """Take a row away, and offer to put it back where it was."""
    form.engine.remove_row(lines.path, row.id)
    words = form.strings.ui
    form.tell(words("row_removed"), words("undo"), lambda: form.engine.restore_row(lines.path, row))


def copy(lines: LinesCell, row: Row, form: FormUi) -> None:
    """The same row once more, below it."""
    form.engine.copy_row(lines.path, row.id)
    form.tell(form.strings.ui("row_copied"), form.strings.ui("undo"), form.engine.undo)


def fill_last(lines: LinesCell, form: FormUi) -> None:
    """Fill rows in as they were last time."""
    count = form.engine.fill_from_last(lines.path)
    if count:
        form.tell(form.strings.ui("filled_last", n=count), form.strings.ui("undo"), form.engine.undo)
    else:
        form.tell(form.strings.ui("fill_last_none"))


def menu_button(lines: LinesCell, row: Row, form: FormUi, *, quiet: bool = False) -> ft.Control:
    """⋮ at the end of a row; `quiet` where Tab is to pass over it."""
    name = form.strings.ui("row_menu", title=name_of(lines, row, form))
    button = (quiet_button if quiet else icon_button)(ft.Icons.MORE_VERT, name, lambda: open_menu(lines, row, form))
    return ft.Semantics(identifier=f"action:menu:{place_of(row, form)}", container=True, content=button)


def open_menu(lines: LinesCell, row: Row, form: FormUi) -> None:
    """What can be done with a row, in a sheet within reach of the thumb; what can't be says why."""
    if lines.sealed is not None:
        form.tell(form.strings.ui("sealed_by", label=label_of(lines.sealed, form)))
        return
    words, at = form.strings.ui, lines.rows.index(row)
    path, place = lines.path, place_of(row, form)
    last = at == len(lines.rows) - 1
    items = [
        _item(form, f"action:copy:{place}", ft.Icons.COPY_OUTLINED, words("copy_row"),
              lambda: copy(lines, row, form), added_reason(lines, form)),
        *([] if at == 0 else [_item(form, f"action:up:{place}", ft.Icons.ARROW_UPWARD, words("row_up"),
              lambda: form.engine.move_row(path, row.id, at - 1))]),
        *([] if last else [_item(form, f"action:down:{place}", ft.Icons.ARROW_DOWNWARD, words("row_down"),
              lambda: form.engine.move_row(path, row.id, at + 1))]),
        _item(form, f"action:remove:{place}", ft.Icons.DELETE_OUTLINE, words("remove_row"),
              lambda: remove(lines, row, form), removed_reason(lines, form)),
    ]  # fmt: skip
    title = ft.Text(name_of(lines, row, form), theme_style=ft.TextThemeStyle.TITLE_MEDIUM, max_lines=2)
    head = ft.Container(ft.Semantics(header=True, content=title), padding=ft.Padding.only(left=16, right=16, bottom=4))
    content = ft.Column([head, *items], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    sheet = ft.BottomSheet(
        ft.Container(content, padding=ft.Padding.only(bottom=12)), show_drag_handle=True, use_safe_area=True
    )
    form.page.show_dialog(sheet)


def _item(
    form: FormUi, identifier: str, icon: ft.IconData, name: str, act: Callable[[], object], why: str | None = None
) -> ft.Control:
    def tapped() -> None:
        form.page.pop_dialog()
        act()

    quiet = ft.Text(why, color=ft.Colors.ON_SURFACE_VARIANT) if why else None
    tile = ft.ListTile(
        leading=ft.Icon(icon),
        title=ft.Text(name),
        subtitle=quiet,
        min_height=TAP + 4,
        disabled=why is not None,
        on_click=lambda _: tapped(),
    )
    return ft.Semantics(identifier=identifier, container=True, content=tile)
