"""The state of a record, as people read it."""

from __future__ import annotations

import flet as ft

from fieldapp.app.definition import TableDef
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.frame import named


def state_label(state: AppState, table: TableDef, name: object) -> str:
    """The label of a state; "" in a table without a workflow, the id of one that the app no longer has."""
    if table.workflow is None:
        return ""
    found = table.workflow.state(str(name) if name else None)
    return state.strings.of(found.label) if found else str(name)


def state_chip(state: AppState, table: TableDef, name: object) -> ft.Control:
    """The state on a calm surface; one that is still to be worked on stands out by its colour."""
    found = table.workflow.state(str(name) if name else None) if table.workflow else None
    still = found is not None and found.frozen
    ground = ft.Colors.SURFACE_CONTAINER_HIGH if still else ft.Colors.SECONDARY_CONTAINER
    ink = ft.Colors.ON_SURFACE if still else ft.Colors.ON_SECONDARY_CONTAINER
    text = ft.Text(state_label(state, table, name), size=14, weight=ft.FontWeight.W_600, color=ink)
    chip = ft.Container(text, bgcolor=ground, border_radius=16, padding=ft.Padding.symmetric(horizontal=12, vertical=6))
    return named("state", ft.Row([chip], tight=True))


def lock_line(state: AppState, correctable: bool) -> ft.Control:
    """Says that nothing in the record can be changed any more, or only put right."""
    color = ft.Colors.ON_SURFACE_VARIANT
    words = ft.Text(
        state.strings.ui("moves.locked_correctable" if correctable else "moves.locked"),
        size=14,
        color=color,
        expand=True,
    )
    return named("locked", ft.Row([ft.Icon(ft.Icons.LOCK_OUTLINE, size=18, color=color), words], spacing=8))
