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
    quiet = {"theme_style": ft.TextThemeStyle.LABEL_LARGE, "color": ft.Colors.ON_SURFACE_VARIANT}
    head = _line([ft.Text(strings.of(one.label), **quiet) for one in columns])
    lines: list[ft.Control] = [ft.Semantics(content=head, exclude_semantics=True)]
    for at, group in enumerate(groups):
        values = tuple(said(one, group.get(one.name)) or NOTHING for one in columns)
        lines.append(memo(_Group)(tuple(strings.of(one.label) for one in columns), values, key=at))
    return ft.Column(lines, spacing=6, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@ft.component
def _Group(names: tuple[str, ...], values: tuple[str, ...]) -> ft.Control:
    """One group; it is drawn anew when it says something else."""
    style, bold = ft.TextThemeStyle.BODY_LARGE, ft.FontWeight.W_600
    figures = [ft.Text(value, theme_style=style, weight=bold) for value in values[1:]]
    spoken = ", ".join(f"{name} {value}" for name, value in zip(names[1:], values[1:], strict=True))
    line = _line([ft.Text(values[0], theme_style=style), *figures])
    return ft.Semantics(label=f"{names[0]} {values[0]}: {spoken}", container=True, exclude_semantics=True, content=line)


def _line(texts: Sequence[ft.Text]) -> ft.Control:
    first, *rest = texts
    first.expand = 1
    for text in rest:
        text.expand = 1
        text.text_align = ft.TextAlign.END
    return ft.Row([first, *rest], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)
