"""The rows of lists: a title, a second line, a figure at the end, and an arrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import flet as ft

from fieldapp.app.definition import TableDef, ViewDef
from fieldapp.data.listing import Entry
from fieldapp.form.titles import listed_title
from fieldapp.formula.world import World
from fieldapp.ui.figure import total_field
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import RADIUS
from fieldapp.ui.views.frame import named
from fieldapp.ui.views.marks import mark_of
from fieldapp.ui.views.values import NOTHING, shown, subtitle_of

ROOMY = 600
"""From this width on a figure has room beside any subtitle."""
SHORT = 28
"""So many letters stand side by side on a phone, in large letters too."""


def tile(
    identifier: str,
    title: str,
    subtitle: str,
    act: Callable[[], None],
    *,
    icon: ft.IconData | None = None,
    count: str = "",
    figure: str = "",
    mark: ft.Control | None = None,
    chosen: bool = False,
    roomy: bool = False,
) -> ft.Control:
    """One row that leads somewhere. A short `count` stands at its end; a `figure`, which may be long or set in large
    letters, stands below the title and leaves it the whole width."""
    end: list[ft.Control] = []
    if count:
        end.append(ft.Text(count, size=15, weight=ft.FontWeight.W_600))
    end.append(ft.Icon(ft.Icons.CHEVRON_RIGHT, size=22, color=ft.Colors.ON_SURFACE_VARIANT))
    ink = ft.Colors.ON_SECONDARY_CONTAINER if chosen else ft.Colors.ON_SURFACE_VARIANT
    strong = ft.Colors.ON_SECONDARY_CONTAINER if chosen else ft.Colors.ON_SURFACE
    below: list[ft.Control] = []
    if subtitle or figure:
        words = ft.Text(subtitle, size=14, color=ink, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        below = [words, *([_figure(figure, strong)] if figure else [])]
    row = ft.ListTile(
        leading=_badge(icon) if icon else mark,
        title=ft.Text(
            title, size=16, weight=ft.FontWeight.W_500, color=strong, max_lines=3, overflow=ft.TextOverflow.ELLIPSIS
        ),
        subtitle=_below(below, roomy or len(subtitle) + len(figure) <= SHORT) if below else None,
        trailing=ft.Row(end, tight=True, spacing=4),
        min_height=64,
        content_padding=ft.Padding.symmetric(horizontal=14, vertical=4),
        selected=chosen,
        selected_tile_color=ft.Colors.SECONDARY_CONTAINER,
        on_click=lambda _: act(),
    )
    return named(identifier, row)


def _figure(text: str, color: str) -> ft.Control:
    return ft.Text(text, size=15, weight=ft.FontWeight.W_600, color=color, text_align=ft.TextAlign.END)


def _below(parts: list[ft.Control], together: bool) -> ft.Control:
    """What stands below a title: side by side where there is room, else the figure on a line of its own."""
    if not together or len(parts) == 1:
        return ft.Column(parts, spacing=2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    parts[0].expand = True
    return ft.Row(parts, spacing=12)


def record_tile(
    state: AppState,
    table: TableDef,
    entry: Entry,
    world: World,
    act: Callable[[], None],
    view: ViewDef | None = None,
    chosen: bool = False,
    distance: str = "",
    place: Place | None = None,
) -> ft.Control:
    """The row of a stored record. At the end stands its total, or how far away it is in a list by distance."""
    entry = replace(entry, title=listed_title(table, world, entry.title, entry.values))
    total = total_field(table.fields)
    figure = shown(state, total, entry.values.get(total.name), world) if total else NOTHING
    return tile(
        f"row:{entry.id}",
        entry.title or state.strings.of(table.label),
        subtitle_of(state, table, entry, world, view.columns if view else ()),
        act,
        figure=distance or ("" if figure == NOTHING else figure),
        mark=mark_of(state, view, entry, world),
        chosen=chosen,
        roomy=(state.room(place) if place else state.width) >= ROOMY,
    )


def group(tiles: Sequence[ft.Control]) -> ft.Control:
    """Rows on one raised card, with a hairline between them."""
    parts: list[ft.Control] = []
    for index, one in enumerate(tiles):
        if index:
            parts.append(ft.Divider(height=1, thickness=1, color=ft.Colors.OUTLINE_VARIANT, leading_indent=16))
        parts.append(one)
    return card(ft.Column(parts, spacing=0), padding=0)


def card(content: ft.Control, padding: float = 16) -> ft.Control:
    """A calm surface for things that belong together."""
    return ft.Container(
        content,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=RADIUS,
        padding=padding,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


def _badge(icon: ft.IconData) -> ft.Control:
    return ft.Container(
        ft.Icon(icon, size=22, color=ft.Colors.ON_SECONDARY_CONTAINER),
        bgcolor=ft.Colors.SECONDARY_CONTAINER,
        width=44,
        height=44,
        border_radius=12,
        alignment=ft.Alignment.CENTER,
    )
