"""The lock screen: choose a PIN the first time, give it afterwards; or a tap where no PIN is demanded."""

from __future__ import annotations

import flet as ft

from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.pin import LONGEST, SHORTEST
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, RADIUS
from fieldapp.ui.views.frame import brand_picture, named

WIDTH = 320
SIZE = 88
"""Of the picture or the lock."""


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
        _badge(state),
        ft.Text(state.app_name, size=24, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER),
        ft.Text(
            why,
            size=16,
            color=ft.Colors.ON_SURFACE_VARIANT,
            text_align=ft.TextAlign.CENTER,
        ),
    ]
    if state.lock.demands_pin:
        field = ft.TextField(
            hint_text=words("shell.pin"),
            value=given,
            text_size=20,
            filled=True,
            fill_color=ft.Colors.SURFACE_CONTAINER_HIGH,
            border=ft.OutlineInputBorder(border_radius=RADIUS, side=ft.BorderSide(0, ft.Colors.TRANSPARENT)),
            helper=words("shell.pin_rule", shortest=SHORTEST, longest=LONGEST) if choosing else None,
            helper_max_lines=3,
            error_max_lines=3,
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
    icon = ft.Icons.CHECK if choosing else ft.Icons.LOCK_OPEN
    button = ft.FilledButton(label, icon=icon, width=WIDTH, on_click=lambda _: open_up())
    parts.append(named("action:unlock", button))
    whole = ft.Column(
        parts,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        spacing=GAP,
        tight=True,
        scroll=ft.ScrollMode.AUTO,  # in large letters, and above an open keyboard
        expand=True,
        expand_loose=True,  # in the middle of the screen where there is room
    )
    return ft.View(
        rtl=state.rtl,
        route="/locked",
        controls=[whole],
        vertical_alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        padding=GAP,
        bgcolor=ft.Colors.SURFACE,
        can_pop=False,
    )


def _badge(state: AppState) -> ft.Control:
    """A lock; where the app has a picture, the picture with the lock at its corner."""
    picture = brand_picture(state, SIZE)
    if picture is None:
        return _disc(SIZE)
    lock = ft.Container(_disc(36), right=0, bottom=0, border=ft.Border.all(3, ft.Colors.SURFACE), border_radius=21)
    return ft.Stack([ft.Container(picture, left=8, top=4), lock], width=SIZE + 16, height=SIZE + 16)


def _disc(size: float) -> ft.Control:
    return ft.Container(
        ft.Icon(ft.Icons.LOCK_OUTLINE, size=size * 0.5, color=ft.Colors.ON_PRIMARY_CONTAINER, apply_text_scaling=False),
        width=size,
        height=size,
        border_radius=size / 2,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        alignment=ft.Alignment.CENTER,
    )
