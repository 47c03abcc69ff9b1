"""Lists of a table or view as they are narrowed: the chips above them, and the rows that are left."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from fieldapp.app.definition import TableDef, ViewDef
from fieldapp.data.listing import Entry
from fieldapp.fields.distance import write_distance
from fieldapp.fields.locale import locale_of
from fieldapp.ui.form_ui import follow
from fieldapp.ui.narrowing import Narrowing, is_coarse
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.empty import empty

Row = tuple[Entry, str]
"""An entry, and how far away it is while the list is by distance."""


def narrowing_of(state: AppState, table: TableDef, view: ViewDef | None) -> Narrowing:
    """What the list can be narrowed by; kept as long as the person and the language stay."""
    return ft.use_memo(
        lambda: Narrowing(state.page, state.repository, state.strings, table, view.filters if view else ()),
        [state.repository],
    )


@ft.component
def Strip(narrowing: Narrowing) -> ft.Control:
    """The chips, where there are any."""
    follow(narrowing)
    return narrowing.strip() if narrowing.offers else ft.Container(visible=False)


def rows_of(
    state: AppState, source: ViewDef | str, narrowing: Narrowing, search: str, shown: int
) -> tuple[Sequence[Row], int | None]:
    """The rows to show, and how many are left; None where there are more and nobody has counted them."""
    world, chosen = state.world(), narrowing.chosen
    if narrowing.origin is None:
        page = state.repository.list(source, search, limit=shown, world=world, chosen=chosen)
        return [(entry, "") for entry in page.rows], page.total - len(page.rows)
    near = state.repository.near(source, narrowing.origin, search, limit=shown, world=world, chosen=chosen)
    locale, coarse = locale_of(state.app.locales, state.language), is_coarse(state.repository)
    rows = [(one.entry, write_distance(one.metres, locale, coarse=coarse)) for one in near.rows]
    return rows, None if near.more else 0


def nothing_left(state: AppState, narrowing: Narrowing) -> ft.Control:
    """What stands where chips leave no row."""
    words = state.strings.ui
    text = words("near_none") if narrowing.origin is not None else ""
    return empty(ft.Icons.SEARCH_OFF, words("nothing_found"), text)
