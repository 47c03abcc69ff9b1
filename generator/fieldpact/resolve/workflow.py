"""The workflow of each table -> model: states and moves bound, what can't be reached reported."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from fieldpact.findings import Severity
from fieldpact.formula import types as t
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table
from fieldpact.model.text import Text
from fieldpact.model.workflow import Correct, Move, State, Workflow
from fieldpact.resolve.context import Context
from fieldpact.resolve.durations import minutes_of
from fieldpact.resolve.effects import EffectResolver
from fieldpact.resolve.env import Schema
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.move_ids import MoveIds
from fieldpact.resolve.names import check_ids
from fieldpact.resolve.process import Process
from fieldpact.resolve.texts import from_name, resolve_text
from fieldpact.spec import workflow as spec
from fieldpact.spec.document import Spec
from fieldpact.suggest import nearest


def with_processes(
    context: Context, compiler: Compiler, schema: Schema, written: Spec, tables: Mapping[str, Table]
) -> dict[str, Table]:
    """The tables with their workflows and effects. Effects create records, so that all tables must be known."""
    found = {}
    for name, table in tables.items():
        resolver = _Resolver(context, compiler, schema, tables, tuple(written.roles), name)
        found[name] = resolver.add(table, written.tables[name].workflow, written.tables[name].then)
    _refuse_entered(context, compiler.formulas.values())
    return found


def _refuse_entered(context: Context, formulas: Iterable[Formula]) -> None:
    """`Entered` is about the move under way; anywhere else there is none."""
    for formula in formulas:
        if "then" not in formula.at and entered_states(formula.tree):
            hint = 'compare the state itself, as in =state = "sent"'
            say = "Entered can only be asked under then:, where a move has just been made"
            context.report("entered-elsewhere", formula.at, say, hint=hint)


def entered_states(tree: Sequence[object]) -> list[str]:
    """The states that a formula asks `Entered` about; "" for one that isn't written as a text."""
    found = []
    if list(tree[:2]) == ["call", "Entered"]:
        asked = tree[2]
        found.append(str(asked[1]) if isinstance(asked, list) and asked[0] == "text" else "")
    for part in tree:
        if isinstance(part, list):
            found += entered_states(part)
    return found


class _Resolver(Process):
    """Of the workflow of one table."""

    __slots__ = ()

    @property
    def at(self) -> SpecPath:
        return ("tables", self.table, "workflow")

    def add(self, table: Table, workflow: spec.Workflow | None, then: Sequence[spec.Effect]) -> Table:
        if workflow is None:
            if then:
                say = "then: happens when a move is made, and this table has no moves"
                hint = "add a workflow: with states and moves"
                self.context.report("no-workflow", (*table.at, "then"), say, hint=hint, on_key=True)
            return table
        if table.reference:
            say = "a table with from: has no workflow; its records only change in the file"
            hint = "take the workflow out, or put it into a table that people fill"
            self.context.report("not-in-reference", self.at, say, hint=hint, on_key=True)
            return table
        resolved = self.workflow(workflow)
        common = self._effects("then").resolve_all(then, (*table.at, "then"), f"{self.table}.then")
        entered = {move.to for move in resolved.moves}
        for formula in (f for effect in common for f in effect.formulas()):
            self._check_entered(formula, workflow.states, entered)
        for formula in (f for move in resolved.moves for effect in move.then for f in effect.formulas()):
            self._check_entered(formula, workflow.states, entered)
        return dataclasses.replace(table, workflow=resolved, then=common)

    def _effects(self, name: str) -> EffectResolver:
        return EffectResolver(self.context, self.compiler, self.schema, self.tables, self.roles, self.table, name)

    def workflow(self, workflow: spec.Workflow) -> Workflow:
        check_ids(self.context, workflow.states, (*self.at, "states"), "a state", frozenset())
        frozen = self._states(workflow, workflow.frozen, "frozen")
        facts = self._states(workflow, workflow.facts, "facts")
        correct = self._correct(workflow)
        frozen = (*frozen, *(correct.from_ if correct else ()))
        states = tuple(
            State(name, self._text(label, f"states.{name}", ("states", name), name), name in frozen, name in facts)
            for name, label in workflow.states.items()
        )
        ids = MoveIds(self.context)
        moves = tuple(self._move(workflow, move, number, ids) for number, move in enumerate(workflow.moves))
        self._report_unreached(workflow, moves)
        return Workflow(self.at, states, moves, self._recall(workflow, moves), correct)

    def _move(self, workflow: spec.Workflow, move: spec.Move, number: int, ids: MoveIds) -> Move:
        at: SpecPath = (*self.at, "moves", number)
        key: SpecPath = ("moves", number)
        id_ = ids.of(move, at)
        path = f"{self.table}.moves.{id_}"
        when = self.compiler.formula(move.when, f"{path}.when", (*at, "when"), self.env, t.BOOLEAN)
        if move.say is not None and move.when is None:
            hint = "add when: to the move, or take say: out"
            self.context.report("nothing-to-say", (*at, "say"), "say: tells why when: doesn't hold", hint=hint)
        say = None if move.say is None else self._text(move.say, f"moves.{id_}.say", (*key, "say"))
        meaning = None
        if move.sign is not None:
            meaning = self._text(move.sign.meaning, f"moves.{id_}.meaning", (*key, "sign", "meaning"))
        return Move(
            id_,
            at,
            self._text(move.name, f"moves.{id_}.name", (*key, "name")),
            self._states(workflow, move.from_, "moves", number, "from"),
            move.to if self._is_state(workflow, move.to, (*at, "to")) else next(iter(workflow.states)),
            self._roles(move.by, (*at, "by")),
            when,
            say,
            move.reason,
            meaning,
            self._effects(id_).resolve_all(move.then, (*at, "then"), f"{path}.then"),
        )

    def _correct(self, workflow: spec.Workflow) -> Correct | None:
        correct = workflow.correct
        if correct is None:
            return None
        at: SpecPath = (*self.at, "correct")
        within = minutes_of(self.context, correct.within, (*at, "within"))
        states = self._states(workflow, correct.from_, "correct", "from")
        return Correct(states, self._roles(correct.by, (*at, "by")), within)

    def _recall(self, workflow: spec.Workflow, moves: Sequence[Move]) -> tuple[str, ...]:
        if workflow.recall is None:
            return ()
        states = self._states(workflow, workflow.recall.from_, "recall", "from")
        for name in states:
            if all(move.to != name for move in moves):
                say = f"no move leads to {name}, so that there is nothing to take back"
                self.context.report("not-reached", (*self.at, "recall", "from"), say, hint="name a state after a move")
        return states

    def _report_unreached(self, workflow: spec.Workflow, moves: Sequence[Move]) -> None:
        """States that no chain of moves leads to from the first one."""
        first = next(iter(workflow.states))
        reached, pending = {first}, [first]
        while pending:
            here = pending.pop()
            steps = {move.to for move in moves if here in move.from_} - reached
            reached |= steps
            pending += sorted(steps)
        for name in workflow.states:
            if name not in reached:
                say = f"no move leads to the state {name} from {first}, where a record begins"
                hint = "add a move that leads there, or take the state out"
                place: SpecPath = (*self.at, "states", name)
                self.context.report("not-reached", place, say, hint=hint, severity=Severity.WARNING, on_key=True)

    def _check_entered(self, formula: Formula, states: Mapping[str, object], entered: set[str]) -> None:
        for name in entered_states(formula.tree):
            if name in entered:
                continue
            guess = nearest(name, entered)
            known = "states that moves lead to are: " + ", ".join(s for s in states if s in entered)
            say = f"no move leads to a state {name!r}" if name else "Entered takes the name of a state in quotes"
            hint = f"did you mean {guess}?" if guess else known
            self.context.report("unknown-state", formula.at, say, hint=hint)

    def _states(self, workflow: spec.Workflow, names: Sequence[str], *key: str | int) -> tuple[str, ...]:
        at: SpecPath = (*self.at, *key)
        listed = self.context.document.find((*at, 0)) is not None
        return tuple(
            name for number, name in enumerate(names) if self._is_state(workflow, name, (*at, number) if listed else at)
        )

    def _is_state(self, workflow: spec.Workflow, name: str, at: SpecPath) -> bool:
        if name in workflow.states:
            return True
        guess = nearest(name, workflow.states)
        hint = f"did you mean {guess}?" if guess else "states are: " + ", ".join(workflow.states)
        self.context.report("unknown-state", at, f"there is no state {name!r}", hint=hint)
        return False

    def _roles(self, names: Sequence[str], at: SpecPath) -> tuple[str, ...]:
        listed = self.context.document.find((*at, 0)) is not None
        for number, name in enumerate(names):
            self.is_role(name, (*at, number) if listed else at)
        return tuple(names)

    def _text(self, given: str | dict[str, str], key: str, at: SpecPath, default: str = "") -> Text:
        return resolve_text(self.context, given, f"{self.table}.{key}", (*self.at, *at), from_name(default))
