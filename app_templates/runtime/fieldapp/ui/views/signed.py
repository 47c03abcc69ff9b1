"""A signature on the page of a stored record, and whether what it seals is still what was signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.form.seals import changed_since
from fieldapp.formula.world import Record
from fieldapp.ui.fields.signature import given
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.checks import banner
from fieldapp.ui.views.frame import named
from fieldapp.ui.views.values import shown


def signed(
    state: AppState, table: TableDef, field: FieldDef, record: Record, signature: Mapping[str, Any]
) -> ft.Control:
    """The drawing with its name, moment, place and words; a warning above it where sealed values differ."""
    world = state.world()
    at = FieldDef("at", "datetime", "at", field.label)
    parts: list[ft.Control] = []
    if changed := changed_since(state.app, table.fields, record, signature):
        names = ", ".join(state.strings.of(each.label) for each in changed)
        parts.append(named(f"broken:{field.name}", banner("stop", state.strings.ui("seal_differs", fields=names))))
    parts.append(
        named(f"value:{field.name}", given(signature, state.strings, shown(state, at, signature["at"], world)))
    )
    if place := signature.get("place"):
        where = FieldDef("place", "location", "place", field.label)
        parts.append(ft.Text(shown(state, where, place, world), size=14, color=ft.Colors.ON_SURFACE_VARIANT))
    return ft.Column(parts, spacing=12, tight=True)
