"""The list of a table or view: search, pages of rows from SQL, friendly words while it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.app.definition import TableDef, ViewDef
from fieldapp.data.listing import Entry
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.changes import Changes
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, TAP
from fieldapp.ui.views.empty import empty
from fieldapp.ui.views.frame import column, named, screen
from fieldapp.ui.views.tiles import group, record_tile

PAGE = 50
ROOM_FOR_NEW = 72
"""Air under the last row, so that the round button covers none."""


class Query(Changes):
    """What is looked for, and how many rows of it are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.search = ""
        self.shown = PAGE

    def look_for(self, text: str) -> None:
        self.search, self.shown = text, PAGE
        self.tell()

    def show_more(self) -> None:
        self.shown += PAGE
        self.tell()


@ft.component
def RecordsView(state: AppState, place: Place) -> ft.View:
    """A list screen. Only the rows follow the query: a search field rendered again would lose what is being typed."""
    follow(state.records)
    query = ft.use_memo(Query, [])
    view = next((view for view in state.app.views if view.name == place.view), None)
    table = state.app.tables[place.table]
    name = f"view:{view.name if view else table.name}"
    body = column(state, [_search_field(state, query), Rows(state, table, view, query)])
    title = state.strings.of(view.label if view else table.labels)
    shown = screen(state, place.route, title, named(name, body, expand=True), back=state.navigation.back)
    records = state.repository.counts().records[table.name]
    if records and state.repository.rights(table.name).create:  # an empty list offers it in words
        shown.floating_action_button = _new(state, table)
    return shown


@ft.component
def Rows(state: AppState, table: TableDef, view: ViewDef | None, query: Query) -> ft.Control:
    """The rows that were found. The client never gets more of them than were asked for."""
    follow(state.records)
    follow(query)
    found = state.repository.list(view or table.name, query.search, limit=query.shown, world=state.world())
    if not found.rows:
        return _nothing(state, table, query.search)
    parts = _rows(state, table, view, found.rows)
    if found.total > len(found.rows):
        parts.append(_more(state, found.total - len(found.rows), query.show_more))
    if not table.reference:
        parts.append(ft.Container(height=ROOM_FOR_NEW))
    return ft.Column(parts, spacing=GAP)


def _search_field(state: AppState, query: Query) -> ft.Control:
    def typed(text: str) -> None:
        state.lock.touch()
        query.look_for(text)

    field = ft.TextField(
        value=query.search,
        hint_text=state.strings.ui("search"),
        prefix_icon=ft.Icons.SEARCH,
        filled=True,
        fill_color=ft.Colors.SURFACE_CONTAINER_HIGH,
        border=ft.OutlineInputBorder(border_radius=28, side=ft.BorderSide(0, ft.Colors.TRANSPARENT)),
        content_padding=ft.Padding.symmetric(horizontal=16, vertical=14),
        text_size=16,
        on_change=lambda e: typed(e.control.value),
    )
    return named("search", field, state.strings.ui("search"))


def _rows(state: AppState, table: TableDef, view: ViewDef | None, rows: Sequence[Entry]) -> list[ft.Control]:
    world = state.world()
    columns = view.columns if view else ()

    def opened(key: str) -> Callable[[], None]:
        return lambda: state.navigation.go(Place("detail", table.name, record=key))

    return [group([record_tile(state, table, row, world, opened(row.id), columns) for row in rows])]


def _more(state: AppState, left: int, act: Callable[[], None]) -> ft.Control:
    button = ft.OutlinedButton(state.strings.ui("shell.show_more", n=left), height=TAP, on_click=lambda _: act())
    return ft.Row([named("action:more", button)], alignment=ft.MainAxisAlignment.CENTER)


def _nothing(state: AppState, table: TableDef, search: str) -> ft.Control:
    label = state.strings.of(table.labels)
    if search:
        text = state.strings.ui("shell.nothing_found_text")
        return empty(ft.Icons.SEARCH_OFF, state.strings.ui("shell.nothing_found", search=search), text)
    if not state.repository.rights(table.name).create:
        return empty(ft.Icons.INBOX_OUTLINED, label, state.strings.ui("shell.nothing_to_look_up"))
    new = ft.FilledButton(
        state.strings.ui("shell.new", label=state.strings.of(table.label)),
        icon=ft.Icons.ADD,
        height=TAP,
        on_click=lambda _: state.navigation.go(Place("form", table.name)),
    )
    title = state.strings.ui("shell.nothing_here", label=label)
    return empty(ft.Icons.INBOX_OUTLINED, title, state.strings.ui("shell.nothing_here_text"), new)


def _new(state: AppState, table: TableDef) -> ft.FloatingActionButton:
    return ft.FloatingActionButton(
        content=state.strings.ui("shell.new", label=state.strings.of(table.label)),
        icon=ft.Icons.ADD,
        bgcolor=ft.Colors.PRIMARY,
        foreground_color=ft.Colors.ON_PRIMARY,
        on_click=lambda _: state.navigation.go(Place("form", table.name)),
    )
