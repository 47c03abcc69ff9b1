"""Where the person is: a stack of places, the last one on the screen."""

from __future__ import annotations

from typing import Literal

from fieldapp.ui.shell.changes import Changes
from fieldapp.unchanging import unchanging

Kind = Literal["home", "list", "detail", "form", "settings"]


@unchanging
class Place:
    """One screen. `table` and `record` as the kind needs them; `view` names a list of the app's own."""

    kind: Kind
    table: str = ""
    view: str = ""
    record: str = ""
    draft: str = ""
    errand: str = ""
    """Tells forms apart that are opened over each other, each to make a record for the one below."""

    @property
    def route(self) -> str:
        """A path of its own for each place: the client tells its pages apart by it."""
        parts = [self.kind, self.table, self.view, self.record, self.draft, self.errand]
        return "/" if self.kind == "home" else "/" + "/".join(part for part in parts if part)


HOME = Place("home")


class Navigation(Changes):
    """The stack. It never gets empty: home stays at the bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[Place] = [HOME]

    @property
    def current(self) -> Place:
        return self.places[-1]

    def list_of(self, place: Place) -> Place | None:
        """The list that a record or form was opened from, which it can stand beside."""
        if place.kind not in ("detail", "form") or place not in self.places:
            return None
        before = self.places[: self.places.index(place)]
        return next((each for each in reversed(before) if each.kind == "list"), None)

    def opened_from(self, place: Place) -> Place | None:
        """The record or form that was opened last from the list at `place`."""
        return self.current if self.list_of(self.current) == place else None

    def open_from(self, place: Place, opened: Place) -> None:
        """Open a record or form from the list at `place`, in the stead of what was opened from it before."""
        self.places[self.places.index(place) + 1 :] = [opened]
        self.tell()

    def close(self, place: Place) -> None:
        """Step out of a place and of all that was opened from it."""
        if place in self.places[1:]:
            del self.places[self.places.index(place) :]
            self.tell()

    def go(self, place: Place) -> None:
        """Step to a place; one that is already on the stack is returned to instead."""
        if place in self.places:
            del self.places[self.places.index(place) + 1 :]
        else:
            self.places.append(place)
        self.tell()

    def back(self) -> None:
        if len(self.places) > 1:
            self.places.pop()
            self.tell()

    def replace(self, place: Place) -> None:
        """Put `place` where the current one stands: a saved form becomes the record's page."""
        self.places.pop()
        if place in self.places:
            del self.places[self.places.index(place) :]
        self.places.append(place)
        if self.places[0] != HOME:
            self.places.insert(0, HOME)
        self.tell()

    def home(self) -> None:
        self.places = [HOME]
        self.tell()
