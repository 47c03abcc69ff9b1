"""Drafts that were begun and not saved, as rows that lead back into the form."""

from __future__ import annotations

import flet as ft

from fieldapp.data.drafts import Draft
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.tiles import tile


def draft_tiles(state: AppState) -> list[ft.Control]:
    """Every open draft, the newest first. A draft of a table that the app no longer has stays stored and unshown."""
    return [_tile(state, draft) for draft in state.repository.drafts.list() if draft.table in state.app.tables]


def _tile(state: AppState, draft: Draft) -> ft.Control:
    label = state.strings.of(state.app.tables[draft.table].label)
    record = str(draft.doc["record"])
    return tile(
        f"draft:{draft.id}",
        str(draft.doc["title"]) or label,
        state.strings.ui("shell.draft_of_change" if record else "shell.draft_of_new", label=label),
        lambda: state.navigation.go(Place("form", draft.table, record=record, draft=draft.id)),
        icon=ft.Icons.EDIT_NOTE,
    )
