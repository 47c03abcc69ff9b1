"""The lock screen: choose a PIN the first time, give it afterwards; or a tap where no PIN is demanded."""

from __future__ import annotations

import asyncio

import flet as ft

from fieldapp.policy.pin import acceptable
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP
from fieldapp.ui.views.frame import brand_picture, named
from fieldapp.ui.views.pin import forgotten, pin_field, rule_text, wait_text

WIDTH = 320
SIZE = 88
"""Of the picture or the lock."""
ABOVE = 72
"""Air over it: below a phone's notch, and above an open keyboard."""
TICK = 1.0
"""Seconds between two looks at how long there is still to wait."""


@ft.component
def LockedView(state: AppState) -> ft.View:
    """It covers everything; nothing of a record is behind it in the tree."""
    follow(state.lock)
    given, set_given = ft.use_state("")
    first, set_first = ft.use_state("")
    problem, set_problem = ft.use_state("")
    asked, ask = ft.use_state(False)
    words = state.strings.ui
    choosing = state.lock.needs_new_pin
    wait = _use_countdown(state)

    def typed(text: str) -> None:
        set_given(text)
        set_problem("")

    def choose() -> None:
        """Twice, since nobody can read the stars."""
        if not first and not acceptable(given):
            set_problem(rule_text(state.strings))
        elif not first:
            set_first(given)
        elif given != first or not state.lock.choose(given):
            set_first("")
            set_problem(words("shell.pin_differs"))
        set_given("")

    def open_up() -> None:
        if choosing:
            choose()
        elif not state.lock.unlock(given):
            set_given("")
            set_problem("" if state.lock.seconds_to_wait else words("shell.pin_wrong"))

    parts: list[ft.Control] = [
        _badge(state),
        ft.Text(state.app_name, size=24, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER),
        ft.Text(
            _why(state, choosing, again=bool(first)),
            size=16,
            color=ft.Colors.ON_SURFACE_VARIANT,
            text_align=ft.TextAlign.CENTER,
        ),
    ]
    if state.lock.demands_pin:
        name = words("shell.pin_again" if first else "shell.pin")
        field = pin_field()
        field.hint_text = name
        field.value = given
        field.helper = rule_text(state.strings) if choosing and not first else None
        field.autofocus = True
        field.error = problem or (wait_text(state.strings, wait) if wait else None)
        field.width = WIDTH
        field.on_change = lambda e: typed(e.control.value)
        field.on_submit = lambda _: open_up()
        parts.append(named("field:pin", field, name))
    label = words(("continue" if not first else "shell.pin_set") if choosing else "unlock")
    icon = ft.Icons.CHECK if choosing else ft.Icons.LOCK_OPEN
    button = ft.FilledButton(label, icon=icon, width=WIDTH, on_click=lambda _: open_up())
    parts.append(named("action:unlock", button))
    if state.lock.demands_pin and not choosing:
        parts.append(forgotten(state, lambda: ask(True), asked))
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
        padding=ft.Padding.only(left=GAP, right=GAP, top=ABOVE, bottom=GAP),
        bgcolor=ft.Colors.SURFACE,
        can_pop=False,
    )


def _why(state: AppState, choosing: bool, *, again: bool) -> str:
    if not state.lock.demands_pin:
        return state.strings.ui("locked_hint")
    if not choosing:
        return state.strings.ui("shell.pin_give")
    return state.strings.ui("shell.pin_repeat" if again else "shell.pin_choose")


def _use_countdown(state: AppState) -> int:
    """Seconds that nobody is let in; a hook that renders the screen again until they are over."""
    _, turn = ft.use_state(0)
    wait = state.lock.seconds_to_wait if state.lock.demands_pin else 0

    async def later() -> None:
        await asyncio.sleep(min(wait, TICK))
        turn(lambda n: n + 1)

    def begin() -> None:
        if wait:
            state.page.run_task(later)

    ft.use_effect(begin, [wait])
    return wait


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
