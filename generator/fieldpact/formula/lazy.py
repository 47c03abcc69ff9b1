"""If, Switch, And, Or, Coalesce and IfError: functions that look only at the arguments they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fieldpact.formula import syntax
from fieldpact.formula.excel import LAZY
from fieldpact.formula.fitting import convert
from fieldpact.formula.names import NOTHING, Checked
from fieldpact.formula.operators import alike, comparable, need
from fieldpact.formula.types import ANY, BLANK, BOOLEAN, ERROR, RecordType, Type, is_scalar, join, record, table

if TYPE_CHECKING:
    from fieldpact.formula.checker import Checker

LEAST: Final = {"If": 2, "Switch": 3, "And": 1, "Or": 1, "Coalesce": 1, "IfError": 1}


def call(checker: Checker, node: syntax.Call) -> Checked:
    if len(node.arguments) < LEAST[node.name]:
        arity(checker, node, LAZY[node.name])
        return NOTHING
    if node.name == "IfError":
        return if_error(checker, node)
    checked = [checker.check(argument) for argument in node.arguments]
    if node.name in ("And", "Or"):
        for value, where in zip(checked, node.arguments, strict=True):
            need(checker, "boolean", value, where)
        return Checked([node.name.lower(), *(value.tree for value in checked)], BOOLEAN)
    if node.name == "Coalesce":
        results = branches(checker, node, list(range(len(checked))), checked)
        return Checked(["coalesce", *(value.tree for value in checked)], results)
    if node.name == "If":
        return if_(checker, node, checked)
    return switch(checker, node, checked)


def arity(checker: Checker, node: syntax.Call, signature: str) -> None:
    """Too few or too many arguments, with the signature shown."""
    count = len(node.arguments)
    shown = signature.partition(" -> ")[0]
    checker.problem("arity", f"{node.name} doesn't take {count} argument{'s' * (count != 1)}", node, f"It is {shown}.")
    arguments_anyway(checker, node)


def arguments_anyway(checker: Checker, node: syntax.Call) -> None:
    """Dependencies and spelling of the arguments of a call that is wrong itself; types can't be judged there."""
    before = len(checker.problems)
    for argument in node.arguments:
        checker.check(argument.value if isinstance(argument, syntax.As) else argument)
    keep_spelling(checker, before)


def keep_spelling(checker: Checker, before: int) -> None:
    """Of the problems found since, keep those that hold whatever the names around them mean."""
    kept = [problem for problem in checker.problems[before:] if problem.code in ("excel", "unknown-function")]
    checker.problems[before:] = kept


def if_(checker: Checker, node: syntax.Call, checked: list[Checked]) -> Checked:
    pairs = len(checked) // 2
    for index in range(pairs):
        need(checker, "boolean", checked[2 * index], node.arguments[2 * index])
    places = [2 * index + 1 for index in range(pairs)] + ([len(checked) - 1] if len(checked) % 2 else [])
    kind = branches(checker, node, places, checked)
    return Checked(["if", *(value.tree for value in checked)], kind, None)


def switch(checker: Checker, node: syntax.Call, checked: list[Checked]) -> Checked:
    rest = len(checked) - 1
    places = [2 * index + 2 for index in range(rest // 2)] + ([len(checked) - 1] if rest % 2 else [])
    for index in range(1, rest // 2 * 2, 2):
        subject, match = comparable(checked[0], checked[index]), comparable(checked[index], checked[0])
        if not alike(subject.type, match.type):
            message = f"A {match.type} can't be matched with a {subject.type}"
            checker.problem("type", message, node.arguments[index])
        checked[index] = match
    kind = branches(checker, node, places, checked)
    return Checked(["switch", *(value.tree for value in checked)], kind)


def if_error(checker: Checker, node: syntax.Call) -> Checked:
    """A fallback sees FirstError and AllErrors, as a row scope of its own."""
    scope = record({"FirstError": ERROR, "AllErrors": table(ERROR.fields)})
    last = len(node.arguments) - 1
    checked: list[Checked] = []
    number = len(checker.names.levels)
    for index, argument in enumerate(node.arguments):
        if index % 2:
            checker.names.push("", Checked(["blank"], scope), scope.fields)
            checked.append(checker.check(argument))
            checker.names.pop()
        else:
            checked.append(checker.check(argument))
    places = [index for index in range(last + 1) if index % 2 or index == last]
    if last % 2:
        places.append(last - 1)
    kind = branches(checker, node, sorted(places), checked)
    return Checked(["iferror", number, *(value.tree for value in checked)], kind)


def branches(checker: Checker, node: syntax.Call, places: list[int], checked: list[Checked]) -> Type:
    """The common type of the values a call may give; each converted to it where needed."""
    common: Type = BLANK
    for place in places:
        both = join(common, checked[place].type)
        if both is None:
            message = f"One value is a {common}, and this one is a {checked[place].type}"
            checker.problem("type", message, node.arguments[place], "All values must be of one type.")
            return ANY
        common = both
    if is_scalar(common) and not isinstance(common, RecordType):
        for place in places:
            checked[place] = convert(checked[place], common)
    return common
