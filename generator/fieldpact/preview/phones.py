"""The app's sessions in the preview: each a phone that takes a new bundle once no record is open on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import flet as ft

from fieldapp.app.strings import Strings
from fieldapp.data.repository import DataProblem, Repository
from fieldapp.ui.shell.root import show
from fieldapp.ui.shell.start import open_repository
from fieldapp.ui.shell.state import AppState


class Phones:
    """All open phones. `data` is the folder of their records, which they share."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.bundle: Path | None = None
        self.repository: Repository | None = None
        self.language: str | None = None
        self.theme: str | None = None
        self.person: str | None = None
        self._phones: list[_Phone] = []

    def main(self, page: ft.Page) -> None:
        """Flet's entry point for one session."""
        phone = _Phone(page, self)
        self._phones.append(phone)
        page.on_close = lambda _: self._phones.remove(phone) if phone in self._phones else None
        phone.offer()

    def show(self, bundle: Path) -> None:
        """Every phone takes the bundle as soon as it is between records."""
        try:
            self.repository = open_repository(bundle, self.data)
        except DataProblem:
            # Records typed under a spec that no longer fits are put aside, so that the author sees the new app.
            self.data.rename(self.data.with_name(f"data-before-{bundle.name}"))
            self.repository = open_repository(bundle, self.data)
        self.bundle = bundle
        for phone in list(self._phones):
            phone.run(phone.offer)

    def people(self) -> list[dict[str, str]]:
        """Who the app can be tried out as, each with their role as the app calls it."""
        if self.repository is None:
            return []
        roles = {name: Strings(self.repository.app, "").of(key) for name, key in self.repository.app.roles.items()}
        return [
            {"id": str(one["id"]), "name": str(one["name"]), "role": roles.get(str(one["role"]), "")}
            for one in self.repository.people()
        ]

    def choose(self, language: str | None = None, theme: str | None = None, person: str | None = None) -> None:
        """The page's switches, on all phones and on those opened later."""
        self.language, self.theme = language or self.language, theme or self.theme
        self.person = person or self.person
        for phone in list(self._phones):
            phone.run(phone.dress)


class _Phone:
    """One session. An open form keeps the bundle and the repository that it began with."""

    def __init__(self, page: ft.Page, phones: Phones) -> None:
        self.page, self.phones = page, phones
        self.state: AppState | None = None

    def run(self, step: Callable[[], None]) -> None:
        """Runs a step as an event of this session: Flet sends what changed only then."""

        async def event() -> None:
            step()

        self.page.run_task(event)

    def offer(self) -> None:
        """Takes the newest bundle, unless a form is open: then when it is left."""
        newest = self.phones.repository
        if newest is None or (self.state is not None and self.state.source is newest):
            return
        if self.state is not None and self.state.navigation.current.kind == "form":
            return
        self.state = AppState(newest, self.page)
        show(self.page, self.state)
        self.state.navigation.subscribe(self.offer)
        self.dress()

    def dress(self) -> None:
        if self.state is None:
            return
        wanted = self.phones.language if self.phones.language in self.state.app.languages else None
        people = [person["id"] for person in self.state.people]
        person = self.phones.person if self.phones.person in people else None
        if wanted or person or self.phones.theme:
            self.state.choose(language=wanted, theme=self.phones.theme, person=person)
