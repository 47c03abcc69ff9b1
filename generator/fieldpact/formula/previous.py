"""`Previous(audit, outlet)`: the newest earlier record of the record's own table with the same values in some fields.

It becomes a Filter, a Sort and a First over the stored table, which the store answers in SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fieldpact.formula import syntax
from fieldpact.formula.names import NOTHING, Checked, Level, Tree
from fieldpact.formula.problems import did_you_mean, nearest
from fieldpact.formula.types import LinkType, is_scalar

if TYPE_CHECKING:
    from fieldpact.formula.checker import Checker

NEVER: Final = "9999-12-31T00:00:00+00:00"
"""When a record that isn't stored yet was created: after all others."""


def previous(checker: Checker, node: syntax.Call) -> Checked:
    """A link to the record before; blank where there is none, or where a field that is compared is blank."""
    level = _own(checker, node)
    if level is None:
        return NOTHING
    row = ["row", len(checker.names.levels)]
    conditions: list[Tree] = []
    for argument in node.arguments[1:]:
        name = _field(checker, argument, level)
        if name is not None:
            mine = checker.names.read(level, name).tree
            conditions += [["=", ["get", row, name], mine], ["call", "Not", ["call", "IsBlank", mine]]]
    key, created = (["field", level.number, name] for name in ("id", "created"))
    conditions += [
        ["<>", ["get", row, "id"], key],
        ["<", ["get", row, "created"], ["coalesce", created, ["instant", NEVER]]],
    ]
    checker.names.deps[f"table:{level.table}"] = None
    found: Tree = ["call", "Filter", ["rows", level.table], *(["each", row[1], each] for each in conditions)]
    ordered = ["call", "Sort", found, ["each", row[1], ["get", row, "created"]], ["text", "Descending"]]
    return Checked(["get", ["call", "First", ordered], "id"], LinkType(table=level.table))


def _own(checker: Checker, node: syntax.Call) -> Level | None:
    """The record in reach that is of the named table."""
    where = node.arguments[0]
    name = where.name if isinstance(where, syntax.Name | syntax.Global) else ""
    records = {level.table: level for level in checker.names.levels if level.declared and level.table}
    if name in records:
        return records[name]
    own = next(iter(records), None)
    hint = f"Name the record's own table: {own}." if own else "It stands in a formula of a record."
    checker.problem("not-own-table", "Previous looks for earlier records of the record's own table", where, hint, own)
    return None


def _field(checker: Checker, node: syntax.Node, level: Level) -> str | None:
    name = node.name if isinstance(node, syntax.Name) else None
    if name is None:
        checker.problem("type", "A field's name is needed here", node, f"For example Previous({level.table}, owner).")
    elif name not in level.fields:
        near = nearest(name, level.fields)
        hint = did_you_mean(name, level.fields)
        checker.problem("unknown-field", f"{level.table} has no field {name}", node, hint, near)
    elif not is_scalar(level.fields[name]):
        say = f"{name} is a {level.fields[name]}, which can't be compared with that of other records"
        checker.problem("type", say, node, "Name a field with one value.")
    else:
        return name
    return None
