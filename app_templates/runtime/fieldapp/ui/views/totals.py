"""The totals of a saved record, group by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.formula.world import World
from fieldapp.ui.fields.totals_table import totals_table
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.frame import named
from fieldapp.ui.views.values import shown


def totals(state: AppState, field: FieldDef, groups: Sequence[Mapping[str, Any]], world: World) -> ft.Control:
    """The table of the groups; links by the titles of their records."""
    columns = field.totals.columns if field.totals is not None else ()
    table = totals_table(columns, groups, lambda column, value: shown(state, column, value, world), state.strings)
    return named(f"value:{field.name}", table)
