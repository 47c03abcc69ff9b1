"""Everything a running app knows, in one place: made once a session, handed to every screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import flet as ft

from fieldapp.app.definition import AppDef, TableDef
from fieldapp.app.strings import Strings
from fieldapp.data.keystore import FileKeyStore
from fieldapp.data.person import NOBODY
from fieldapp.data.repository import Repository
from fieldapp.data.world import StoredWorld
from fieldapp.formula.world import Record
from fieldapp.policy.pin import PinGuard
from fieldapp.ui.shell.changes import Changes
from fieldapp.ui.shell.dress import dress
from fieldapp.ui.shell.lock import Lock
from fieldapp.ui.shell.navigation import Navigation, Place
from fieldapp.ui.shell.preferences import Preferences
from fieldapp.ui.shell.speech import language_of, page_language, reads_from_right, spoken_of
from fieldapp.ui.telling import Feet, snack
from fieldapp.ui.theme import LIST_WIDTH, WIDE, Look, look_of

if TYPE_CHECKING:
    from fieldapp.ui.shell.open_form import OpenForm


class AppState:
    """The app, its records, and what the person chose. Screens follow `navigation`, `records`, `appearance`, `lock`."""

    def __init__(self, repository: Repository, page: ft.Page, me: str = "") -> None:
        """`me` is the id of the person to work as in a draft; else the one chosen last, else the first."""
        self.app: AppDef = repository.app
        self.source = repository
        """The store as it was opened; all sessions share it."""
        self.page = page
        self.width = float(page.width or 390)
        self._device_language = language_of(page)
        self.preferences = Preferences.load(repository.folder)
        self._person = me or self.preferences.person
        self.navigation = Navigation()
        self.feet = Feet()
        self.records = Changes()
        """Told after a save, a delete, an undo, a draft kept or dropped."""
        self.appearance = Changes()
        """Told after a change of language, theme or width."""
        self.look: Look = look_of(self.app.brand.color)
        minutes = self.app.policy.get("idle_lock_minutes")
        self.lock = Lock(
            float(minutes) if minutes else None,
            # A draft holds no real records and must open at once in a preview; it shows the lock without a PIN.
            demands_pin=bool(minutes) and not self.app.draft,
            guard=PinGuard(FileKeyStore(repository.folder / "lock")),
        )
        self.strings = Strings(self.app, self.language)
        self.repository = repository.acting(self.me, self.language)
        """The store as this person may see and change it."""
        self.failures: list[Exception] = []
        """What could not be drawn."""
        self.forms: dict[Place, OpenForm] = {}
        """Forms being filled. They outlive their screens, which go while the app is locked."""

    @property
    def language(self) -> str:
        """The chosen language, else the device's if the app speaks it, else the app's first."""
        for wanted in (self.preferences.language, self._device_language):
            if spoken := spoken_of(self.app, wanted):
                return spoken
        return self.app.languages[0]

    @property
    def people(self) -> Sequence[Record]:
        """Who a draft can be tried out as."""
        return self.source.people() if self.app.draft else ()

    @property
    def me(self) -> Record:
        """The person, with their role; in an app without people just whoever holds the device."""
        people = self.people
        if not people:
            return {**NOBODY, "id": "me", "name": self.strings.ui("shell.me")}
        return next((person for person in people if person["id"] == self._person), people[0])

    @property
    def known(self) -> bool:
        """Whether the app knows enough of who holds the device: an app with roles needs to know the person."""
        return not self.app.roles or bool(self.people)

    @property
    def rtl(self) -> bool:
        """Whether the screens are laid out from right to left."""
        return reads_from_right(self.app, self.language)

    @property
    def role(self) -> str:
        """The role of the person; empty in an app without roles."""
        return str(self.me["role"] or "")

    @property
    def wide(self) -> bool:
        """Whether there is room for a list and a record side by side."""
        return self.width >= WIDE

    def beside(self, place: Place) -> bool:
        """Whether a record or form stands beside the list that it was opened from."""
        return self.wide and self.navigation.list_of(place) is not None

    def room(self, place: Place) -> float:
        """The width that a place has."""
        if self.wide and place.kind == "list":
            return LIST_WIDTH
        return self.width - LIST_WIDTH if self.beside(place) else self.width

    def resized(self) -> None:
        """The page has another size. Only the width matters: the height changes with every opening of a keyboard."""
        if self.page.width and self.page.width != self.width:
            self.width = float(self.page.width)
            self.appearance.tell()

    def world(self) -> StoredWorld:
        """The world that formulas see now: this person's, in this session's language."""
        return self.repository.world()

    def tables(self, reference: bool) -> list[TableDef]:
        """Those that the person may look into, or add to."""
        tables = [table for table in self.app.tables.values() if table.reference is reference]
        rights = {table.name: self.repository.rights(table.name) for table in tables}
        return [table for table in tables if rights[table.name].read or rights[table.name].create]

    def choose(self, *, language: str | None = None, theme: str | None = None, person: str | None = None) -> None:
        """Take and keep a choice from the settings."""
        if person is not None and person != self.me["id"]:
            self._leave_forms()
            self._person = person
        self.preferences.language = language or self.preferences.language
        self.preferences.theme = theme or self.preferences.theme
        self.preferences.person = person or self.preferences.person
        self.preferences.save(self.repository.folder)
        self.strings = Strings(self.app, self.language)
        self.repository = self.repository.acting(self.me, self.language)
        self.dress()
        self.appearance.tell()
        self.records.tell()

    def dress(self) -> None:
        """Give the page the app's name and colours."""
        self.page.locale_configuration = page_language(self.language)
        dress(self.page, self.app, self.language, self.preferences.theme)

    @property
    def app_name(self) -> str:
        return self.strings.of(self.app.name)

    def tell(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Short words above the foot of the screen; with `action` they stay long enough to be reached."""
        below = self.feet.below(self.navigation.current)
        self.page.show_dialog(snack(text, below, action, act))

    def keep_drafts(self) -> None:
        """Write every draft that is due: the app may be killed after this."""
        for form in self.forms.values():
            form.keep_draft()

    def _leave_forms(self) -> None:
        """Another person takes over: what was being filled waits as a draft of who filled it."""
        if self.forms:
            for form in list(self.forms.values()):
                form.close()
            self.navigation.home()
