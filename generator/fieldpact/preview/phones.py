"""The app's sessions in the preview: phones that take a new bundle once no record is open on any of them."""

from __future__ import annotations

from pathlib import Path

from fieldapp.app.strings import Strings
from fieldapp.data.repository import DataProblem, Repository
from fieldapp.ui.shell.sessions import Session, Sessions
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.shell.updates import open_repository


class Phones(Sessions):
    """All open phones. `data` is the folder of their records, which they share."""

    def __init__(self, data: Path) -> None:
        super().__init__()
        self.data = data
        self.language: str | None = None
        self.theme: str | None = None
        self.person: str | None = None

    def show(self, bundle: Path) -> None:
        """Every phone takes the bundle as soon as all are between records."""
        self.take(lambda: self._opened(bundle))

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
        self.each(self._dressed)

    def dress(self, state: AppState) -> None:
        wanted = self.language if self.language in state.app.languages else None
        people = [person["id"] for person in state.people]
        person = self.person if self.person in people else None
        if wanted or person or self.theme:
            state.choose(language=wanted, theme=self.theme, person=person)

    def _dressed(self, session: Session) -> None:
        if session.state is not None:
            self.dress(session.state)

    def _opened(self, bundle: Path) -> Repository:
        try:
            return open_repository(bundle, self.data)
        except DataProblem:
            # Records typed under a spec that no longer fits are put aside, so that the author sees the new app.
            self.data.rename(self.data.with_name(f"data-before-{bundle.name}"))
            return open_repository(bundle, self.data)
