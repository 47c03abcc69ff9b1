"""The app on a page that we hold in our hands: it shows the screen, the language and the person that it is told to."""

from __future__ import annotations

import asyncio
import functools
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import flet as ft
import flet_web.fastapi as flet_fastapi  # type: ignore[import-untyped]  # flet-web ships no types
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from fieldapp.app.definition import TableDef
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import DataProblem, Repository
from fieldapp.testing.fake import fill
from fieldapp.ui.shell.navigation import HOME, Place
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.shell.sessions import Session, Sessions
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import FONTS
from fieldapp.unchanging import unchanging

RECORDS = 6
"""Invented ones in each table that people fill."""


@unchanging
class Scene:
    """One screen in one language, seen by one person. `page` is that of a form in pages, from 0."""

    place: Place
    language: str
    person: str
    title: str
    rows: int
    """How much there is on it, so that the picture is high enough."""
    page: int = 0


class Stage(Sessions):
    """The sessions of one app over invented records."""

    def __init__(self, bundle: Path, data: Path) -> None:
        super().__init__(Repository(load_bundle(bundle), data, bundle))
        self.opened = threading.Event()
        self.failed: Exception | None = None
        for table in self.store.app.tables.values():
            if not table.reference:
                fill(self.store, table, RECORDS, seed=1)

    @property
    def store(self) -> Repository:
        assert self.repository is not None
        return self.repository

    def main(self, page: ft.Page) -> None:
        super().main(page)
        self.opened.set()

    def show(self, scene: Scene) -> threading.Event:
        """Every page shows the scene soon, and what is returned is set then; `failed` says what went wrong."""
        done = threading.Event()

        def step(session: Session) -> None:
            try:
                if session.state is not None:
                    _set(session.state, scene)
            except DataProblem as problem:
                self.failed = problem
            finally:
                done.set()

        self.failed = None
        self.each(step)
        return done

    def scenes(self) -> Iterator[Scene]:
        """The home of each role, each list, a record of each table and each form: as the first person who may."""
        app = self.store.app
        for language in app.languages:
            for role, person in self._roles().items():
                called = self._called(app.roles[role], language) if role in app.roles else ""
                yield Scene(HOME, language, person, f"Home, {called}" if called else "Home", 0)
            for table in app.tables.values():
                yield from self._of_table(table, language)
            for view in app.views:
                person = self._person(functools.partial(_reads, view.of))
                title = self._called(view.label, language)
                yield Scene(Place("list", view.of, view=view.name), language, person, title, 0)

    def _of_table(self, table: TableDef, language: str) -> Iterator[Scene]:
        title = self._called(table.label, language)
        reader = self._person(lambda door: door.rights(table.name).read and bool(_first(door, table)))
        reader = reader or self._person(lambda door: door.rights(table.name).read)
        yield Scene(Place("list", table.name), language, reader, self._called(table.labels, language), 0)
        if record := _first(self._door(reader), table):
            yield Scene(Place("detail", table.name, record=record), language, reader, title, len(table.fields))
        if table.reference:
            return
        maker = self._person(lambda door: door.rights(table.name).create)
        door = self._door(maker)
        if not door.rights(table.name).create:
            return
        record = _first(door, table, editable=True)
        place = Place("form", table.name, record=record)
        pages = max(1, sum(section.page for section in table.sections) + 1)
        for page in range(pages):
            yield Scene(place, language, maker, title, len(table.fields), page)

    def _person(self, fits: Callable[[Repository], bool]) -> str:
        """The first person for whom it holds; "" in an app without people, or where it holds for nobody."""
        return next((str(p["id"]) for p in self.store.people() if fits(self.store.acting(p))), "")

    def _roles(self) -> dict[str, str]:
        """By role the first person who has it: each has a home of their own."""
        people = {str(person["role"]): str(person["id"]) for person in reversed(self.store.people())}
        return dict(reversed(people.items())) or {"": ""}

    def _door(self, person: str) -> Repository:
        known = next((each for each in self.store.people() if each["id"] == person), None)
        return self.store.acting(known) if known is not None else self.store.as_device()

    def _called(self, key: str, language: str) -> str:
        texts = self.store.app.strings
        return texts.get(language, {}).get(key, key)

    def name_of(self, person: str) -> str:
        return next((str(each["name"]) for each in self.store.people() if each["id"] == person), "")


def _reads(table: str, door: Repository) -> bool:
    return door.rights(table).read


def _first(door: Repository, table: TableDef, editable: bool = False) -> str:
    """The newest record that the person may read, or change too; "" if there is none."""
    for entry in door.list(table.name, limit=20).rows:
        record = door.record(table.name, entry.id)
        if record is not None and (not editable or door.rights(table.name, record).edit):
            return entry.id
    return ""


def _set(state: AppState, scene: Scene) -> None:
    """Goes there in one step: a screen on the way would be taken for the one that is wanted."""
    for form in list(state.forms.values()):
        form.close()
    state.choose(language=scene.language, theme="light", person=scene.person or None)
    if scene.place.kind == "form":
        form = OpenForm.at(state, scene.place)
        if scene.page < len(form.pages.shown):
            form.turn(form.pages.shown[scene.page])
    state.navigation.places = [HOME] if scene.place == HOME else [HOME, scene.place]
    state.navigation.tell()


@asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    await flet_fastapi.app_manager.start()
    yield
    await flet_fastapi.app_manager.shutdown()


@contextmanager
def serving(stage: Stage) -> Iterator[str]:
    """The stage's address while it is served, to this machine only."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    app = Starlette(
        routes=[Mount("/", flet_fastapi.app(stage.main, no_cdn=True, assets_dir=str(FONTS)))], lifespan=_lifespan
    )
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_level="error", lifespan="on"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join(10)
