"""Drafts that were begun and not saved, as rows that lead back into the form."""

from __future__ import annotations

from typing import Any

import flet as ft

from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.tiles import tile


def draft_tiles(state: AppState) -> list[ft.Control]:
    """Every open draft, the newest first. A draft of a table that the app no longer has stays stored and unshown."""
    return [_tile(state, draft) for draft in state.repository.drafts.all() if draft.table in state.app.tables]


def _tile(state: AppState, draft: Any) -> ft.Control:
    label = state.strings.of(state.app.tables[draft.table].label)
    text = "draft_of_change" if draft.record else "draft_of_new"
    return tile(
        f"draft:{draft.id}",
        draft.title or label,
        state.strings.ui(text, label=label),
        lambda: state.navigation.go(Place("form", draft.table, record=draft.record or "", draft=draft.id)),
        icon=ft.Icons.EDIT_NOTE,
    )
