"""Operators: which types they take, and which of them mean something else for dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fieldpact.formula import syntax
from fieldpact.formula.fitting import TO, accepts, as_text, unknown_option, wall_clock
from fieldpact.formula.names import Checked
from fieldpact.formula.types import (
    ANY,
    BLANK,
    BOOLEAN,
    DATE,
    DATETIME,
    FLOAT,
    MOMENTS,
    NUMBER,
    NUMBERS,
    TEXT,
    TIME,
    LinkType,
    ListType,
    RecordType,
    TableType,
    Type,
    is_scalar,
    is_text,
    table,
)

if TYPE_CHECKING:
    from fieldpact.formula.checker import Checker

COMPARISONS: Final = ("=", "<>", "<", "<=", ">", ">=")
UNARY: Final = {"-": "neg", "!": "not", "%": "percent"}


def unary(checker: Checker, node: syntax.Unary) -> Checked:
    operand = checker.check(node.operand)
    if node.operator == "!":
        need(checker, "boolean", operand, node.operand)
        return Checked(["not", operand.tree], BOOLEAN)
    need(checker, "number", operand, node.operand)
    if node.operator == "-" and operand.tree[0] == "num" and not operand.tree[1].startswith("-"):
        return Checked(["num", f"-{operand.tree[1]}"], NUMBER)
    if node.operator == "-" and operand.type in MOMENTS:
        return Checked(["to", TO[operand.type], ["neg", wall_clock(operand)]], operand.type)
    return Checked([UNARY[node.operator], operand.tree], FLOAT if operand.type == FLOAT else NUMBER)


def need(checker: Checker, kind: str, value: Checked, node: syntax.Node) -> None:
    """A problem, with both types named, where the value is of no use."""
    if not accepts(kind, value.type):
        wanted = {"boolean": "yes/no value"}.get(kind, kind)
        checker.problem("type", f"A {wanted} is needed here, and this is a {value.type}", node)


def binary(checker: Checker, node: syntax.Binary) -> Checked:
    left, right = checker.check(node.left), checker.check(node.right)
    operator = node.operator
    if operator in ("and", "or"):
        need(checker, "boolean", left, node.left)
        need(checker, "boolean", right, node.right)
        return Checked([operator, left.tree, right.tree], BOOLEAN)
    if operator == "&":
        need(checker, "text", left, node.left)
        need(checker, "text", right, node.right)
        return Checked(["join", as_text(left), as_text(right)], TEXT)
    if operator in ("in", "exactin"):
        return membership(checker, node, left, right)
    if operator in COMPARISONS:
        return comparison(checker, node, left, right)
    return arithmetic(checker, node, left, right)


def arithmetic(checker: Checker, node: syntax.Binary, left: Checked, right: Checked) -> Checked:
    operator = node.operator
    need(checker, "number", left, node.left)
    need(checker, "number", right, node.right)
    tree = [operator, wall_clock(left), wall_clock(right)]
    if operator in "+-" and (left.type in MOMENTS or right.type in MOMENTS):
        result = moment_result(operator, left.type, right.type)
        if result is None:
            message = f"A {left.type} {operator} a {right.type} has no meaning"
            return checker.problem_at("type", message, node.operator_start, node.operator_start + 1)
        return (
            Checked(["to", "days" if result == DATE else TO[result], tree], result)
            if result in MOMENTS
            else Checked(tree, result)
        )
    floating = operator == "^" or FLOAT in (left.type, right.type)
    return Checked(tree, FLOAT if floating else NUMBER)


def moment_result(operator: str, left: Type, right: Type) -> Type | None:
    """The type of a sum or difference with a date or time in it; None where there is no meaning."""
    if left in MOMENTS and right in MOMENTS:
        if operator == "+":
            if TIME not in (left, right):
                return None
            return TIME if left == right else DATETIME
        if right == TIME:
            return TIME if left == TIME else DATETIME
        return None if left == TIME else NUMBER
    if left in MOMENTS:
        return left
    return right if operator == "+" else None


def comparison(checker: Checker, node: syntax.Binary, left: Checked, right: Checked) -> Checked:
    left, right = comparable(left, right), comparable(right, left)
    for value, other, where in ((left, right, node.right), (right, left, node.left)):
        wrong = unknown_option(value.type, other.tree)
        if wrong is not None:
            option, near = wrong
            options = ", ".join(getattr(value.type, "options", ())[:8])
            hint = f"Did you mean {near}?" if near else f"The options are {options}."
            fix = f'"{near}"' if near else None
            checker.problem("unknown-option", f"There is no option {option} to compare with", where, hint, fix)
    compatible = alike(left.type, right.type) if node.operator in ("=", "<>") else ordered(left.type, right.type)
    if not compatible:
        message = f"A {left.type} can't be compared with a {right.type}"
        end = node.operator_start + len(node.operator)
        written = TEXT in (left.type, right.type) and (left.type in MOMENTS or right.type in MOMENTS)
        hint = "Dates are written Date(2027, 1, 31), times Time(14, 30, 0)." if written else ""
        checker.problem_at("type", message, node.operator_start, end, hint)
    elif left.tree == right.tree and left.tree[0] in ("field", "get"):
        name = str(left.tree[-1])
        hint = (
            f"Write Form.{name} for the record's, or the row's name and a dot for the row's."
            if len(checker.names.levels) > 1
            else ""
        )
        checker.problem("compares-itself", f"Both sides are the same {name}", node, hint)
    if left.type != right.type and left.type in MOMENTS and right.type in MOMENTS:
        left = Checked(["to", "instant", left.tree], DATETIME)
        right = Checked(["to", "instant", right.tree], DATETIME)
    elif (left.type in MOMENTS) != (right.type in MOMENTS) and BLANK not in (left.type, right.type):
        left = Checked(["to", "number", wall_clock(left)], NUMBER)
        right = Checked(["to", "number", wall_clock(right)], NUMBER)
    return Checked([node.operator, left.tree, right.tree], BOOLEAN)


def comparable(value: Checked, other: Checked) -> Checked:
    """A stored record beside a link or another record compares by its id."""
    against = other.type
    if (
        isinstance(value.type, RecordType)
        and value.type.table
        and (is_text(against) or isinstance(against, RecordType))
    ):
        return Checked(["get", value.tree, "id"], LinkType(table=value.type.table), value.origin)
    return value


def alike(left: Type, right: Type) -> bool:
    """Whether two types can be equal."""
    if ANY in (left, right) or BLANK in (left, right):
        return True
    if isinstance(left, LinkType) and isinstance(right, LinkType):
        return left.table == right.table
    for family in ((*NUMBERS, *MOMENTS), (BOOLEAN,)):
        if left in family or right in family:
            return left in family and right in family
    return is_text(left) and is_text(right)


def ordered(left: Type, right: Type) -> bool:
    """Whether two types have an order: numbers, dates and times do, texts don't."""
    return all(kind in NUMBERS or kind in MOMENTS or kind in (BLANK, ANY) for kind in (left, right))


def membership(checker: Checker, node: syntax.Binary, left: Checked, right: Checked) -> Checked:
    if isinstance(right.type, ListType):
        wrong = unknown_option(right.type, left.tree)
        if wrong is not None:
            _option(checker, node.left, *wrong)
        right = Checked(["values", right.tree], table({"Value": TEXT}), right.origin)
    if isinstance(right.type, TableType):
        if len(right.type.fields) > 1 and is_scalar(left.type):
            return checker.problem("type", f"{node.operator} needs a table with one column", node.right)
        if isinstance(node.right, syntax.Table):
            for item in node.right.items:
                wrong = unknown_option(left.type, ["text", item.value]) if isinstance(item, syntax.Text) else None
                if wrong is not None:
                    _option(checker, item, *wrong)
        column = next(iter(right.type.fields.values()), BLANK)
        if is_scalar(left.type) and not alike(left.type, column):
            checker.problem("type", f"A {left.type} can't be in a table of {column} values", node)
    elif not is_scalar(right.type) or not is_scalar(left.type):
        checker.problem("type", f"A {left.type} can't be in a {right.type}", node)
    return Checked([node.operator, left.tree, right.tree], BOOLEAN)


def _option(checker: Checker, node: syntax.Node, option: str, near: str | None) -> None:
    hint = f"Did you mean {near}?" if near else ""
    checker.problem("unknown-option", f"There is no option {option}", node, hint, f'"{near}"' if near else None)
