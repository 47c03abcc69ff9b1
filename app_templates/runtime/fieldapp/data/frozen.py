"""Frozen records: nothing in them is edited or deleted, unless somebody may put them right and says why."""

from __future__ import annotations

import datetime as dt
import sqlite3

from fieldapp.app.process import CorrectDef
from fieldapp.data import history
from fieldapp.data.judging import has_role
from fieldapp.data.problem import DataProblem
from fieldapp.data.rows import Doc
from fieldapp.data.shape import Shape
from fieldapp.data.world import StoredWorld


def check_edit(
    connection: sqlite3.Connection, world: StoredWorld, shape: Shape, doc: Doc, correction: str | None
) -> bool:
    """Whether editing the record is a correction; `DataProblem` where it can't be edited, or not without a reason."""
    workflow = shape.definition.workflow
    state = workflow.state(doc["state"]) if workflow else None
    if state is None or not state.frozen:
        return False
    if not may_correct(connection, world, shape, doc):
        raise DataProblem("frozen")
    if not (correction or "").strip():
        raise DataProblem("reason_needed")
    return True


def check_delete(connection: sqlite3.Connection, shape: Shape, doc: Doc) -> None:
    """`DataProblem` where the record is frozen, or says or ever said what has happened."""
    workflow = shape.definition.workflow
    if workflow is None:
        return
    state = workflow.state(doc["state"])
    facts = [state.name for state in workflow.states if state.facts]
    if state is not None and state.frozen:
        raise DataProblem("frozen")
    if doc["state"] in facts or history.has_been_in(connection, shape.name, doc["id"], facts):
        raise DataProblem("facts_stay")


def may_correct(connection: sqlite3.Connection, world: StoredWorld, shape: Shape, doc: Doc) -> bool:
    """Whether the person may put the frozen record right: by role, and while there is time."""
    workflow = shape.definition.workflow
    correct: CorrectDef | None = workflow.correct if workflow else None
    if correct is None or doc["state"] not in correct.from_ or not has_role(world, correct.by):
        return False
    if correct.within is None:
        return True
    entered = history.entered(connection, shape.name, doc["id"])
    since = dt.datetime.fromisoformat(entered[2] if entered else str(doc["edited"]))
    return world.now() - since <= dt.timedelta(minutes=correct.within)
