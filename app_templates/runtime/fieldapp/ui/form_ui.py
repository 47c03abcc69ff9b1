"""What an input needs to know of the form it stands in, and how a leaf follows its cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import flet as ft

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.app.strings import Strings
from fieldapp.data.repository import Repository
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.engine import Engine
from fieldapp.ui.telling import snack
from fieldapp.ui.theme import Look

T = TypeVar("T")


class Subscribable(Protocol):
    """A cell, a check: anything that says when it changed."""

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` after each change until the returned function is called."""
        ...


def follow(source: Subscribable) -> None:
    """Render the calling component again after each change of `source`, as long as it stands on the screen.

    A hook: call it at the top of a component, every time. Each input, total and message follows its own cell, so
    that a keystroke renders a leaf or two and never the form.
    """
    _, turn = ft.use_state(0)
    _while_shown(source, lambda: source.subscribe(lambda: turn(lambda n: n + 1)))


def follow_visible(cell: Cell) -> bool:
    """Whether the cell is shown; renders the calling component again only when that changes."""
    return follow_value(cell, lambda: cell.visible)


def follow_value(source: Subscribable, read: Callable[[], T]) -> T:
    """What `read` answers; renders the calling component again when that changes, not whenever `source` does."""
    held, hold = ft.use_state(read())
    _while_shown(source, lambda: source.subscribe(lambda: hold(read())))
    return held


def _while_shown(source: Subscribable, subscribe: Callable[[], Callable[[], None]]) -> None:
    """Subscribes once a source and unsubscribes when the component goes, or follows another one from now on.

    Flet forgets a cleanup that an effect returned as soon as the component renders again, so it is given beside it.
    """
    held: list[Callable[[], None]] = ft.use_memo(list, [])

    def end() -> None:
        while held:
            held.pop()()

    def begin() -> None:
        end()
        held.append(subscribe())

    ft.use_effect(begin, [source], cleanup=end)


@dataclass(eq=False, repr=False)
class FormUi:
    """One open form: the engine that computes it and the services its inputs use.

    It has no repr of its own: Flet's web server writes each message out in full, and every input leads here, and from
    here to the page with all inputs.
    """

    engine: Engine
    strings: Strings
    app: AppDef
    page: ft.Page
    repository: Repository
    look: Look
    make: Callable[[FieldDef, str, str], None] | None = None
    """Opens a form over this one, to make a record for the link at a path, called as typed."""
    below: Callable[[], float] = lambda: 0.0
    """The height of the bar at the foot, which short words stand above."""

    def tell(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Short words above the bar; with `action` they stay long enough to be reached."""
        self.page.show_dialog(snack(text, self.below(), action, act))

    def maker(self, link: FieldDef, path: str) -> Callable[[str], None] | None:
        """What makes a record for a link at a path; None where the link or the person's rights don't let one."""
        make = self.make
        if make is None or not link.create or not self.repository.rights(link.to or "").create:
            return None
        return lambda typed: make(link, path, typed)

    def identifier(self, path: str) -> str:
        """The semantics identifier of an input: `field:date`, and `field:lines/2/qty` with the row's place, from 0.

        Rows are named by their place because a tester and a screen reader know no row ids.
        """
        parts = path.split("/")
        for at in range(1, len(parts) - 1, 2):
            lines = self.engine.cell("/".join(path.split("/")[:at]))
            assert isinstance(lines, LinesCell), f"{path} leads through {lines.path}, which has no rows"
            parts[at] = str(next(place for place, row in enumerate(lines.rows) if row.id == parts[at]))
        return "field:" + "/".join(parts)
