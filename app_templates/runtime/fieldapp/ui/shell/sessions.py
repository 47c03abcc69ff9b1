"""The sessions of one app, which take a newer bundle together, between records."""

from __future__ import annotations

import threading
from collections.abc import Callable

import flet as ft

from fieldapp.data.repository import Repository
from fieldapp.ui.shell.root import show
from fieldapp.ui.shell.state import AppState


class Sessions:
    """All open sessions over one repository; on a phone there is one.

    A newer bundle may change the tables, so nobody may be in the middle of a record when it is opened: as long as a
    form is open anywhere, everybody stays with the bundle that they have.
    """

    def __init__(self, repository: Repository | None = None) -> None:
        self.repository = repository
        self._open: list[Session] = []
        self._waiting: Callable[[], Repository] | None = None
        self._lock = threading.RLock()

    def main(self, page: ft.Page) -> None:
        """Flet's entry point for one session."""
        session = Session(page, self)
        self._open.append(session)
        page.on_close = lambda _: self._closed(session)
        session.offer()

    def take(self, opening: Callable[[], Repository]) -> None:
        """Calls `opening` as soon as no form is open, and shows what it gives to all."""
        with self._lock:
            self._waiting = opening
        self.settle()

    def settle(self) -> None:
        """Opens what waits, if nobody is in the middle of a record."""
        with self._lock:
            if self._waiting is None or any(session.busy for session in self._open):
                return
            opening, self._waiting = self._waiting, None
            self.repository = opening()
        self.each(Session.offer)

    def each(self, step: Callable[[Session], None]) -> None:
        """Does something in every session, as an event of its own: Flet sends what changed only then."""
        for session in list(self._open):
            session.run(step)

    def dress(self, state: AppState) -> None:
        """What a session gets beside the app itself; nothing here."""

    def _closed(self, session: Session) -> None:
        if session in self._open:
            self._open.remove(session)
        self.settle()


class Session:
    """One page."""

    def __init__(self, page: ft.Page, sessions: Sessions) -> None:
        self.page, self.sessions = page, sessions
        self.state: AppState | None = None

    @property
    def busy(self) -> bool:
        """Whether a form is open, or waits under another screen."""
        return self.state is not None and any(place.kind == "form" for place in self.state.navigation.places)

    def run(self, step: Callable[[Session], None]) -> None:
        async def event() -> None:
            step(self)

        self.page.run_task(event)

    def offer(self) -> None:
        """Shows the newest repository, unless this session shows it already."""
        newest = self.sessions.repository
        if newest is None or (self.state is not None and self.state.source is newest):
            return
        self.state = AppState(newest, self.page)
        show(self.page, self.state)
        self.state.navigation.subscribe(self.sessions.settle)
        self.sessions.dress(self.state)
