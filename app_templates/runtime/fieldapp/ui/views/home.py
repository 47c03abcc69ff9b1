"""Home: what can be filled, what was begun, what was done last, and the lists."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.app.definition import TableDef
from fieldapp.data.world import StoredWorld
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import TAP
from fieldapp.ui.views.drafts import draft_tiles
from fieldapp.ui.views.frame import bar_button, column, named, screen, titled
from fieldapp.ui.views.nobody import nobody
from fieldapp.ui.views.tiles import card, group, record_tile, tile
from fieldapp.ui.views.waiting import told_tiles, waiting_tiles

RECENT = 5
COUNTED = 2000
"""Tables up to this size have the rows of their views counted; a filter has to look at every record."""


@ft.component
def HomeView(state: AppState, place: Place) -> ft.View | ft.Column:
    """The first screen. It follows the records, since they change on other screens."""
    follow(state.records)
    world = state.world()
    settings = bar_button(
        state,
        "action:settings",
        ft.Icons.SETTINGS_OUTLINED,
        state.strings.ui("settings"),
        lambda: state.navigation.go(Place("settings")),
    )
    parts = [] if state.known else [nobody(state)]
    parts += _section(state.strings.ui("shell.waiting"), waiting_tiles(state))
    parts += _section(state.strings.ui("shell.told"), told_tiles(state))
    parts += [_table_card(state, table) for table in state.tables(reference=False)]
    parts += _section(state.strings.ui("drafts"), draft_tiles(state))
    parts += _section(state.strings.ui("shell.lists"), _views(state))
    parts += _section(state.strings.ui("shell.recent"), _recent(state, world))
    parts += _section(
        state.strings.ui("shell.reference"), [_reference_tile(state, table) for table in state.tables(reference=True)]
    )
    return screen(state, place, state.app_name, column(state, place, parts), actions=[settings], logo=True)


def _views(state: AppState) -> list[ft.Control]:
    """The lists whose table the person may look into."""
    return [_view_tile(state, view.name) for view in state.app.views if state.repository.rights(view.of).read]


def _section(title: str, tiles: list[ft.Control]) -> list[ft.Control]:
    if not tiles:
        return []
    return [titled(title, group(tiles), air=8)]


def _table_card(state: AppState, table: TableDef) -> ft.Control:
    """A table that can be filled: its name, how many there are, and the one big button."""
    rights = state.repository.rights(table.name)
    count = state.repository.counts().records[table.name]
    label = state.strings.of(table.label)
    new = ft.FilledButton(
        state.strings.ui("shell.new", label=label),
        icon=ft.Icons.ADD,
        expand=True,
        on_click=lambda _: state.navigation.go(Place("form", table.name)),
    )
    everything = ft.TextButton(
        state.strings.ui("shell.show_all", n=state.strings.counted(table.counted, count)),
        height=TAP,
        on_click=lambda _: state.navigation.go(Place("list", table.name)),
    )
    head = ft.Row(
        [
            ft.Text(state.strings.of(table.labels), size=20, weight=ft.FontWeight.W_600, expand=True),
            *([named(f"action:list:{table.name}", everything)] if rights.read else []),
        ],
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    create = [ft.Row([named(f"action:new:{table.name}", new, expand=True)])] if rights.create else []
    return card(ft.Column([head, *create], spacing=8))


def _view_tile(state: AppState, name: str) -> ft.Control:
    view = next(view for view in state.app.views if view.name == name)
    few = state.repository.counts().records[view.of] <= COUNTED
    return tile(
        f"view:{name}",
        state.strings.of(view.label),
        "",
        lambda: state.navigation.go(Place("list", view.of, view=name)),
        icon=ft.Icons.FORMAT_LIST_BULLETED,
        count=str(state.repository.list(view, limit=1, world=state.world()).total) if few else "",
    )


def _reference_tile(state: AppState, table: TableDef) -> ft.Control:
    return tile(
        f"view:{table.name}",
        state.strings.of(table.labels),
        "",
        lambda: state.navigation.go(Place("list", table.name)),
        icon=ft.Icons.MENU_BOOK_OUTLINED,
        count=str(state.repository.counts().records[table.name]),
    )


def _recent(state: AppState, world: StoredWorld) -> list[ft.Control]:
    """The newest records of every table that can be filled, newest first."""
    found = [
        (str(entry.values["created"] or ""), table, entry)
        for table in state.tables(reference=False)
        for entry in state.repository.list(table.name, limit=RECENT, world=world).rows
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    return [
        record_tile(state, table, entry, world, _opener(state, table, entry.id)) for _, table, entry in found[:RECENT]
    ]


def _opener(state: AppState, table: TableDef, key: str) -> Callable[[], None]:
    return lambda: state.navigation.go(Place("detail", table.name, record=key))
