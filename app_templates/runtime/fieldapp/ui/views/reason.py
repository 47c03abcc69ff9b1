"""The sheet that asks why, and for a signature, before something is done."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, TAP
from fieldapp.ui.views.frame import named
from fieldapp.ui.views.pin import wait_text


def ask_reason(
    state: AppState, title: str, done: Callable[[str], None], *, required: bool = True, asked: bool = True,
    meaning: str = "",
) -> None:  # fmt: skip
    """Asks for a reason where it is `asked`, and for the PIN under `meaning`; `done` gets the reason.

    A signature asks for the PIN on a device that has one; elsewhere the sheet itself is the signature.
    """
    words = state.strings.ui
    needs_pin = bool(meaning) and state.lock.has_pin
    reason = _field(words("moves.why" if required else "moves.why_optional"))
    secret = _field(words("shell.pin"), password=True)

    def go(_: object) -> None:
        reason.error = words("reason_needed") if asked and required and not reason.value.strip() else None
        wrong = not reason.error and needs_pin and not state.lock.accepts(secret.value)
        wait = state.lock.seconds_to_wait
        secret.error = (wait_text(state.strings, wait) if wait else words("shell.pin_wrong")) if wrong else None
        if reason.error or secret.error:
            sheet.update()
            return
        state.page.pop_dialog()
        done(reason.value.strip())

    parts: list[ft.Control] = [ft.Semantics(header=True, content=ft.Text(title, size=20, weight=ft.FontWeight.W_600))]
    if asked:
        parts.append(named("field:reason", reason))
    if meaning:
        parts.append(ft.Text(words("moves.sign", meaning=meaning), size=16))
    if needs_pin:
        parts.append(named("field:pin", secret))
    confirm = ft.FilledButton(title, expand=True, on_click=go)
    cancel = ft.TextButton(words("cancel"), height=TAP, on_click=lambda _: state.page.pop_dialog())
    parts.append(ft.Row([named("action:cancel", cancel), named("action:confirm", confirm, expand=True)], spacing=GAP))
    sheet = ft.BottomSheet(
        content=ft.Container(
            ft.Column(parts, spacing=GAP, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            padding=ft.Padding.only(left=GAP * 1.5, right=GAP * 1.5, bottom=GAP * 1.5),  # the handle has its own air
        ),
        scrollable=True,
        show_drag_handle=True,
        use_safe_area=True,
    )
    state.page.show_dialog(sheet)


def _field(label: str, password: bool = False) -> ft.TextField:
    return ft.TextField(
        label=label,
        password=password,
        multiline=not password,
        max_length=None if password else 500,
        filled=True,
        autofocus=True,
    )
