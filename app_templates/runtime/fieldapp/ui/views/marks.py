"""The mark of a row: a colour with an icon of its own, since not everybody tells colours apart."""

from __future__ import annotations

from collections.abc import Mapping

import flet as ft

from fieldapp.app.definition import ViewDef
from fieldapp.data.listing import Entry
from fieldapp.formula.world import World
from fieldapp.ui.shell.state import AppState
from fieldapp.unchanging import unchanging


@unchanging
class Mark:
    """An icon on a disc. The pairs read by day and by night alike."""

    ground: str
    ink: str
    icon: ft.IconData


MARKS: Mapping[str, Mark] = {
    "red": Mark("#B3261E", "#FFFFFF", ft.Icons.PRIORITY_HIGH),
    "amber": Mark("#FFC24B", "#3D2E00", ft.Icons.WARNING_AMBER),
    "green": Mark("#1E6B3C", "#FFFFFF", ft.Icons.CHECK),
    "blue": Mark("#1F5FA8", "#FFFFFF", ft.Icons.INFO_OUTLINE),
    "grey": Mark("#5C6366", "#FFFFFF", ft.Icons.MORE_HORIZ),
}


def mark_of(state: AppState, view: ViewDef | None, entry: Entry, world: World) -> ft.Control | None:
    """The mark of a row; None where its formula answers with no colour."""
    if view is None or view.color is None:
        return None
    color = view.color.call(world, entry.values)
    mark = MARKS.get(color) if isinstance(color, str) else None
    if mark is None:
        return None
    icon = ft.Icon(mark.icon, size=18, color=mark.ink, semantics_label=state.strings.ui(f"mark.{color}"))
    return ft.Container(icon, bgcolor=mark.ground, width=28, height=28, border_radius=14, alignment=ft.Alignment.CENTER)
