"""The table of totals, on a form and on the page of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.app.strings import Strings

NOTHING = "–"
memo: Callable[[Callable[..., ft.Control]], Callable[..., ft.Control]] = ft.memo
"""Flet's own, with a type."""


def totals_table(
    columns: Sequence[FieldDef],
    groups: Sequence[Mapping[str, Any]],
    said: Callable[[FieldDef, Any], str],
    strings: Strings,
) -> ft.Control:
    """A line for each group, figures flush right under the names of what is added up. A screen reader hears each
    line as a sentence."""
    names = tuple(strings.of(one.label) for one in columns)
    said_all = [tuple(said(one, group.get(one.name)) or NOTHING for one in columns) for group in groups]
    widths = tuple(max(4, *(len(line[at]) for line in (names, *said_all))) for at in range(len(columns)))
    quiet = [
        ft.Text(name, theme_style=ft.TextThemeStyle.LABEL_LARGE, color=ft.Colors.ON_SURFACE_VARIANT) for name in names
    ]
    head = ft.Semantics(content=_line(quiet, widths), exclude_semantics=True)
    lines = [memo(_Group)(names, values, widths, key=at) for at, values in enumerate(said_all)]
    return ft.Column([head, *lines], spacing=6, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@ft.component
def _Group(names: tuple[str, ...], values: tuple[str, ...], widths: tuple[int, ...]) -> ft.Control:
    """One group; it is drawn anew when it says something else."""
    style, bold = ft.TextThemeStyle.BODY_LARGE, ft.FontWeight.W_600
    figures = [ft.Text(value, theme_style=style, weight=bold) for value in values[1:]]
    spoken = ", ".join(f"{name} {value}" for name, value in zip(names[1:], values[1:], strict=True))
    line = _line([ft.Text(values[0], theme_style=style), *figures], widths)
    return ft.Semantics(label=f"{names[0]} {values[0]}: {spoken}", container=True, exclude_semantics=True, content=line)


def _line(texts: Sequence[ft.Text], widths: Sequence[int]) -> ft.Control:
    """Each text as wide as its column needs beside the others."""
    for at, (text, width) in enumerate(zip(texts, widths, strict=True)):
        text.expand = width
        text.text_align = ft.TextAlign.END if at else ft.TextAlign.START
    return ft.Row(list(texts), spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)
