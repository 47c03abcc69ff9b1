"""Questions over the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.frame import named


def ask(state: AppState, title: str, text: str, answers: Sequence[tuple[str, str, Callable[[], None]]]) -> None:
    """A question; each answer is (identifier, text, what it does). The last one is the main one."""

    def answered(act: Callable[[], None]) -> Callable[[object], None]:
        def run(_: object) -> None:
            state.page.pop_dialog()
            act()

        return run

    buttons: list[ft.Control] = []
    for index, (identifier, label, act) in enumerate(answers):
        kind = ft.FilledButton if index == len(answers) - 1 else ft.TextButton
        buttons.append(named(identifier, kind(label, on_click=answered(act))))
    state.page.show_dialog(
        ft.AlertDialog(
            title=ft.Text(title),
            content=ft.Text(text, size=16),
            actions=buttons,
            actions_overflow_button_spacing=8,
        )
    )
