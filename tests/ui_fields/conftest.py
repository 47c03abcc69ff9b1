"""A form with some of the showcase's fields on a headless page."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import flet as ft
import pytest

from fieldapp.data.repository import Repository
from fieldapp.testing.driver import Driver, showing
from fieldapp.testing.tree import top_layers, walk
from fieldapp.ui.form_ui import FormUi

sys.path.insert(0, str(Path(__file__).parent))  # the suite runs in importlib mode, which leaves the folder out

import showcase

T = TypeVar("T")


class Screen:
    """A form that is shown, with the driver that stands before it."""

    def __init__(self, driver: Driver, form: FormUi) -> None:
        self.driver = driver
        self.form = form

    def all(self, kind: type[T], inside: str | None = None) -> list[T]:
        """The visible controls of a kind, in reading order: of a named part, or of everything on the screen."""
        nodes = [self.driver.part(inside)] if inside else top_layers(self.driver.page)
        return [control for node in nodes for control in walk(node) if isinstance(control, kind)]

    def button(self, name: str) -> ft.IconButton | ft.Container:
        """The icon button that a screen reader calls `name`; a stepper of a pad is a plain face without focus."""
        for part in self.all(ft.Semantics):
            if part.label == name and part.button and isinstance(part.content, ft.Container):
                return part.content
        return next(
            button
            for button in self.all(ft.IconButton)
            if isinstance(button.icon, ft.Icon) and button.icon.semantics_label == name
        )

    async def act(self, control: Any, event: str, data: Any = None, **properties: Any) -> None:
        """What the client does: first the properties, then the event."""
        session = self.driver.client.session
        if properties:
            session.apply_patch(control._i, properties)
        await session.dispatch_event(control._i, event, data)
        await self.driver.settle()

    async def type(self, name: str, text: str) -> None:
        """Keystrokes into an input, without leaving it."""
        await self.act(self.all(ft.TextField, f"field:{name}")[0], "change", text, value=text)


Show = Callable[..., AbstractAsyncContextManager[Screen]]


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    store = showcase.store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def show(repository: Repository) -> Show:
    """`async with show("name", …) as screen`: these fields on a page, on a new record with these values."""

    @asynccontextmanager
    async def shown(*names: str, **values: Any) -> AsyncIterator[Screen]:
        forms: list[FormUi] = []

        def main(page: ft.Page) -> None:
            form = showcase.open_form(page, repository, values)
            forms.append(form)
            page.render(lambda: showcase.Sheet(form, names))

        async with showing(main) as driver:
            yield Screen(driver, forms[0])

    return shown
