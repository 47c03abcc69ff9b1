"""Using the app from a test as a person would: tap, type, pick, read. No browser; the real app, engine and store."""

from __future__ import annotations

import asyncio
import inspect
import statistics
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context

from fieldapp.testing.client import PHONE, Client, packed
from fieldapp.testing.tree import current_view, texts_of, top_layers, walk
from fieldapp.ui.shell.navigation import HOME, Place
from fieldapp.ui.shell.root import show
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.shell.updates import open_repository

PATIENCE = 5.0
"""Seconds until `wait_for` gives up."""


class NotOnScreen(AssertionError):
    """What a test looked for isn't there; the message lists what is."""


class Driver:
    """One running app. Things are named by semantics identifier (`action:save`, `field:date`) or by visible text."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page: ft.Page = client.session.page
        self.failures: Sequence[Exception] = ()
        self.forgiving = False
        """Whether parts that can't be drawn are let pass; else they fail the test."""

    # -- reading ------------------------------------------------------------------------------------------------

    @property
    def route(self) -> str:
        return current_view(self.page).route

    def texts(self, identifier: str | None = None) -> list[str]:
        """The words on the screen and its open dialogs, or those inside one named part."""
        if identifier is not None:
            return texts_of(self.part(identifier))
        return [text for layer in top_layers(self.page) for text in texts_of(layer)]

    def has(self, identifier: str) -> bool:
        return next(self._parts(identifier), None) is not None

    def part(self, identifier: str) -> ft.Semantics:
        """The part of the screen with this semantics identifier."""
        found = next(self._parts(identifier), None)
        if found is None:
            there = sorted({str(c.identifier) for layer in top_layers(self.page) for c in _named(layer)})
            raise NotOnScreen(f"no {identifier!r} on {self.route}; there are {', '.join(there)}")
        return found

    # -- doing --------------------------------------------------------------------------------------------------

    async def tap(self, what: str) -> None:
        """Tap the named part, or the innermost thing to tap that shows this text or tooltip."""
        if self.has(what):
            await self._press(_first(self.part(what), _taps, what))
            return
        for layer in top_layers(self.page):
            shows = [c for c in walk(layer) if _taps(c) and what in [*texts_of(c), getattr(c, "tooltip", None)]]
            if shows:
                innermost = min(shows, key=lambda control: len(texts_of(control)))
                await self._press(innermost)
                return
        raise NotOnScreen(f"nothing to tap says {what!r} on {self.route}; the texts are {self.texts()}")

    async def enter(self, field: str, text: str) -> None:
        """Type into an input, named `field:date`, `date` or `visit.date`, and leave it; `search` is one too."""
        control = _first(self.part(self._input(field)), lambda c: isinstance(c, ft.TextField), field)
        await self._fire(control, "focus")
        await self._fire(control, "change", text, value=text)
        await self._fire(control, "blur")

    async def keystroke_seconds(self, field: str, texts: Sequence[str]) -> float:
        """Median processor seconds of one keystroke: engine, renders, diff and packing. Typing begins before, and what
        the driver does to wait for the rest comes after."""
        control = _first(self.part(self._input(field)), lambda c: isinstance(c, ft.TextField), field)
        await self._fire(control, "focus")
        session = self.client.session
        found = []
        for text in texts:
            start = time.process_time()
            session.apply_patch(control._i, {"value": text})
            await session.dispatch_event(control._i, "change", text)
            while session._Session__updates_ready.is_set():  # Flet has something to draw
                await asyncio.sleep(0)
            found.append(time.process_time() - start)
            await self.settle()
        return statistics.median(found)

    async def select(self, field: str, option: str) -> None:
        """Pick an option by its label: of a dropdown or radio group, else of what a tap on the field opens."""
        part = self.part(self._input(field))
        for control in walk(part):
            if isinstance(control, ft.Dropdown):
                key = next((o.key or o.text for o in control.options if option in (o.key, o.text)), None)
                await self._fire(control, "select", key, value=key)
                return
            if isinstance(control, ft.RadioGroup):
                radio = next(r for r in walk(control) if isinstance(r, ft.Radio) and option in (r.label, r.value))
                await self._fire(control, "change", radio.value, value=radio.value)
                return
        inside = [c for c in walk(part) if _taps(c) and option in texts_of(c)]
        if inside:
            await self._press(min(inside, key=lambda control: len(texts_of(control))))
            return
        await self._press(_first(part, _taps, field))
        await self.tap(option)

    async def toggle(self, field: str, on: bool = True) -> None:
        """Set a switch or checkbox."""
        control = _first(self.part(self._input(field)), lambda c: isinstance(c, ft.Switch | ft.Checkbox), field)
        await self._fire(control, "change", on, value=on)

    async def go(self, to: str) -> None:
        """Go to `home`, `settings`, `new:<table>`, `list:<table>` or `<table>/<record id>`, wherever the app is."""
        kind, _, name = to.partition(":")
        table, _, record = to.partition("/")
        places = {
            "home": HOME,
            "settings": Place("settings"),
            "new": Place("form", name),
            "list": Place("list", name),
        }
        self.state.navigation.go(places.get(kind) or Place("detail", table, record=record))
        await self.settle()

    async def back(self) -> None:
        """The phone's own back."""
        view = current_view(self.page)
        if view.on_confirm_pop is not None:
            await self._fire(view, "confirm_pop")
        else:
            await self._fire(self.page, "view_pop", {"route": view.route})

    async def pause(self) -> None:
        """The app goes to the background, as before a kill."""
        await self._fire(self.page, "app_lifecycle_state_change", {"state": ft.AppLifecycleState.PAUSE.value})

    async def wait_for(self, holds: Callable[[], bool]) -> None:
        """Wait until `holds`, for what the app does by itself after a while."""
        until = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > until:
                raise NotOnScreen(f"waited in vain on {self.route}; the texts are {self.texts()}")
            await self.settle()
        await self.settle()  # what has just come is drawn; now it also listens

    async def settle(self) -> None:
        """Let pending renders and effects run. An error in the app fails the test here."""
        await self._rest()
        for dialog in [dialog for dialog in self.page._dialogs.controls if not dialog.open]:
            # A real client says so once a closed dialog has faded out; only then does Flet let go of it.
            await self.client.session.dispatch_event(dialog._i, "dismiss", None)
            await self._rest()
        if self.client.crashes:
            raise AssertionError(f"the app crashed: {self.client.crashes[-1]}")
        if self.failures and not self.forgiving:
            raise AssertionError(f"a part could not be drawn: {self.failures[0]!r}") from self.failures[0]

    async def _rest(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        renders: asyncio.Task[None] | None = getattr(self.client.session, "_Session__updates_task", None)
        if renders is not None and renders.done() and (error := renders.exception()):
            # An exception while a component renders ends Flet's own task, and nothing is drawn any more.
            raise AssertionError(f"a screen could not be drawn: {error!r}") from error

    # -- inside -------------------------------------------------------------------------------------------------

    state: AppState
    """The app's state; set by `running`."""

    def _input(self, field: str) -> str:
        named = (field, f"field:{field}", f"field:{field.partition('.')[2].replace('.', '/')}")
        return next((name for name in named if self.has(name)), named[1])

    def _parts(self, identifier: str) -> Iterator[ft.Semantics]:
        for layer in top_layers(self.page):
            yield from (part for part in _named(layer) if part.identifier == identifier)

    async def _press(self, control: BaseControl) -> None:
        if isinstance(control, ft.Chip) and control.on_select is not None:
            await self._fire(control, "select", not control.selected, selected=not control.selected)
        else:
            await self._fire(control, "click")

    async def _fire(self, control: BaseControl, event: str, data: Any = None, **properties: Any) -> None:
        """As a client does it: first the properties, then the event."""
        session = self.client.session
        if properties:
            session.apply_patch(control._i, properties)
        await session.dispatch_event(control._i, event, data)
        await self.settle()


@asynccontextmanager
async def showing(main: Callable[[ft.Page], Any]) -> AsyncIterator[Driver]:
    """A page with `main` on it. Leaving is a kill: nothing gets the chance to tidy up."""
    client = Client()
    driver = Driver(client)
    session = client.session
    session.apply_page_patch(dict(PHONE))
    packed(session.get_page_patch())
    _context_page.set(session.page)
    page_context: Any = context  # Flet leaves this untyped
    page_context.reset_auto_update()
    try:
        result = main(session.page)
        if inspect.isawaitable(result):
            await result
        await session.after_event(session.page)
        await driver.settle()
        yield driver
    finally:
        client.stop()


@asynccontextmanager
async def running(bundle: Path, data: Path, me: str = "") -> AsyncIterator[Driver]:
    """The app of `bundle` over the records in `data`, used by the person with the id `me`.

    Raises `BundleRefused` and `DataProblem`.
    """
    repository = open_repository(bundle, data)
    states: list[AppState] = []

    def main(page: ft.Page) -> None:
        states.append(AppState(repository, page, me))
        show(page, states[0])

    try:
        async with showing(main) as driver:
            driver.state = states[0]
            driver.failures = states[0].failures
            yield driver
    finally:
        repository.close()


def _named(layer: BaseControl) -> Iterator[ft.Semantics]:
    return (control for control in walk(layer) if isinstance(control, ft.Semantics) and control.identifier)


def _taps(control: BaseControl) -> bool:
    reacts = getattr(control, "on_click", None) or (isinstance(control, ft.Chip) and control.on_select)
    return bool(reacts) and not getattr(control, "disabled", False)


def _first(part: BaseControl, fits: Callable[[BaseControl], bool], name: str) -> BaseControl:
    found = next((control for control in walk(part) if fits(control)), None)
    if found is None:
        raise NotOnScreen(f"{name!r} holds nothing that could take this: {[type(c).__name__ for c in walk(part)]}")
    return found
