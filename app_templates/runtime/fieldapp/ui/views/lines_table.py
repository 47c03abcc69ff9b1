"""The lines of a saved record as a small table, with the totals of its computed money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.formula.world import World
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.values import shown

_NUMBERS = frozenset({"integer", "number", "money", "percent"})
_LEFT_OUT = frozenset({"lines", "photo", "note", "hidden", "long_text"})


def lines_table(state: AppState, field: FieldDef, rows: Sequence[Mapping[str, Any]], world: World) -> ft.Control:
    """One line a row: the first column takes the room, figures stand right; a wide table scrolls sideways."""
    columns = [one for one in field.fields if one.type not in _LEFT_OUT]
    table = [_row(state, columns, [state.strings.of(one.label) for one in columns], head=True)]
    for row in rows:
        table.append(ft.Divider(height=1, color=ft.Colors.OUTLINE_VARIANT))
        table.append(_row(state, columns, [shown(state, one, row.get(one.name), world) for one in columns]))
    sums = [_sum(state, one, rows, world) for one in columns]
    if any(sums) and len(rows) > 1:
        table.append(ft.Divider(height=1, thickness=2, color=ft.Colors.OUTLINE))
        table.append(_row(state, columns, sums, strong=True))
    return ft.Column(table, spacing=0)


def _row(
    state: AppState, columns: Sequence[FieldDef], texts: Sequence[str], head: bool = False, strong: bool = False
) -> ft.Control:
    cells: list[ft.Control] = []
    for index, (column, text) in enumerate(zip(columns, texts, strict=True)):
        cells.append(
            ft.Text(
                text,
                size=13 if head else 15,
                weight=ft.FontWeight.W_600 if head or strong else None,
                color=ft.Colors.ON_SURFACE_VARIANT if head else None,
                text_align=ft.TextAlign.RIGHT if column.type in _NUMBERS else ft.TextAlign.LEFT,
                expand=3 if index == 0 else 2,
            )
        )
    return ft.Container(ft.Row(cells, spacing=8), padding=ft.Padding.symmetric(vertical=10))


def _sum(state: AppState, field: FieldDef, rows: Sequence[Mapping[str, Any]], world: World) -> str:
    if field.type != "money" or field.formula is None:
        return ""
    amounts = [row.get(field.name) for row in rows]
    known = [amount for amount in amounts if isinstance(amount, Decimal)]
    return shown(state, field, sum(known, Decimal(0)), world) if known else ""
