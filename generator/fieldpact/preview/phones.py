"""The app's sessions in the preview: each a phone that takes a new bundle once no record is open on it."""

from __future__ import annotations

import logging
from pathlib import Path

import flet as ft
from fieldapp.data.problem import DataProblem
from fieldapp.ui.shell.start import open_app
from fieldapp.ui.shell.state import AppState

log = logging.getLogger(__name__)


class Phones:
    """All open phones. `current` is the bundle that a new phone opens."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.current: Path | None = None
        self.language: str | None = None
        self.theme: str | None = None
        self._phones: list[_Phone] = []

    def main(self, page: ft.Page) -> None:
        """Flet's entry point for one session."""
        phone = _Phone(page, self)
        self._phones.append(phone)
        page.on_close = lambda _: self._phones.remove(phone) if phone in self._phones else None
        phone.open()

    def show(self, bundle: Path) -> None:
        """Every phone takes the bundle as soon as it is between records."""
        self.current = bundle
        for phone in list(self._phones):
            phone.offer()

    def choose(self, language: str | None = None, theme: str | None = None) -> None:
        """The page's switches, on all phones and on those opened later."""
        self.language, self.theme = language or self.language, theme or self.theme
        for phone in list(self._phones):
            phone.dress()


class _Phone:
    def __init__(self, page: ft.Page, phones: Phones) -> None:
        self.page, self.phones = page, phones
        self.state: AppState | None = None
        self.shown: Path | None = None

    def open(self) -> None:
        bundle = self.phones.current
        if bundle is None:
            return
        try:
            self.state = open_app(self.page, bundle, self.phones.data)
        except DataProblem:
            # Records typed under a spec that no longer fits: put aside, so that the author sees the new app.
            self.phones.data.rename(bundle.with_name(f"{bundle.name}-data-before"))
            self.state = open_app(self.page, bundle, self.phones.data)
        self.shown = bundle
        if self.state is not None:
            self.state.navigation.subscribe(self.offer)
            self.dress()

    def offer(self) -> None:
        """Takes the newest bundle, unless a form is open: then when it is left."""
        if self.shown == self.phones.current:
            return
        if self.state is not None and self.state.navigation.current.kind == "form":
            return
        self.open()

    def dress(self) -> None:
        if self.state is None:
            return
        wanted = self.phones.language if self.phones.language in self.state.app.languages else None
        if wanted or self.phones.theme:
            self.state.choose(language=wanted, theme=self.phones.theme)
