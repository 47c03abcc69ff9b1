"""Calls: arity, arguments, row scopes, and the type of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fieldapp.formula.functions.patterns import risk
from fieldapp.formula.registry import FUNCTIONS, Function, Param
from fieldpact.formula import lazy, results, syntax
from fieldpact.formula.excel import LAZY, OF_RECORDS, known, unknown_function
from fieldpact.formula.fitting import PLAIN_NAMES, accepts, as_text, convert
from fieldpact.formula.found import found
from fieldpact.formula.names import NOTHING, Checked, Tree
from fieldpact.formula.previous import previous
from fieldpact.formula.problems import did_you_mean, nearest
from fieldpact.formula.stock import stock
from fieldpact.formula.types import (
    ANY,
    BLANK,
    TEXT,
    LinkType,
    ListType,
    RecordType,
    TableType,
    record,
    table,
)

if TYPE_CHECKING:
    from fieldpact.formula.checker import Checker

OVER_ROWS: Final = ("Sum", "Average", "Max", "Min")
"""Functions that take numbers, or a table and an expression over its rows."""
NUMBERS_PARAM: Final = Param("A value", "number")
TABULAR: Final = """Abs Boolean Char Concatenate DateAdd DateDiff Day EDate EOMonth EndsWith Exp Find Hour Int Left
    Len Ln Log Lower Mid Minute Mod Month Power Proper Replace Right Round RoundDown RoundUp Second Sqrt StartsWith
    Substitute Trim TrimEnds Trunc Upper Value Weekday WeekNum Year"""
OVER_TABLES: Final = frozenset(TABULAR.split())
"""Functions of single values that take one-column tables, too."""
MOMENT_DEPS: Final = {"Me": "me", "Today": "today", "IsToday": "today", "Now": "now", "Here": "world:here"}


def call(checker: Checker, node: syntax.Call) -> Checked:
    if node.name in LAZY:
        return lazy.call(checker, node)
    if node.name == "Found":
        return found(checker, node)
    if node.name in OF_RECORDS:
        if node.name == "Stock" and node.arguments:
            return stock(checker, node)
        if len(node.arguments) > 1 and node.name == "Previous":
            return previous(checker, node)
        lazy.arity(checker, node, OF_RECORDS[node.name])
        return NOTHING
    function = FUNCTIONS.get(node.name)
    if function is None:
        checker.problems.append(unknown_function(node.name, node.start, node.name_end, nearest(node.name, known())))
        lazy.arguments_anyway(checker, node)
        return NOTHING
    count = len(node.arguments)
    if count < function.least or (function.most is not None and count > function.most):
        lazy.arity(checker, node, function.signature)
        return NOTHING
    if node.name in MOMENT_DEPS:
        checker.names.deps[MOMENT_DEPS[node.name]] = None
    if node.name in OVER_ROWS:
        return aggregate(checker, node, function)
    if node.name in OVER_TABLES:
        return mapped(checker, node, function)
    return finish(checker, node, function, arguments(checker, node, function))


def mapped(checker: Checker, node: syntax.Call, function: Function) -> Checked:
    """A function of single values; given one-column tables, a table of its value for each of their rows."""
    checked = [checker.check(argument) for argument in node.arguments]
    tables: list[Tree] = []
    level = checker.names.push("", NOTHING, {}).number
    for index, value in enumerate(checked):
        if isinstance(value.type, TableType) and len(value.type.fields) <= 1:
            cell = ["cell", level, len(tables)]
            tables.append(value.tree)
            value = Checked(cell, next(iter(value.type.fields.values()), BLANK))
        param = function.param(index)
        expect_kind(checker, param, value, node.arguments[index])
        checked[index] = Checked(as_text(value), value.type, value.origin) if param.kind == "text" else value
    checker.names.pop()
    result = finish(checker, node, function, checked)
    return Checked(["zip", level, result.tree, *tables], table({"Value": result.type})) if tables else result


def aggregate(checker: Checker, node: syntax.Call, function: Function) -> Checked:
    """`Sum(1, 2)`, `Sum(table, expression)` and `Sum(table.column)`."""
    count = len(node.arguments)
    source = first(checker, node)
    if count == 2 and isinstance(source.type, TableType):
        body = Param("value", "row" if node.name in ("Max", "Min") else "row:number")
        each = over(checker, node, source, 1, body)
        expect_kind(checker, NUMBERS_PARAM, each, node.arguments[1])
        return Checked(["call", node.name, source.tree, each.tree], results.aggregate(node.name, [each]))
    if count == 1 and isinstance(source.type, TableType) and len(source.type.fields) == 1:
        ((name, kind),) = source.type.fields.items()
        level = len(checker.names.levels)
        cell = Checked(["each", level, ["get", ["row", level], name]], kind)
        expect_kind(checker, NUMBERS_PARAM, cell, node.arguments[0])
        return Checked(["call", node.name, source.tree, cell.tree], results.aggregate(node.name, [cell]))
    if isinstance(source.type, TableType):
        example = f"For example {node.name}(lines, qty * price)."
        return checker.problem("type", f"{node.name} of a table needs to know of what", node, example)
    checked = [source, *(checker.check(argument) for argument in node.arguments[1:])]
    for value, where in zip(checked, node.arguments, strict=True):
        expect_kind(checker, NUMBERS_PARAM, value, where)
    return finish(checker, node, function, checked)


def arguments(checker: Checker, node: syntax.Call, function: Function) -> list[Checked]:
    checked: list[Checked] = []
    for index, where in enumerate(node.arguments):
        param = function.param(index)
        if param.row:
            checked.append(over(checker, node, checked[0], index, param))
        elif param.kind == "column":
            checked.append(column(checker, where, checked, function.name))
        elif index == 0 and param.kind in ("table", "record"):
            source = first(checker, node)
            expect_kind(checker, param, source, node.arguments[0])
            checked.append(source)
        else:
            checked.append(argument(checker, param, where))
    return checked


def argument(checker: Checker, param: Param, node: syntax.Node) -> Checked:
    value = checker.check(node)
    expect_kind(checker, param, value, node)
    return Checked(as_text(value), value.type, value.origin) if param.kind == "text" else value


def expect_kind(checker: Checker, param: Param, value: Checked, node: syntax.Node) -> None:
    if not accepts(param.kind, value.type):
        wanted = PLAIN_NAMES[param.kind.removeprefix("row:")]
        checker.problem("type", f"{param.name} is a {wanted}, and this is a {value.type}", node)


def first(checker: Checker, node: syntax.Call) -> Checked:
    """The first argument of a function over rows: a stored table before a record of the same name."""
    where = node.arguments[0]
    inner = where.value if isinstance(where, syntax.As) else where
    if isinstance(inner, syntax.Name) and not any(
        level.bare and inner.name in level.fields for level in checker.names.levels
    ):
        stored = checker.names.stored(inner.name) if node.name != "With" else None
        if stored is not None:
            return stored
    value = checker.check(inner)
    if isinstance(value.type, ListType):
        return Checked(["values", value.tree], table({"Value": TEXT}), value.origin)
    if isinstance(value.type, LinkType) and node.name == "With":
        return checker.names.follow(value) or value
    return value


def over(checker: Checker, node: syntax.Call, source: Checked, index: int, param: Param) -> Checked:
    """An argument that is computed for each row of the source."""
    where = node.arguments[0]
    name = where.name if isinstance(where, syntax.As) and where.name != "ThisRecord" else ""
    kind = source.type
    fields = kind.fields if isinstance(kind, TableType | RecordType) else {}
    level = checker.names.push(name, source, fields)
    before = len(checker.problems)
    body = checker.check(node.arguments[index])
    checker.names.pop()
    if kind == ANY:
        lazy.keep_spelling(checker, before)
    else:
        expect_kind(checker, param, body, node.arguments[index])
    tree = as_text(body) if param.kind == "row:text" else body.tree
    return Checked(["each", level.number, tree], body.type, body.origin)


def column(checker: Checker, node: syntax.Node, checked: list[Checked], function: str) -> Checked:
    """A column's name, bare or as text. AddColumns and the second of RenameColumns make new ones."""
    if isinstance(node, syntax.Name):
        name = node.name
    elif isinstance(node, syntax.Text):
        name = node.value
    else:
        return checker.problem("type", "A column's name is needed here", node)
    source = checked[0].type
    new = function == "AddColumns" or (function == "RenameColumns" and len(checked) == 2)
    if isinstance(source, TableType) and not new and name not in source.fields:
        hint = did_you_mean(name, source.fields)
        return checker.problem("unknown-field", f"The table has no column {name}", node, hint)
    if isinstance(source, TableType) and new and name in source.fields:
        return checker.problem("twice", f"The table has a column {name} already", node)
    if isinstance(source, TableType) and not new:
        checker.names.part(checked[0].origin, [], name, source.fields[name])
    return Checked(["text", name], TEXT)


def finish(checker: Checker, node: syntax.Call, function: Function, checked: list[Checked]) -> Checked:
    if function.name in ("Count", "CountA") and isinstance(checked[0].type, TableType):
        columns = len(checked[0].type.fields)
        if columns != 1:
            message = f"{function.name} counts the values of one column, and this table has {columns}"
            checker.problem("type", message, node.arguments[0], f"For example {function.name}(lines.amount).")
    if function.name == "IsMatch":
        pattern(checker, node, checked[1].tree)
    result = results.result(function, checked)
    if result is None:
        checker.problem("type", f"The rows given to {function.name} don't fit into one table", node)
        return NOTHING
    if function.name == "Table":
        rows = record(result.fields) if isinstance(result, TableType) else result
        checked = [convert(value, result if isinstance(value.type, TableType) else rows) for value in checked]
    trees: list[Tree] = [value.tree for value in checked]
    if function.name == "Table":
        # A record stands in a list of its own: a blank or an error for a row is told from one for a whole table.
        trees = [v.tree if isinstance(v.type, TableType) else ["list", v.tree] for v in checked]
    keeps = function.result in ("table", "record", "item", "shown", "added")
    return Checked(["call", function.name, *trees], result, checked[0].origin if checked and keeps else None)


def pattern(checker: Checker, node: syntax.Call, tree: Tree) -> None:
    """Patterns stand in the formula as text, so that they can be judged before anyone waits for one."""
    if tree[0] != "text":
        checker.problem("pattern", "A pattern is a text in quotes, so that it can be checked", node.arguments[1])
        return
    why = risk(tree[1])
    if why is not None:
        checker.problem("pattern", why.removesuffix("."), node.arguments[1])
