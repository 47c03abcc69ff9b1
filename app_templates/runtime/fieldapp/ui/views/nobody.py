"""What the home screen says where the app asks for a role and can't know who holds the device."""

from __future__ import annotations

import flet as ft

from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.empty import empty
from fieldapp.ui.views.frame import named


def nobody(state: AppState) -> ft.Control:
    """Without a role hardly anything is shown; this says why, so that nobody takes the app for empty or broken."""
    words = state.strings.ui
    content = empty(ft.Icons.PERSON_OFF_OUTLINED, words("shell.nobody"), words("shell.nobody_text"))
    return named("state:nobody", content)
