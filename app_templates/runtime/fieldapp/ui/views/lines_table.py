"""The lines of a saved record like a receipt: what, how much of it, and the amount at the end of the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.fields import of
from fieldapp.formula.world import World
from fieldapp.ui.figure import total_field
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.values import NOTHING, shown


def lines_table(
    state: AppState, field: FieldDef, rows: Sequence[Mapping[str, Any]], world: World, *, summed: bool
) -> ft.Control:
    """A line each: the first field, the computed amount, and under them the rest with their labels.

    A phone is too narrow for five columns of figures. With `summed` the amounts are added up at the foot.
    """
    fields = [one for one in field.fields if of(one.type).on_page and one.type not in ("lines", "photo")]
    amount = total_field(field.fields)
    parts: list[ft.Control] = []
    for row in rows:
        if parts:
            parts.append(ft.Divider(height=1, color=ft.Colors.OUTLINE_VARIANT))
        parts.append(_line(state, fields, amount, row, world))
    if summed and amount is not None and len(rows) > 1:
        amounts = [row.get(amount.name) for row in rows]
        total = sum((one for one in amounts if isinstance(one, Decimal)), Decimal(0))
        parts.append(ft.Divider(height=1, thickness=2, color=ft.Colors.OUTLINE))
        parts.append(_head(state.strings.ui("total"), shown(state, amount, total, world), strong=True))
    return ft.Column(parts, spacing=10)


def _line(
    state: AppState, fields: Sequence[FieldDef], amount: FieldDef | None, row: Mapping[str, Any], world: World
) -> ft.Control:
    first, *rest = fields
    figure = shown(state, amount, row.get(amount.name), world) if amount else ""
    details = [
        f"{state.strings.of(one.label)} {text}"
        for one in rest
        if one is not amount and (text := shown(state, one, row.get(one.name), world)) != NOTHING
    ]
    parts: list[ft.Control] = [_head(shown(state, first, row.get(first.name), world), figure)]
    if details:
        parts.append(ft.Text(" · ".join(details), size=14, color=ft.Colors.ON_SURFACE_VARIANT))
    return ft.Column(parts, spacing=2)


def _head(text: str, figure: str, strong: bool = False) -> ft.Control:
    weight = ft.FontWeight.W_700 if strong else ft.FontWeight.W_500
    return ft.Row(
        [ft.Text(text, size=16, weight=weight, expand=True), ft.Text(figure, size=16, weight=weight)],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
