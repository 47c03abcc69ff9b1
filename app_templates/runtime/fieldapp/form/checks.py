"""Checks of a record: whether they are met, and what is said where they aren't."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.app.definition import CheckDef
from fieldapp.form.context import Context
from fieldapp.form.graph import Dependency, dependencies
from fieldapp.form.observable import Observable
from fieldapp.form.row import Row
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import spoken


class CheckState(Observable):
    """One check now. `message` is None while it is met; `reason` is what the person answers to `ask_reason`.

    `failed` is the error where it can't be told whether it is met.
    """

    def __init__(self, context: Context, definition: CheckDef, explained: Callable[[], None]) -> None:
        super().__init__()
        self.context = context
        self.definition = definition
        self.message: str | None = None
        self.failed: ErrorValue | None = None
        self.reason = ""
        self._explained = explained
        self._read = tuple(dependencies(definition.that))

    @property
    def stops(self) -> bool:
        """Whether the record can't be saved as things stand."""
        strength = self.definition.strength
        return self.message is not None and (strength == "stop" or (strength == "ask_reason" and not self.reason))

    def explain(self, reason: str) -> None:
        """The person's reason for going on although the check isn't met."""
        if reason.strip() != self.reason:
            self.reason = reason.strip()
            self._explained()
            self.notify()

    def recompute(self, record: Row) -> bool:
        """Whether what is shown has changed. A check says nothing while everything it reads is blank."""
        before, self.message = self.message, self._message(record)
        return self.message != before

    def _message(self, record: Row) -> str | None:
        self.failed = None
        if self._read and all(_is_blank(record, read) for read in self._read):
            return None
        world = self.context.world
        met = self.definition.that.call(world, *record.records)
        if met is True:
            return None
        self.failed = met if isinstance(met, ErrorValue) else None
        said = self.definition.say.call(spoken(world), *record.records)
        unsaid = said is None or said == "" or isinstance(said, ErrorValue)
        return self.context.strings.ui(self._unsaid()) if unsaid else str(said)

    def _unsaid(self) -> str:
        counts = self.context.app.counts if self.definition.counts else ()
        return next((count.refused for count in counts if count.name == self.definition.counts), "check_failed")


def _is_blank(record: Row, read: Dependency) -> bool:
    """Whether the field is blank in the record, or in every row that has it."""
    return all(row.record.get(read.name) in (None, "", []) for row in record.below(read.scope))
