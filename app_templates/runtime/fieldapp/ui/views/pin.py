"""The PIN on screens: its input, how long to wait, and changing it."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.app.strings import Strings
from fieldapp.policy.pin import LONGEST, SHORTEST, acceptable
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, RADIUS, TAP
from fieldapp.ui.views.frame import named


def rule_text(strings: Strings) -> str:
    """What a PIN has to be like."""
    return strings.ui("shell.pin_rule", shortest=SHORTEST, longest=LONGEST)


def wait_text(strings: Strings, seconds: int) -> str:
    """How long nobody is let in, in minutes where it is long."""
    if seconds > 90:
        return strings.ui("shell.pin_wait_minutes", minutes=-(-seconds // 60))
    return strings.ui("shell.pin_wait", seconds=seconds)


def pin_field() -> ft.TextField:
    """An input for a PIN: no suggestions, nothing that a keyboard learns from."""
    return ft.TextField(
        text_size=20,
        filled=True,
        fill_color=ft.Colors.SURFACE_CONTAINER_HIGH,
        border=ft.OutlineInputBorder(border_radius=RADIUS, side=ft.BorderSide(0, ft.Colors.TRANSPARENT)),
        helper_max_lines=3,
        error_max_lines=3,
        password=True,
        can_reveal_password=True,
        keyboard_type=ft.KeyboardType.NUMBER,
        max_length=LONGEST,
        counter="",
        enable_suggestions=False,
        autocorrect=False,
        enable_ime_personalized_learning=False,
    )


def change_pin(state: AppState) -> None:
    """The sheet that takes the PIN and a new one, twice."""
    words = state.strings.ui
    old, new, again = (pin_field() for _ in range(3))
    new.helper = rule_text(state.strings)

    def go(_: object) -> None:
        old.error = None
        new.error = None if acceptable(new.value) else rule_text(state.strings)
        again.error = words("shell.pin_differs") if not new.error and again.value != new.value else None
        if not (new.error or again.error) and not state.lock.guard.change(old.value, new.value):
            wait = state.lock.seconds_to_wait
            old.error = wait_text(state.strings, wait) if wait else words("shell.pin_wrong")
        if old.error or new.error or again.error:
            sheet.update()
            return
        state.page.pop_dialog()
        state.tell(words("shell.pin_changed"))

    title = ft.Text(words("shell.pin_change"), size=20, weight=ft.FontWeight.W_600)
    parts: list[ft.Control] = [ft.Semantics(header=True, content=title)]
    for name, field in (("old", old), ("new", new), ("again", again)):
        parts.append(_labelled(words(f"shell.pin_{name}"), f"field:pin_{name}", field))
    cancel = ft.TextButton(words("cancel"), height=TAP, on_click=lambda _: state.page.pop_dialog())
    confirm = ft.FilledButton(words("shell.pin_set"), expand=True, on_click=go)
    parts.append(ft.Row([named("action:cancel", cancel), named("action:confirm", confirm, expand=True)], spacing=GAP))
    sheet = ft.BottomSheet(
        content=ft.Container(
            ft.Column(parts, spacing=GAP, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            padding=ft.Padding.only(left=GAP * 1.5, right=GAP * 1.5, bottom=GAP * 1.5),
        ),
        scrollable=True,
        show_drag_handle=True,
        use_safe_area=True,
    )
    state.page.show_dialog(sheet)


def _labelled(name: str, identifier: str, field: ft.Control) -> ft.Control:
    text = ft.Semantics(content=ft.Text(name, theme_style=ft.TextThemeStyle.LABEL_LARGE), exclude_semantics=True)
    return ft.Column(
        [text, named(identifier, field, name)],
        spacing=6,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def forgotten(state: AppState, open_: Callable[[], None], shown: bool) -> ft.Control:
    """What to do about a forgotten PIN: nothing here opens the app or deletes anything."""
    words = state.strings.ui
    if not shown:
        ask = ft.TextButton(words("shell.pin_forgot"), height=TAP, on_click=lambda _: open_())
        return named("action:forgot", ask)
    it = state.app.pact.parties.get("it") if state.app.pact is not None else None
    whom = words("shell.pin_ask", name=it.name, person=it.person) if it is not None else words("shell.pin_ask_giver")
    text = ft.Text(f"{whom} {words('shell.pin_kept')}", size=15, text_align=ft.TextAlign.CENTER, width=320)
    return named("forgot", ft.Semantics(content=text, live_region=True))
