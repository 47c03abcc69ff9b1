"""The lines of a saved record like a receipt: what, how much of it, and the amount at the end of the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.fields import of
from fieldapp.formula.world import World
from fieldapp.ui.figure import amount_field
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.photos import photos
from fieldapp.ui.views.values import NOTHING, shown

Detail = tuple[str, str]
"""A name and a value."""
LARGE = ("lines", "photo")
"""Types that stand below the details."""
INDENT = 12
FEW = 3
"""Up to so many details stand in one line; more stand under each other, name left and value right."""


def lines_table(
    state: AppState,
    field: FieldDef,
    rows: Sequence[Mapping[str, Any]],
    world: World,
    record: Sequence[FieldDef],
    *,
    summed: bool,
) -> ft.Control:
    """A part for each row: what it is about and the computed amount, under them the rest with its names, then the rows
    and the pictures in it. `record` are the fields of the record, whose total says which amount a row is known by.

    A phone is too narrow for five columns of figures. With `summed` the amounts are added up at the foot.
    """
    amount = amount_field(field, record)
    parts: list[ft.Control] = []
    under = any(_long(_details(state, field, amount, row, world)) for row in rows)
    for at, row in enumerate(rows, start=1):
        if parts:
            parts.append(ft.Divider(height=1, color=ft.Colors.OUTLINE_VARIANT))
        parts.append(_line(state, field, amount, row, at, world, record, under=under))
    if summed and amount is not None and len(rows) > 1:
        amounts = [row.get(amount.name) for row in rows]
        total = sum((one for one in amounts if isinstance(one, Decimal)), Decimal(0))
        parts.append(ft.Divider(height=1, thickness=2, color=ft.Colors.OUTLINE))
        parts.append(_head(state.strings.ui("total"), shown(state, amount, total, world), strong=True))
    return ft.Column(parts, spacing=10)


def _line(
    state: AppState,
    lines: FieldDef,
    amount: FieldDef | None,
    row: Mapping[str, Any],
    at: int,
    world: World,
    record: Sequence[FieldDef],
    *,
    under: bool,
) -> ft.Control:
    fields = _fields(lines, amount)
    lead = _lead(fields)
    title = shown(state, lead, row.get(lead.name), world) if lead else NOTHING
    title = state.strings.ui("row", n=at) if title == NOTHING else title
    figure = shown(state, amount, row.get(amount.name), world) if amount else ""
    details = _details(state, lines, amount, row, world)
    parts: list[ft.Control] = [_head(title, figure)]
    if under:
        parts += [_detail(name, text) for name, text in details]
    elif details:
        words = " · ".join(f"{name} {text}" for name, text in details)
        parts.append(ft.Text(words, size=14, color=ft.Colors.ON_SURFACE_VARIANT))
    for one in fields:
        inside = row.get(one.name)
        if one.type == "lines" and inside:
            parts.append(_inside(state, one, inside, world, record))
        elif one.type == "photo" and inside:
            parts.append(photos(state, inside))
    return ft.Column(parts, spacing=4)


def _fields(lines: FieldDef, amount: FieldDef | None) -> list[FieldDef]:
    return [one for one in lines.fields if of(one.type).on_page and one is not amount]


def _lead(fields: Sequence[FieldDef]) -> FieldDef | None:
    """What a row is about."""
    plain = [one for one in fields if one.type not in LARGE]
    return next((one for one in plain if one.type in ("link", "text")), next(iter(plain), None))


def _details(
    state: AppState, lines: FieldDef, amount: FieldDef | None, row: Mapping[str, Any], world: World
) -> list[Detail]:
    fields = _fields(lines, amount)
    lead = _lead(fields)
    return [
        (state.strings.of(one.label), text)
        for one in fields
        if one.type not in LARGE
        and one is not lead
        and (text := shown(state, one, row.get(one.name), world)) != NOTHING
    ]


def _long(details: Sequence[Detail]) -> bool:
    """Whether a row has too much to say for one line; then all rows of the list say theirs line by line."""
    return len(details) > FEW or any(len(name) + len(text) > 40 for name, text in details)


def _inside(
    state: AppState, lines: FieldDef, rows: Sequence[Mapping[str, Any]], world: World, record: Sequence[FieldDef]
) -> ft.Control:
    """Rows in a row, set in from where reading begins under their name."""
    start = "right" if state.rtl else "left"
    name = ft.Text(state.strings.of(lines.label), size=13, weight=ft.FontWeight.W_600)
    return ft.Container(
        ft.Column([name, lines_table(state, lines, rows, world, record, summed=False)], spacing=6),
        border=ft.Border.only(**{start: ft.BorderSide(2, ft.Colors.OUTLINE_VARIANT)}),
        padding=ft.Padding.only(**{start: INDENT}, top=2, bottom=2),
        margin=ft.Margin.only(top=4),
    )


def _detail(name: str, text: str) -> ft.Control:
    quiet = ft.Text(name, size=14, color=ft.Colors.ON_SURFACE_VARIANT, expand=2)
    value = ft.Text(text, size=14, expand=3, text_align=ft.TextAlign.END)
    return ft.Row([quiet, value], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)


def _head(text: str, figure: str, strong: bool = False) -> ft.Control:
    weight = ft.FontWeight.W_700 if strong else ft.FontWeight.W_500
    return ft.Row(
        [
            ft.Text(text, size=16, weight=weight, expand=True),
            ft.Text("" if figure == NOTHING else figure, size=16, weight=weight),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
