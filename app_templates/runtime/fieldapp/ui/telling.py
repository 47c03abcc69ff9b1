"""Short words above the foot of a screen: they cover no bar, so that a thumb goes on where it was."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.ui.shell.navigation import Place

BESIDE = 12
"""Air around the words."""
USUAL = 160.0
"""Height of a bar that no client has measured yet: the total and a row of buttons, or two rows of moves."""


class Feet:
    """How high the bars at the foot of the screens are, as far as clients have told."""

    def __init__(self) -> None:
        self._heights: dict[tuple[str, str], float] = {}

    def measured(self, place: Place, height: float) -> None:
        """A bar was drawn. The highest one counts, since the next record may have as many buttons again."""
        key = (place.kind, place.table)
        self._heights[key] = max(height, self._heights.get(key, 0.0))

    def below(self, place: Place) -> float:
        """The room to leave below; a record's page and a form may have a bar that is still to be drawn."""
        usual = USUAL if place.kind in ("detail", "form") else 0.0
        return self._heights.get((place.kind, place.table), usual)


def snack(text: str, below: float, action: str = "", act: Callable[[], object] | None = None) -> ft.SnackBar:
    """The words; with `action` they stay long enough to be reached."""
    return ft.SnackBar(
        content=ft.Text(text, size=15),
        action=ft.SnackBarAction(label=action, on_click=lambda _: act()) if act else None,
        behavior=ft.SnackBarBehavior.FLOATING,
        margin=ft.Margin.only(left=BESIDE, right=BESIDE, bottom=below + BESIDE),
        duration=8000 if act else 3000,
        persist=False,
    )
