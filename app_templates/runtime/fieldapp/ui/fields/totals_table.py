"""The table of totals, on a form and on the page of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.app.strings import Strings

NOTHING = "–"


def totals_table(
    columns: Sequence[FieldDef],
    groups: Sequence[Mapping[str, Any]],
    said: Callable[[FieldDef, Any], str],
    strings: Strings,
) -> ft.Control:
    """A line for each group, figures flush right under the names of what is added up. A screen reader hears each
    line as a sentence."""
    key, *sums = columns
    quiet = {"theme_style": ft.TextThemeStyle.LABEL_LARGE, "color": ft.Colors.ON_SURFACE_VARIANT}
    head = _line([ft.Text(strings.of(one.label), **quiet) for one in columns])
    lines: list[ft.Control] = [ft.Semantics(content=head, exclude_semantics=True)]
    for group in groups:
        values = [said(one, group.get(one.name)) or NOTHING for one in columns]
        figures = [f"{strings.of(one.label)} {value}" for one, value in zip(sums, values[1:], strict=True)]
        style = ft.TextThemeStyle.BODY_LARGE
        bold = ft.FontWeight.W_600
        cells = [ft.Text(values[0], theme_style=style)]
        cells += [ft.Text(value, theme_style=style, weight=bold) for value in values[1:]]
        spoken = f"{strings.of(key.label)} {values[0]}: {', '.join(figures)}"
        lines.append(ft.Semantics(label=spoken, container=True, exclude_semantics=True, content=_line(cells)))
    return ft.Column(lines, spacing=6, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _line(texts: Sequence[ft.Text]) -> ft.Control:
    first, *rest = texts
    first.expand = 1
    for text in rest:
        text.expand = 1
        text.text_align = ft.TextAlign.END
    return ft.Row([first, *rest], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)
