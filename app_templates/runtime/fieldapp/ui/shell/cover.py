"""What lies over the screen while the app isn't at the front, so that the switcher between apps shows no record."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.ui.shell.state import AppState

PHONES = (ft.PagePlatform.ANDROID, ft.PagePlatform.ANDROID_TV, ft.PagePlatform.IOS)
"""Where the system keeps a picture of each app. On a desktop a window without the focus is still being read."""


class Cover:
    """Over everything but open sheets, which wait under the system's own: screens keep what they hold, such as a
    file that is being picked. A tap takes it away too, in case the system never says that the app is back.
    """

    def __init__(self, page: ft.Page, state: AppState) -> None:
        self._page = page
        self._state = state
        self._drawn: ft.Control | None = None

    @property
    def wanted(self) -> bool:
        """Only a policy that lets screens be captured does without: silence is a no."""
        policy = self._state.app.policy
        return policy.get("capture") is not True and self._page.platform in PHONES and not self._page.web

    def lay(self) -> None:
        """The app leaves the front."""
        if self._drawn is None and self.wanted:
            self._drawn = _sheet(self._state, self.lift)
            self._page.overlay.append(self._drawn)
            self._page.update()

    def lift(self) -> None:
        """The app is back."""
        if self._drawn is not None:
            self._page.overlay.remove(self._drawn)
            self._drawn = None
            self._page.update()
            self._state.lock.check()


def _sheet(state: AppState, lift: Callable[[], None]) -> ft.Control:
    name = ft.Text(state.app_name, size=24, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER)
    return ft.Container(
        name,
        bgcolor=ft.Colors.SURFACE,
        alignment=ft.Alignment.CENTER,
        expand=True,
        left=0,
        right=0,
        top=0,
        bottom=0,
        on_click=lambda _: lift(),
    )
