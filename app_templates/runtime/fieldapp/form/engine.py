"""The form of one record: its values, what is visible and required, what is wrong. It knows no screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from fieldapp.app.definition import AppDef, TableDef
from fieldapp.fields import BUILT_IN, Unreadable
from fieldapp.fields.reasons import REASONS
from fieldapp.form import bring, drafts, instead
from fieldapp.form.causes import Causes
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.checks import CheckState
from fieldapp.form.context import Context
from fieldapp.form.recalculation import Recalculation
from fieldapp.form.row import Row
from fieldapp.form.rows import RowEdits
from fieldapp.form.same import same
from fieldapp.form.titles import record_title
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import World
from fieldapp.unchanging import unchanging


@unchanging
class Problem:
    """What keeps a record from being saved. `path` is a cell's, or `check:<name>` where it is no field's.

    `kind` is a fault's kind, or the strength of the check that isn't met.
    """

    path: str
    message: str
    kind: str


class Engine(RowEdits):
    """A record being filled in.

    `values` None makes a new record, with the fields in `given` filled in. Otherwise `values` are the stored ones;
    those that would be worked out differently now are `pending` and stay until `accept_recalculation`, or until
    something that they are made of is edited. A field that is in neither gets its default, once.
    After every change the form is consistent before anybody is told.
    """

    def __init__(
        self,
        app: AppDef,
        table: TableDef,
        world: World,
        values: Mapping[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        self.app = app
        context = Context.of(app, world)
        super().__init__(table, context, [CheckState(context, check, self._explained) for check in table.checks])
        start = dict((given or {}) if values is None else values)
        names = {definition.name for definition in table.fields}
        extra = {name: start.get(name) for name in (*BUILT_IN, *start) if name not in names}
        if table.workflow is not None and extra["state"] is None:
            extra["state"] = table.workflow.first
        self.record = Row(self.context, "", table.fields, None, extra)
        self.record.fill(start)
        for name, reason in (start.get(REASONS) or {}).items():
            if name in self._checks:
                self._checks[name].reason = reason
        instead.recall({cell.path: cell for cell in self.record.all_cells()}, start.get(REASONS) or {})
        computed = [cell for cell in self.record.all_cells() if cell.definition.formula is not None]
        stored = {cell: cell.value for cell in computed if values is not None and not cell.wants_default}
        self._arrive(self.record)
        self._keep(stored)
        if values is not None:
            bring.recognise(self.record)

    @classmethod
    def from_draft(cls, app: AppDef, table: TableDef, world: World, draft: Mapping[str, Any]) -> Engine:
        """The form as `draft()` left it. Fields that no longer exist are left out; text that can't be read is kept."""
        values, unread = drafts.values(app, table.fields, draft["values"])
        engine = cls(app, table, world, {**drafts.extra(app, draft), **values})
        for path, text in {**unread, **draft["unread"]}.items():
            if path in engine.cells:
                engine.enter(path, text)
        for path in draft["touched"]:
            if path in engine.cells:
                engine.cells[path].touched = True
        for name, reason in draft["reasons"].items():
            if name in engine._checks:
                engine._checks[name].explain(reason)
        instead.recall(engine.cells, draft["reasons"])
        came = frozenset(draft.get("came", ()))
        for row in engine.record.all_rows():
            row.untouched = row.path in came
        if "brought" in draft:
            bring.remember(engine.record, frozenset(draft["brought"]))
        engine.dirty = bool(draft["dirty"])
        engine._settle(engine._change(), engine.cells.values())
        return engine

    @property
    def title(self) -> str:
        """What people call the record as it stands."""
        return record_title(self.table, self.context.world, self.record.record)

    def cell(self, path: str) -> Cell:
        """The cell at `date` or `lines/<row id>/qty`; KeyError where there is none."""
        return self.cells[path]

    def enter(self, path: str, text: str) -> None:
        """Typed text. What can't be read stays as it is, with a problem, and counts as blank.

        A read-only cell takes nothing: a keystroke may be under way while the cell becomes read-only.
        """
        cell = self.cells[path]
        if cell.read_only:
            return
        found = cell.kind.parse(text, self.context.locale, self.app, cell.definition)
        unread = found if isinstance(found, Unreadable) else None
        self._take(cell, None if unread else found, text, unread)

    def set(self, path: str, value: Any) -> None:
        """A typed value, from a picker; None for blank. A read-only cell takes nothing."""
        cell = self.cells[path]
        if cell.read_only or isinstance(cell, LinesCell):
            return
        self._take(cell, cell.kind.fit(value, self.app, cell.definition), None, None)

    def say_instead(self, path: str, words: str) -> None:
        """What the person says where the device gives no value; as good as one. A read-only cell takes nothing."""
        cell = self.cells[path]
        if not cell.read_only and words.strip() != cell.instead:
            cell.instead, self.dirty = words.strip(), True
            change = self._change()
            change.affected[cell] = None
            self._settle(change)

    def leave(self, path: str) -> None:
        """The person has left the input: what is missing is said, and text that could be read is written properly."""
        cell = self.cells[path]
        cell.touched = True
        change = self._change()
        if cell.unread is None and cell.typed is not None:
            cell.typed = None
            change.affected[cell] = None
        self._settle(change, (cell,))

    def allowed(self, path: str, candidate: Mapping[str, Any]) -> bool:
        """Whether a link may point at this record; False where its `where` fails."""
        cell = self.cells[path]
        where = cell.definition.where
        return where is None or where.call(self.context.world, *cell.row.records, candidate) is True

    def refusal(self, path: str, candidate: Mapping[str, Any]) -> str | None:
        """Why there is nothing to pick: the message of a `where` that fails, for one of the candidates."""
        cell = self.cells[path]
        where = cell.definition.where
        found = where.call(self.context.world, *cell.row.records, candidate) if where is not None else True
        if not isinstance(found, ErrorValue):
            return None
        ui = self.context.strings.ui
        return ui("where_failed", reason=found.message or ui("no_reason_known"))

    def refresh(self, outside: str) -> None:
        """Recomputes what reads something outside the form: `today`, `now`, `me`, or `table:product`."""
        change = self._change()
        for node in self._graph.readers(outside):
            for row in self.record.below(node.scope):
                change.mark(node, row)
        self._settle(change)

    def attempt_save(self) -> list[Problem]:
        """What keeps the record from being saved, in the order of the form; from now on the person sees all of it."""
        self.reveal(self.cells.values())
        return self.problems()

    def reveal(self, cells: Collection[Cell]) -> None:
        """From now on the person sees what is wrong in these cells."""
        for cell in cells:
            cell.touched = True
        self._settle(self._change(), cells)

    def problems(self) -> list[Problem]:
        """What keeps the record from being saved as it stands, in the order of the form.

        What only follows from another failure isn't named again: with a missing price the total can't be known.
        """
        causes = Causes()
        found = [
            Problem(cell.path, cell.fault.message, cell.fault.kind)
            for cell in self.record.all_cells()
            if cell.fault is not None and cell.shown and not (cell.fault.kind == "failed" and causes.follows(cell))
        ]
        for state in self.checks:
            follows = state.failed is not None and causes.told(state.failed, state.definition.that, self.record)
            if state.stops and not follows:
                ask = state.definition.strength == "ask_reason"
                message = f"{state.message}. {self.context.strings.ui('reason_needed')}" if ask else str(state.message)
                found.append(Problem(self._place_of(state), message, state.definition.strength))
        return found

    def values(self) -> dict[str, Any]:
        """What to save: every field of the table, rows as mappings with their `id`.

        Hidden fields are blank unless they are kept by choice, and rows that don't count are left out.
        """
        return _saved(self.record)

    def reasons(self) -> dict[str, str]:
        """What the person answered to checks that aren't met, by the check's name, and said in place of values."""
        answered = {state.definition.name: state.reason for state in self.checks if state.message and state.reason}
        return {**answered, **instead.said(self.record)}

    def saved(self) -> None:
        """The record is stored as it stands."""
        self.dirty = False

    def accept_recalculation(self) -> None:
        """The person wants the values as they are worked out now."""
        if self.pending.values:
            self.dirty = True
            for cell in self.record.all_cells():
                if isinstance(cell, LinesCell) and cell.follows_rows:
                    cell.wants_rows = True
            change = self._change()
            self._mark_all(change)
            self._settle(change)

    def draft(self) -> dict[str, Any]:
        """The form as JSON: hidden values, text that can't be read and what the person has seen included."""
        return drafts.draft(self)

    def _keep(self, stored: Mapping[Cell, Any]) -> None:
        """Where stored values differ from those just worked out, all of them come back, and the rest follows them.

        A formula that fails isn't kept from saying so, and a hidden one is nobody's business.
        """
        kept = {cell: was for cell, was in stored.items() if cell.shown and not isinstance(cell.value, ErrorValue)}
        differing = {cell: cell.value for cell, was in kept.items() if not same(cell.value, was)}
        if not differing:
            return
        for cell, was in kept.items():
            cell.value = was
        for cell in self.record.all_cells():
            if isinstance(cell, LinesCell):
                cell.made_of = cell.following = None  # stored rows don't follow what was worked out for a moment
        change = Recalculation(self.context, self._graph, self._checks, self.pending, kept)
        self._mark_all(change)
        self._settle(change, kept)
        self.pending.values.update(differing)

    def _take(self, cell: Cell, value: Any, typed: str | None, unread: Unreadable | None) -> None:
        if cell.touched and typed == cell.typed and unread == cell.unread and same(value, cell.value):
            return
        cell.value, cell.typed, cell.unread, cell.brought = value, typed, unread, None
        cell.touched = self.dirty = True
        cell.row.touch()
        change = self._change()
        change.mark_cell(cell)
        bring.carry(change, cell)
        self._settle(change)

    def _explained(self) -> None:
        self.dirty = True

    def _place_of(self, state: CheckState) -> str:
        for name in state.definition.fields:
            if name in self.cells and self.cells[name].shown:
                return name
        return f"check:{state.definition.name}"


def _saved(row: Row) -> dict[str, Any]:
    """The row's values as stored; a failed formula has none (it can't be saved, but it can be looked at)."""
    found: dict[str, Any] = {}
    for name, cell in row.cells.items():
        if not cell.kind.holds_value:
            continue
        stays = cell.visible or cell.definition.keep_hidden
        if isinstance(cell, LinesCell):
            rows = [row for row in cell.rows if row.counts] if stays else []
            found[name] = [{"id": inner.id, **_saved(inner)} for inner in rows]
        else:
            found[name] = cell.value if stays and not isinstance(cell.value, ErrorValue) else None
    return found
