"""What a person may do: the access rules of the app, asked of one record or as SQL of a whole table.

Rules themselves see everything, as `territory` of an account decides who may read its visits, whoever asks. So they are
asked in `world.free`, the same world without rules. A rule that fails denies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from fieldapp.app.definition import AccessDef, AppDef, FieldDef, Formula, TableDef
from fieldapp.data.person import PERSON
from fieldapp.data.problem import DataProblem
from fieldapp.data.push.condition import FALSE, TRUE, Part
from fieldapp.data.push.filtering import Filters
from fieldapp.data.shape import Shape
from fieldapp.formula.world import Record, World
from fieldapp.unchanging import unchanging

Action = Literal["read", "create", "edit", "delete"]
Rule = Formula | bool


@unchanging
class Rights:
    """What the person may do with one record, or where none is named, with some record of the table.

    `fields` are the only ones they may edit; None means all.
    """

    read: bool = True
    create: bool = True
    edit: bool = True
    delete: bool = True
    fields: frozenset[str] | None = None


def access_of(app: AppDef, table: str, role: str | None) -> AccessDef | None:
    """What the table says of the role; None where it says nothing."""
    declared = app.tables.get(table)
    return declared.access.get(role or "") if declared else None


def rule_of(app: AppDef, table: str, role: str | None, action: Action) -> Rule:
    """The rule, or what holds without one: in an app without roles everyone may do everything with its own records,
    else nobody may, but for reading people and reference data whose table says nothing."""
    declared = app.tables.get(table)
    if declared is None or (declared.reference and not (app.roles and declared.access)):
        return action == "read"
    if not app.roles:
        return True
    rule: Formula | None = getattr(access_of(app, table, role), action, None)
    if rule is None or not (len(rule.tree) == 2 and rule.tree[0] == "bool"):
        return rule or False
    return bool(rule.tree[1])


def holds(rule: Rule, world: World, record: Record) -> bool:
    """Whether the rule lets the person, of this record. `world` must be one without rules."""
    return rule if isinstance(rule, bool) else rule.call(world, record) is True


def rights(app: AppDef, world: World, table: str, record: Record | None = None) -> Rights:
    """`world` is one without rules: it only says who asks, and answers what the rules ask."""
    role = world.me()["role"]

    def may(action: Action) -> bool:
        rule = rule_of(app, table, role, action)
        return holds(rule, world, record) if record is not None else rule is not False

    read = may("read")
    only = access_of(app, table, role) if app.roles else None
    fields = frozenset(only.fields) if only and only.fields else None
    return Rights(read, may("create"), read and may("edit"), read and may("delete"), fields)


class Access:
    """The rules of one app over its store."""

    def __init__(self, app: AppDef, shapes: Mapping[str, Shape]) -> None:
        self._app = app
        self._shapes = shapes
        self._filters = Filters(shapes)
        self._walked: dict[str | None, Mapping[str, Shape]] = {}

    def reading(self, world: World, table: str) -> Rule:
        """The rule about reading for whoever asks; True where they may read all of the table."""
        return rule_of(self._app, table, world.me()["role"], "read")

    def walked(self, world: World) -> Mapping[str, Shape]:
        """The tables that a query may walk through by links: those that the person may read all of."""
        role = world.me()["role"]
        if role not in self._walked:
            self._walked[role] = {
                name: shape for name, shape in self._shapes.items() if rule_of(self._app, name, role, "read") is True
            }
        return self._walked[role]

    def part(self, free: World, table: str) -> Part | None:
        """A WHERE for exactly the records that the person may read; None where SQL can't say it now."""
        rule = self.reading(free, table)
        if isinstance(rule, bool):
            return TRUE if rule else FALSE
        part = self._filters.part(free, self._shapes[table], rule, ())
        return part if part and part.exact else None

    def may_read(self, free: World, table: str, record: Record) -> bool:
        return holds(self.reading(free, table), free, record)


def check_save(
    app: AppDef, free: World, seen: World, table: TableDef, old: Record | None, new: Record, changed: Sequence[str]
) -> None:
    """`DataProblem` where the person may not make `new`, or may not make it of `old` by changing these fields.

    `seen` is the world as the person sees it: what they link to must be in it.
    """
    label = {"label": free.text(table.label)}
    if old is None:
        if not rights(app, free, table.name, new).create:
            raise DataProblem("denied_create", label)
    else:
        before = rights(app, free, table.name, old)
        if not (before.edit and holds(rule_of(app, table.name, free.me()["role"], "edit"), free, new)):
            raise DataProblem("denied_edit", label)
        typed_in = [field for field in table.fields if field.name in changed and not _follows(field, free, new)]
        for field in typed_in:
            if before.fields is not None and field.name not in before.fields:
                raise DataProblem("denied_field", {"field": free.text(field.label)})
    known = set(_links(table.fields, old)) if old else set()
    for to, key in _links(table.fields, new):
        if (to, key) not in known and seen.record(to, key) is None and free.record(to, key) is not None:
            raise DataProblem("denied_link", label)


def check_delete(app: AppDef, free: World, table: TableDef, record: Record) -> None:
    """`DataProblem` where the person may not delete the record, and so may not bring it back either."""
    if not rights(app, free, table.name, record).delete:
        raise DataProblem("denied_delete", {"label": free.text(table.label)})


def _follows(field: FieldDef, world: World, record: Record) -> bool:
    """Whether the field changes without anyone typing it: it is computed, or went blank as it is hidden."""
    if field.formula is not None:
        return True
    hidden = field.visible is not None and field.visible.call(world, record) in (False, None)
    return hidden and not record.get(field.name)


def _links(fields: Sequence[FieldDef], record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Table and id of everything that the record links to, its lines included."""
    for field in fields:
        value = record.get(field.name)
        if field.type == "lines":
            for row in value or ():
                yield from _links(field.fields, row)
        elif field.to is not None and field.to != PERSON and isinstance(value, str):
            yield field.to, value
