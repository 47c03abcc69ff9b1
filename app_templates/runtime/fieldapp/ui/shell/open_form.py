"""One form being filled: its engine, its draft on disk, and what saving it means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from fieldapp.app.definition import TableDef
from fieldapp.data.repository import DataProblem
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.engine import Engine, Problem
from fieldapp.form.pages import Page, Pages
from fieldapp.ui.figure import total_field
from fieldapp.ui.shell.changes import Changes
from fieldapp.ui.shell.errand import Errand
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState

DRAFT_DELAY = 0.8
"""Seconds from a change to the draft on disk; several changes in that time make one write."""


class OpenForm:
    """Made when the person opens a form (`OpenForm.at`), over with `close`, when they leave or save it.

    The draft is written soon after each change and at once when the app goes to the background, so that a kill
    costs at most the last second.
    """

    def __init__(self, state: AppState, place: Place, errand: Errand | None = None) -> None:
        self.state = state
        self.place = place
        self.table: TableDef = state.repository.form_table(place.table, place.record)
        self.record = place.record
        """The record being edited; empty for a new one."""
        self.following = ""
        """The move to make once this is saved."""
        self.correction = ""
        """Why a frozen record is changed."""
        self.draft = place.draft or self._left_over()
        """The draft on disk; empty while there is none."""
        self.errand = errand
        """Which other form waits for the record that is made here."""
        self._page = ""
        self._left: tuple[str, ...] = ()
        self.engine = self._engine()
        total = total_field(self.table.fields)
        self.pages = Pages(self.engine, (total.name,) if total is not None else ())
        """The running total stands in the save bar, and there only."""
        self.pages.resume(self._page, self._left)
        self.refusals = Changes()
        """Told after each attempt to save, and when less stands against it than before."""
        self.problems: list[Problem] = []
        """What stood against the last attempt and still does."""
        self.looked_at = 0
        """Which of the problems the person was led to."""
        self._saving = self._asking = False
        self._due: asyncio.TimerHandle | None = None
        self._stops: dict[str, Callable[[], None]] = {}
        self._follow(self.engine.record.cells.values())
        for index, check in enumerate(self.engine.checks):
            self._stops[f"#{index}"] = check.subscribe(self._changed)

    def _engine(self) -> Engine:
        app, world, repository = self.state.app, self.state.world(), self.state.repository
        if (draft := repository.drafts.get(self.draft)) is not None:
            self._page, self._left = draft.doc.get("page", ""), tuple(draft.doc.get("left", ()))
            self.errand = self.errand or Errand.of(draft.doc)
            return Engine.from_draft(app, self.table, world, draft.doc["form"])
        self.draft = ""
        if self.record:
            return Engine(app, self.table, world, repository.record(self.table.name, self.record))
        return Engine(app, self.table, world)

    def _left_over(self) -> str:
        """The draft that an earlier edit of this record left: going on with it loses nothing."""
        drafts = self.state.repository.drafts.list(self.table.name) if self.record else []
        return next((draft.id for draft in drafts if draft.doc["record"] == self.record), "")

    @classmethod
    def at(cls, state: AppState, place: Place) -> OpenForm:
        """The form that is open at `place`, opened now if it is not."""
        if place not in state.forms:
            state.forms[place] = cls(state, place)
        return state.forms[place]

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something: typed now, or in the draft that was opened."""
        return self.engine.dirty or bool(self.draft)

    def keep_draft(self) -> None:
        """Write the draft now if there is something new in it."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
            known = self.draft
            doc = {
                "record": self.record,
                "title": self.engine.title,
                "form": self.engine.draft(),
                "page": self.pages.current.name,
                "left": sorted(self.pages.left),
                "errand": self.errand.doc() if self.errand is not None else None,
            }
            try:
                self.draft = self.state.repository.drafts.save(self.table.name, doc, self.draft or None)
            except DataProblem as problem:
                self.state.tell(self.state.strings.ui(problem.key, **problem.values))
                return
            if not known:
                self.state.records.tell()

    def drop_draft(self) -> None:
        """Throw away what was typed, on disk too."""
        if self.draft:
            self.state.repository.drafts.remove(self.draft)
        self._forget_draft()
        self.state.records.tell()

    def _forget_draft(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
        self.draft = ""

    def save(self) -> str | None:
        """The saved record's id; None where `problems` stand against saving, in the order of the form.

        Raises `DataProblem` where the device could not keep it; the form stays as it is.
        """
        self._saving = True  # the attempt itself changes cells: it shows their problems
        self.problems = self.engine.attempt_save()
        self._saving = False
        self.looked_at = 0
        self.refusals.tell()
        if self.problems:
            return None
        saved = self.state.repository.save(
            self.table.name,
            self.engine.values(),
            self.record or None,
            self.draft or None,
            reasons=self.engine.reasons(),
            correction=self.correction or None,
        )
        self.engine.saved()
        self._forget_draft()
        self.close()
        self.state.records.tell()
        return saved

    def turn(self, page: Page) -> None:
        """Go to a page of the form. The draft remembers it."""
        self._saving = True  # leaving a page says what is missing on it: nothing is typed by that
        self.pages.go(page)
        self._saving = False
        self._draft_soon()

    def look_at(self, number: int) -> Problem:
        """The problem with this number is the one the person is led to: its page is turned to, its part unfolded."""
        self.looked_at = number % len(self.problems)
        problem = self.problems[self.looked_at]
        self.turn(self.pages.page_of(problem.path))
        if (part := self.pages.part_of(problem.path)) is not None:
            part.fold(False)
        self.refusals.tell()
        return problem

    def close(self) -> None:
        """Stop following the cells; writes what is due."""
        self.keep_draft()
        self.state.forms.pop(self.place, None)
        self.state.records.tell()
        for stop in self._stops.values():
            stop()
        self._stops.clear()

    def _follow(self, cells: Iterable[Cell]) -> None:
        for cell in cells:
            self._follow_cell(cell)

    def _follow_cell(self, cell: Cell) -> None:
        if cell.path in self._stops:
            return
        if isinstance(cell, LinesCell):
            self._stops[cell.path] = cell.subscribe(lambda: self._rows_changed(cell))
            self._rows(cell)
        else:
            self._stops[cell.path] = cell.subscribe(self._changed)

    def _rows(self, cell: LinesCell) -> None:
        for row in cell.rows:
            self._follow(row.cells.values())

    def _rows_changed(self, cell: LinesCell) -> None:
        self._rows(cell)
        self._changed()

    def _changed(self) -> None:
        self.state.lock.touch()
        if self.problems and not self._saving and not self._asking:
            self._asking = True  # one keystroke changes several cells; they are asked once, when all are consistent
            asyncio.get_running_loop().call_soon(self._ask_again)
        self._draft_soon()

    def _ask_again(self) -> None:
        """What still stands against saving, after something was changed."""
        self._asking = False
        before, self.problems = self.problems, self.engine.problems()
        self.looked_at = min(self.looked_at, max(len(self.problems) - 1, 0))
        if before != self.problems:
            self.refusals.tell()

    def _draft_soon(self) -> None:
        if self._due is None and self.engine.dirty:
            self._due = asyncio.get_running_loop().call_later(DRAFT_DELAY, self.keep_draft)
