"""Syntax to a typed tree: every name resolved, every type known, every problem reported."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from fieldapp.formula import decimals
from fieldapp.formula.enumerations import ENUMERATIONS
from fieldapp.formula.values import ErrorValue
from fieldpact.formula import calls, operators, syntax
from fieldpact.formula.env import TypeEnv
from fieldpact.formula.fitting import as_text, convert
from fieldpact.formula.names import NOTHING, Checked, Level, Names, Tree
from fieldpact.formula.printer import quoted
from fieldpact.formula.problems import Problem, did_you_mean, nearest
from fieldpact.formula.types import (
    ANY,
    BLANK,
    BOOLEAN,
    NUMBER,
    TEXT,
    LinkType,
    ListType,
    RecordType,
    TableType,
    Type,
    is_scalar,
    join,
    record,
    table,
)


class Checker:
    """Checks one formula. The parts on operators and on calls are in modules of their own."""

    def __init__(self, env: TypeEnv) -> None:
        self.names = Names(env)
        self.problems: list[Problem] = []

    def problem(
        self, code: str, message: str, node: syntax.Node, hint: str = "", replacement: str | None = None
    ) -> Checked:
        return self.problem_at(code, message, node.start, node.end, hint, replacement)

    def problem_at(
        self, code: str, message: str, start: int, end: int, hint: str = "", replacement: str | None = None
    ) -> Checked:
        self.problems.append(Problem(code, message, start, end, hint, replacement))
        return NOTHING

    def check(self, node: syntax.Node) -> Checked:
        method = CHECKS[type(node)]
        return method(self, node)

    # Literals

    def number(self, node: syntax.Number) -> Checked:
        value = Decimal(node.digits)
        if isinstance(decimals.fit(value), ErrorValue):
            return self.problem("number-too-large", "The number is too large", node)
        return Checked(["num", node.digits], NUMBER)

    def text(self, node: syntax.Text) -> Checked:
        return Checked(["text", node.value], TEXT)

    def boolean(self, node: syntax.Boolean) -> Checked:
        return Checked(["bool", node.value], BOOLEAN)

    def interpolation(self, node: syntax.Interpolation) -> Checked:
        parts: list[Tree] = []
        for part in node.parts:
            checked = self.check(part)
            if not is_scalar(checked.type):
                self.problem("type", f"A {checked.type} can't be part of a text", part, "Name one of its fields.")
            parts.append(as_text(checked))
        return Checked(["join", *parts] if parts else ["text", ""], TEXT)

    def record(self, node: syntax.Record) -> Checked:
        tree: Tree = ["record"]
        fields: dict[str, Type] = {}
        for name, value in node.entries:
            if name in fields:
                self.problem("twice", f"{name} stands twice in this record", value)
            checked = self.check(value)
            fields[name] = checked.type
            tree += [name, checked.tree]
        return Checked(tree, record(fields))

    def table(self, node: syntax.Table) -> Checked:
        """`[…]`: records are rows; other values become rows with the column Value."""
        items = [self.check(item) for item in node.items]
        common: Type = BLANK
        for item, where in zip(items, node.items, strict=True):
            both = join(common, item.type)
            if both is None:
                self.problem("type", f"A {item.type} doesn't fit into a table of {common} values", where)
            else:
                common = both
        if isinstance(common, RecordType):
            trees = [convert(item, common).tree for item in items]
            return Checked(["call", "Table", ["list", *trees]], table(common.fields))
        rows = [["record", "Value", convert(item, common).tree] for item in items]
        return Checked(["list", *rows], table({"Value": common} if items else {}))

    # Names

    def name(self, node: syntax.Name) -> Checked:
        found = self.look(node.name)
        if found is not None:
            return found
        if node.name in ENUMERATIONS:
            members = ", ".join(f"{node.name}.{member}" for member in list(ENUMERATIONS[node.name])[:3])
            return self.problem("incomplete", f"{node.name} needs one of its names", node, f"For example {members}.")
        if node.name.lower() in ("true", "false"):
            right = node.name.lower()
            return self.problem("excel", f"{node.name} is written {right} here", node, f"Write {right}.", right)
        near = nearest(node.name, self.names.known())
        if near is None and node.end - node.start > len(node.name):
            right = quoted(node.name)
            message = f"'{node.name}' in single quotes is a name, and there is none like it here"
            return self.problem("unknown-name", message, node, f"A text is written {right}.", right)
        hint = f"Did you mean {near}?" if near else "Texts stand in quotes."
        return self.problem("unknown-name", f"There is no {node.name} here", node, hint, near)

    def look(self, name: str) -> Checked | None:
        """What a bare name means: a field, innermost first; a record by its name; a stored table."""
        for level in self.names.innermost_first():
            if level.bare and name in level.fields:
                return self.names.read(level, name)
            if level.name == name:
                return level.whole()
            if level.bare and name == "id" and level.table:
                return self.names.member(level.whole(), "id")
        level_named = self.special(name)
        return level_named.whole() if level_named else self.names.stored(name)

    def special(self, name: str) -> Level | None:
        """ThisRecord, Parent and Form."""
        levels = [level for level in self.names.levels if level.name or not level.declared]
        if name == "ThisRecord":
            return next((level for level in reversed(levels) if level.bare), None)
        if name == "Parent" and len(levels) > 1:
            return levels[-2]
        if name == "Form" and levels:
            return levels[0]
        return None

    def global_(self, node: syntax.Global) -> Checked:
        found = self.names.stored(node.name)
        if found is None:
            near = nearest(node.name, self.names.env.tables())
            hint = did_you_mean(node.name, self.names.env.tables())
            return self.problem(
                "unknown-table", f"There is no table {node.name}", node, hint, f"[@{near}]" if near else None
            )
        return found

    def scoped(self, node: syntax.Scoped) -> Checked:
        for level in self.names.innermost_first():
            path = (level.origin or "").removesuffix("[]").rpartition(".")[2].removeprefix("table:")
            if node.scope in (level.name, path) and node.name in level.fields:
                return self.names.read(level, node.name)
        return self.problem("unknown-name", f"There is no row {node.scope} with a field {node.name} here", node)

    def dot(self, node: syntax.Dot) -> Checked:
        if isinstance(node.left, syntax.Name) and node.left.name in ENUMERATIONS and self.look(node.left.name) is None:
            return self.enumeration(node, node.left.name)
        left = self.check(node.left)
        return self.member(node, left)

    def enumeration(self, node: syntax.Dot, name: str) -> Checked:
        members = ENUMERATIONS[name]
        if node.name not in members:
            near = nearest(node.name, members)
            hint = did_you_mean(node.name, members)
            return self.problem_at("unknown-name", f"{name} has no {node.name}", node.name_start, node.end, hint, near)
        value = members[node.name]
        return Checked(["num", str(value)], NUMBER) if isinstance(value, int) else Checked(["text", value], TEXT)

    def member(self, node: syntax.Dot, left: Checked) -> Checked:
        """What stands behind a dot: a field, a field behind a link, a column of a table."""
        if left.type == ANY:
            return NOTHING
        if isinstance(left.type, ListType):
            left = Checked(["values", left.tree], table({"Value": TEXT}), left.origin)
        if isinstance(left.type, LinkType):
            followed = self.names.follow(left)
            if followed is None:
                return self.problem("unknown-table", f"There is no table {left.type.table} behind this link", node.left)
            left = followed
        if isinstance(left.type, RecordType):
            found = self.names.member(left, node.name)
            return self.no_field(node, left.type) if found is None else found
        if isinstance(left.type, TableType):
            if node.name not in left.type.fields:
                return self.no_field(node, left.type)
            kind = left.type.fields[node.name]
            if isinstance(kind, TableType):  # lines inside lines: the rows of all of them
                return self.names.part(left.origin, ["inner", left.tree, node.name], node.name, kind)
            self.names.part(left.origin, [], node.name, kind)
            return Checked(["column", left.tree, node.name], table({node.name: kind}), left.origin)
        message = f"A {left.type} has no fields, so .{node.name} can't follow it"
        return self.problem_at("type", message, node.name_start - 1, node.end)

    def no_field(self, node: syntax.Dot, kind: RecordType | TableType) -> Checked:
        owner = kind.table or (kind.row if isinstance(kind, TableType) else "") or f"This {kind}"
        near = nearest(node.name, kind.fields)
        hint = did_you_mean(node.name, kind.fields)
        if not hint and kind.fields:
            hint = f"It has {', '.join(list(kind.fields)[:8])}."
        return self.problem_at(
            "unknown-field", f"{owner} has no field {node.name}", node.name_start, node.end, hint, near
        )

    def as_(self, node: syntax.As) -> Checked:
        return self.problem("as", "As names the rows of a table, as a function's first argument", node)


CHECKS: Final[dict[type, Callable[..., Checked]]] = {
    syntax.Number: Checker.number,
    syntax.Text: Checker.text,
    syntax.Boolean: Checker.boolean,
    syntax.Interpolation: Checker.interpolation,
    syntax.Record: Checker.record,
    syntax.Table: Checker.table,
    syntax.Name: Checker.name,
    syntax.Global: Checker.global_,
    syntax.Scoped: Checker.scoped,
    syntax.Dot: Checker.dot,
    syntax.As: Checker.as_,
    syntax.Unary: operators.unary,
    syntax.Binary: operators.binary,
    syntax.Call: calls.call,
}
