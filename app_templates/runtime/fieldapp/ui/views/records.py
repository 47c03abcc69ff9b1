"""The list of a table or view: search, pages of rows from SQL, friendly words while it is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from fieldapp.app.definition import TableDef, ViewDef
from fieldapp.ui.form_ui import follow, follow_value
from fieldapp.ui.narrowing import Narrowing
from fieldapp.ui.searching import named_search, search_field
from fieldapp.ui.shell.changes import Changes
from fieldapp.ui.shell.navigation import Kind, Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, LIST_WIDTH
from fieldapp.ui.views.detail import DetailView
from fieldapp.ui.views.empty import empty
from fieldapp.ui.views.form import FormView
from fieldapp.ui.views.frame import column, named, screen
from fieldapp.ui.views.leaving import step_aside
from fieldapp.ui.views.narrowed import Row, Strip, narrowing_of, nothing_left, rows_of
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
def RecordsView(state: AppState, place: Place) -> ft.View | ft.Column:
    """A list screen, with what was opened from it at its side where there is room.

    Only the rows follow the query: a search field rendered again would lose what is being typed.
    """
    follow(state.records)
    follow(state.appearance)
    follow_value(state.navigation, lambda: state.navigation.opened_from(place) if state.wide else None)
    query = ft.use_memo(Query, [])
    view = next((view for view in state.app.views if view.name == place.view), None)
    table = state.app.tables[place.table]
    name = f"view:{view.name if view else table.name}"
    narrowing = narrowing_of(state, table, view)
    rows = Rows(state, place, table, view, query, narrowing)
    above = [_search_field(state, query), Strip(narrowing)] if narrowing.offers else [_search_field(state, query)]
    body: ft.Control = named(name, column(state, place, [*above, rows]), expand=True)
    title = state.strings.of(view.label if view else table.labels)
    records = state.repository.counts().records[table.name]
    new = bool(records) and state.repository.rights(table.name).create  # an empty list offers it in words
    floating = _floating(state, place, table) if new and not state.wide else None
    if state.wide:
        body = _side_by_side(state, place, [body, *([_foot(state, place, table)] if new else [])])

    def back() -> None:
        step_aside(state, place, lambda: state.navigation.close(place))

    return screen(state, place, title, body, floating=floating, back=back)


def _side_by_side(state: AppState, place: Place, listed: list[ft.Control]) -> ft.Control:
    """The list, and what was opened from it."""
    opened = state.navigation.opened_from(place)
    beside = (
        _memo(_BESIDE[opened.kind])(state, opened, key=f"{opened.route} {state.language}")
        if opened is not None
        else empty(ft.Icons.TOUCH_APP_OUTLINED, state.strings.ui("shell.nothing_picked"))
    )
    return ft.Row(
        [
            ft.Container(ft.Column(listed, spacing=0), width=LIST_WIDTH),
            ft.VerticalDivider(width=1, thickness=1, color=ft.Colors.OUTLINE_VARIANT),
            ft.Container(beside, expand=True, alignment=None if opened else ft.Alignment.CENTER),
        ],
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


_memo: Callable[[Callable[..., Any]], Callable[..., ft.Control]] = ft.memo  # Flet leaves it untyped
_BESIDE: Mapping[Kind, Callable[..., Any]] = {"detail": DetailView, "form": FormView}


@ft.component
def Rows(
    state: AppState, place: Place, table: TableDef, view: ViewDef | None, query: Query, narrowing: Narrowing
) -> ft.Control:
    """The rows that were found. The client never gets more of them than were asked for."""
    follow(state.records)
    follow(query)
    follow(narrowing)
    found, left = rows_of(state, view or table.name, narrowing, query.search, query.shown)
    if not found:
        return nothing_left(state, narrowing) if narrowing.active else _nothing(state, place, table, view, query.search)
    parts = _rows(state, place, table, view, found)
    if left != 0:
        parts.append(_more(state, left, query.show_more))
    if not table.reference and not state.wide:
        parts.append(ft.Container(height=ROOM_FOR_NEW))
    return ft.Column(parts, spacing=GAP)


def _search_field(state: AppState, query: Query) -> ft.Control:
    def typed(text: str) -> None:
        state.lock.touch()
        query.look_for(text)

    return named_search("search", search_field(state.strings.ui("search"), typed, value=query.search))


def _rows(
    state: AppState, place: Place, table: TableDef, view: ViewDef | None, rows: Sequence[Row]
) -> list[ft.Control]:
    world = state.world()
    beside = state.navigation.opened_from(place) if state.wide else None

    def opened(key: str) -> Callable[[], None]:
        return lambda: _open(state, place, Place("detail", table.name, record=key))

    return [
        group(
            [
                record_tile(
                    state,
                    table,
                    row,
                    world,
                    opened(row.id),
                    view,
                    place=place,
                    chosen=bool(beside and beside.record == row.id),
                    distance=distance,
                )
                for row, distance in rows
            ]
        )
    ]


def _open(state: AppState, place: Place, wanted: Place) -> None:
    """Open something from the list at `place`; it takes the place of what was opened before."""
    if state.navigation.opened_from(place) != wanted:
        step_aside(state, place, lambda: state.navigation.open_from(place, wanted))


def _more(state: AppState, left: int | None, act: Callable[[], None]) -> ft.Control:
    words = state.strings.ui("show_more") if left is None else state.strings.ui("shell.show_more", n=left)
    button = ft.OutlinedButton(words, on_click=lambda _: act())
    return ft.Row([named("action:more", button)], alignment=ft.MainAxisAlignment.CENTER)


def _nothing(state: AppState, place: Place, table: TableDef, view: ViewDef | None, search: str) -> ft.Control:
    label = state.strings.of(table.labels)
    if search:
        text = state.strings.ui("shell.nothing_found_text")
        return empty(ft.Icons.SEARCH_OFF, state.strings.ui("shell.nothing_found", search=search), text)
    if view is not None and state.repository.counts().records[table.name]:  # there are some, and none of them fits
        return empty(ft.Icons.FILTER_LIST, state.strings.ui("nothing_in_list"))
    if not state.repository.rights(table.name).create:
        if table.reference:
            return empty(ft.Icons.INBOX_OUTLINED, label, state.strings.ui("shell.nothing_to_look_up"))
        return empty(ft.Icons.INBOX_OUTLINED, state.strings.ui("shell.nothing_here", label=label))
    new = ft.FilledButton(
        state.strings.ui("shell.new", label=state.strings.of(table.label)),
        icon=ft.Icons.ADD,
        on_click=lambda _: _open(state, place, Place("form", table.name)),
    )
    title = state.strings.ui("shell.nothing_here", label=label)
    return empty(ft.Icons.INBOX_OUTLINED, title, state.strings.ui("shell.nothing_here_text"), new)


def _foot(state: AppState, place: Place, table: TableDef) -> ft.Control:
    """The one big button under a list that stands beside something."""
    button = ft.FilledButton(
        state.strings.ui("shell.new", label=state.strings.of(table.label)),
        icon=ft.Icons.ADD,
        expand=True,
        on_click=lambda _: _open(state, place, Place("form", table.name)),
    )
    return ft.Container(
        ft.Row([named(f"action:new:{table.name}", button, expand=True)]),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.symmetric(horizontal=GAP, vertical=10),
    )


def _floating(state: AppState, place: Place, table: TableDef) -> ft.FloatingActionButton:
    return ft.FloatingActionButton(
        content=state.strings.ui("shell.new", label=state.strings.of(table.label)),
        icon=ft.Icons.ADD,
        bgcolor=ft.Colors.PRIMARY,
        foreground_color=ft.Colors.ON_PRIMARY,
        on_click=lambda _: _open(state, place, Place("form", table.name)),
    )
