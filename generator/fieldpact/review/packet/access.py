"""Who sees what: for each role and table what may be read, created, edited and deleted, down to the field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from fieldapp.unchanging import unchanging
from fieldpact.model.app import App
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table
from fieldpact.review.packet import blocks
from fieldpact.review.packet.blocks import (
    Block,
    Cell,
    Code,
    Fold,
    Mark,
    Part,
    Section,
    class_mark,
    counted,
    listed,
    words,
)
from fieldpact.review.packet.inventory import Inventory, Item
from fieldpact.review.packet.material import Material
from fieldpact.review.packet.wording import condition_in_words

Action = Literal["read", "create", "edit", "delete"]
ACTIONS: tuple[Action, ...] = ("read", "create", "edit", "delete")
EVERYBODY = ""
"""The role of whoever has an app without roles."""


@unchanging
class Right:
    """What a role may do with the records of a table. `records` is `none`, `all`, or which in plain words.

    `fields` are the only ones that may be edited; empty means all of them.
    """

    role: str
    table: str
    action: Action
    records: str
    formula: str
    fields: tuple[str, ...] = ()

    @property
    def granted(self) -> bool:
        return self.records != "none"


@unchanging
class FieldRight:
    """What a role may do with one field of the records that it reaches."""

    role: str
    field: str
    level: str
    may: tuple[Action, ...]


@unchanging
class Step:
    """Who may bring a record from one state to another."""

    table: str
    name: str
    moves: str
    by: tuple[str, ...]
    when: str
    formula: str
    reason: bool
    signs: bool


@unchanging
class WhoSeesWhat:
    roles: dict[str, str]
    rights: tuple[Right, ...]
    fields: tuple[FieldRight, ...]
    steps: tuple[Step, ...]


def access_of(material: Material, inventory: Inventory) -> WhoSeesWhat:
    app = material.app
    roles = {name: label.first() for name, label in app.roles.items()} or {EVERYBODY: "everybody who has the app"}
    rights = tuple(right for table in app.tables.values() for role in roles for right in _rights(table, role))
    may = {(right.role, right.table, right.action): right for right in rights}
    fields = tuple(
        FieldRight(role, item.path, item.level, tuple(a for a in ACTIONS if _reaches(may[role, item.table, a], item)))
        for item in inventory.items
        for role in roles
    )
    return WhoSeesWhat(roles, rights, fields, tuple(_steps(app)))


def _rights(table: Table, role: str) -> Iterator[Right]:
    access = table.access.get(role)
    if table.reference:
        open_to_all = not table.access or role == EVERYBODY
        rule = access.read if access else None
        yield Right(role, table.name, "read", "all", "") if open_to_all else _right(table, role, "read", rule)
        yield from (Right(role, table.name, action, "none", "") for action in ACTIONS[1:])
        return
    if role == EVERYBODY:
        yield from (Right(role, table.name, action, "all", "") for action in ACTIONS)
        return
    for action in ACTIONS:
        rule = getattr(access, action) if access else None
        fields = access.fields if access and action == "edit" else ()
        yield _right(table, role, action, rule, fields)


def _right(table: Table, role: str, action: Action, rule: Formula | None, fields: tuple[str, ...] = ()) -> Right:
    if rule is None:
        return Right(role, table.name, action, "none", "")
    said = condition_in_words(rule, table)
    return Right(role, table.name, action, said, "" if rule.constant is not None else f"={rule.text}", fields)


def _reaches(right: Right, item: Item) -> bool:
    if right.action in ("create", "edit") and item.computed:
        return False
    of_record = item.path.split(".")[1]
    return right.granted and (not right.fields or of_record in right.fields)


def _steps(app: App) -> Iterator[Step]:
    for table in app.tables.values():
        workflow = table.workflow
        if workflow is None:
            continue
        states = {state.name: state.label.first() for state in workflow.states}
        for move in workflow.moves:
            yield Step(
                table=table.name,
                name=move.name.first(),
                moves=f"{' or '.join(states[name] for name in move.from_)} → {states[move.to]}",
                by=_called(app, move.by),
                when=condition_in_words(move.when, table) if move.when else "",
                formula=f"={move.when.text}" if move.when else "",
                reason=move.reason is not None,
                signs=move.meaning is not None,
            )
        if workflow.correct is not None:
            hours = workflow.correct.within
            within = f"within {hours // 60} hours" if hours else ""
            moves = f"changed after {' or '.join(states[name] for name in workflow.correct.from_)}"
            yield Step(table.name, "correct", moves, _called(app, workflow.correct.by), within, "", True, False)


def _called(app: App, roles: Sequence[str]) -> tuple[str, ...]:
    return tuple(app.roles[role].first() if role in app.roles else role for role in roles)


def section(access: WhoSeesWhat, app: App) -> Section:
    brief = counted(len(app.roles), "role") if app.roles else "no roles: everybody sees everything"
    return Section("access", "Who sees what", brief, list(_blocks(access, app)))


def _blocks(access: WhoSeesWhat, app: App) -> Iterator[Block]:
    if not app.roles:
        yield words("The app has no roles: whoever has it reads and changes all records on the phone.", tone="warn")
    brought = [table for table in app.tables.values() if table.reference]
    if brought:
        yield words("What comes with the app is read only: nobody changes it on the phone.")
        reads = {(right.table, right.role): right for right in access.rights if right.action == "read"}
        came: list[list[Cell]] = [
            [table.labels.first(), *(_right_cell(reads[table.name, role]) for role in access.roles)]
            for table in brought
        ]
        yield blocks.Table("Who reads what comes with the app", ["Table", *access.roles.values()], came)
    head = ["Role", "Reads", "Creates", "Edits", "Deletes"]
    for table in app.tables.values():
        if table.reference:
            continue
        rows: list[list[Cell]] = []
        for role, called in access.roles.items():
            mine = [right for right in access.rights if (right.role, right.table) == (role, table.name)]
            rows.append([called, *(_right_cell(right) for right in mine)])
        yield blocks.Table(table.labels.first(), head, rows)
    if access.steps:
        yield Part("Steps of a record")
        rows = [_step_row(step, app) for step in access.steps]
        yield blocks.Table("Who moves a record on", ["Step", "From → to", "Who", "When", "Asked for"], rows)
    yield from _by_field(access)


def _right_cell(right: Right) -> Cell:
    if not right.granted:
        return Mark("none", "quiet")
    if right.action == "create" and right.records == "all":
        return "yes"
    pieces: list[blocks.Piece] = [right.records]
    if right.fields:
        pieces.append(f"only {listed(right.fields)}")
    return [*pieces, Code(right.formula)] if right.formula else pieces


def _step_row(step: Step, app: App) -> list[Cell]:
    asked = [word for word, wanted in (("a reason", step.reason), ("a signature", step.signs)) if wanted]
    when: Cell = [step.when, Code(step.formula)] if step.formula else step.when or "always"
    name = f"{app.tables[step.table].label.first()}: {step.name}"
    return [name, step.moves, listed(step.by, "everybody"), when, listed(asked, "nothing")]


def _by_field(access: WhoSeesWhat) -> Iterator[Block]:
    """Fields about people by role: what of the table's rights reaches each."""
    by_field: dict[str, dict[str, FieldRight]] = {}
    for each in access.fields:
        if each.level in ("personal", "restricted"):
            by_field.setdefault(each.field, {})[each.role] = each
    if not by_field:
        return
    rows: list[list[Cell]] = []
    for path, rights in by_field.items():
        level = next(iter(rights.values())).level
        cells = [listed([a for a in right.may if a != "delete"], "nothing") for right in rights.values()]
        rows.append([Code(path), class_mark(level), *cells])
    table = blocks.Table("Fields about people, by role", ["Field", "Class", *access.roles.values()], rows)
    yield Part("Down to the field")
    yield words("Each within the records that the role reaches above.")
    yield Fold(counted(len(rows), "field") + " about people, by role", [table])
