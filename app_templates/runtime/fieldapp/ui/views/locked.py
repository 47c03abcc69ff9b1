"""The lock screen: choose a PIN the first time, give it afterwards; or a tap where no PIN is demanded."""

from __future__ import annotations

import flet as ft

from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.pin import LONGEST, SHORTEST
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP
from fieldapp.ui.views.frame import named

WIDTH = 320


@ft.component
def LockedView(state: AppState) -> ft.View:
    """It covers everything; nothing of a record is behind it in the tree."""
    follow(state.lock)
    given, set_given = ft.use_state("")
    problem, set_problem = ft.use_state("")
    words = state.strings.ui
    choosing = state.lock.needs_new_pin
    why = words("locked_hint")
    if state.lock.demands_pin:
        why = words("shell.pin_choose" if choosing else "shell.pin_give")

    def typed(text: str) -> None:
        set_given(text)
        set_problem("")

    def open_up() -> None:
        if state.lock.choose(given) if choosing else state.lock.unlock(given):
            return
        set_given("")
        if choosing:
            set_problem(words("shell.pin_rule", shortest=SHORTEST, longest=LONGEST))
        elif wait := state.lock.seconds_to_wait:
            set_problem(words("shell.pin_wait", seconds=wait))
        else:
            set_problem(words("shell.pin_wrong"))

    parts: list[ft.Control] = [
        _badge(),
        ft.Text(state.app_name, size=22, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER),
        ft.Text(
            why,
            size=16,
            color=ft.Colors.ON_SURFACE_VARIANT,
            text_align=ft.TextAlign.CENTER,
        ),
    ]
    if state.lock.demands_pin:
        field = ft.TextField(
            label=words("shell.pin"),
            value=given,
            password=True,
            can_reveal_password=True,
            autofocus=True,
            keyboard_type=ft.KeyboardType.NUMBER,
            error=problem or None,
            width=WIDTH,
            on_change=lambda e: typed(e.control.value),
            on_submit=lambda _: open_up(),
        )
        parts.append(named("field:pin", field, words("shell.pin")))
    label = words("shell.pin_set" if choosing else "unlock")
    button = ft.FilledButton(label, icon=ft.Icons.LOCK_OPEN, width=WIDTH, on_click=lambda _: open_up())
    parts.append(named("action:unlock", button))
    return ft.View(
        rtl=state.rtl,
        route="/locked",
        controls=[ft.Column(parts, horizontal_alignment=ft.CrossAxisAlignment.CENTER, spacing=GAP, tight=True)],
        vertical_alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        padding=GAP,
        bgcolor=ft.Colors.SURFACE,
        can_pop=False,
    )


def _badge() -> ft.Control:
    return ft.Container(
        ft.Icon(ft.Icons.LOCK_OUTLINE, size=40, color=ft.Colors.ON_PRIMARY_CONTAINER),
        width=88,
        height=88,
        border_radius=44,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        alignment=ft.Alignment.CENTER,
    )
