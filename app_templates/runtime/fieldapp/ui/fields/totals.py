"""totals: a small table of groups and what each comes to."""

from __future__ import annotations

from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.fields import of
from fieldapp.form.cell import Cell
from fieldapp.form.titles import title_of
from fieldapp.formula.values import ErrorValue
from fieldapp.ui.fields.frame import INSET, caption, messages
from fieldapp.ui.fields.room import takes_room
from fieldapp.ui.fields.totals_table import totals_table
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The groups as they stand; nothing as long as there are none, or where only the record's page shows them."""
    follow(cell)
    totals = cell.definition.totals
    if totals is None or not takes_room(cell):
        return ft.Semantics(visible=False)
    groups = [] if isinstance(cell.value, ErrorValue) else cell.value or []

    def said(column: FieldDef, value: Any) -> str:
        context = cell.context
        if column.type == "link" and value is not None:
            return title_of(context.app, context.world, column.to, value)
        return of(column.type).show(value, context.locale, context.app, column)

    table = [totals_table(totals.columns, groups, said, form.strings)] if groups else []
    content = ft.Column(
        [caption(cell, form), *table, *messages(cell, form, hint=not bare)],
        spacing=6,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    surface = ft.Container(content, bgcolor=ft.Colors.SURFACE_CONTAINER, border_radius=12, padding=INSET)
    return ft.Semantics(identifier=form.identifier(cell.path), container=True, content=surface)
