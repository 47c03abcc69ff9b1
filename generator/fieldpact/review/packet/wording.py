"""Conditions in plain words, for people who don't read formulas. The formula always stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

from fieldpact.formula import parse
from fieldpact.formula import syntax as s
from fieldpact.formula.printer import show
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table

_COMPARED = {
    "=": "is", "<>": "is not", "<": "is less than", ">": "is more than", "<=": "is at most", ">=": "is at least",
    "in": "is one of", "exactin": "is one of",
}  # fmt: skip
_ARITHMETIC = {"+": "plus", "-": "minus", "*": "times", "/": "divided by", "&": "joined with"}
_BUILT_IN = {
    "owner": "its owner",
    "created": "when it was made",
    "edited": "when it was changed",
    "device": "the device",
}
_MOMENTS = {"Today": "today", "Now": "now", "Here": "where the person is", "Me": "the person"}
_WHOSE = {
    "owner = Me()": "their own",
    "owner.manager = Me()": "those of the people they manage",
    "owner <> Me()": "those of others",
    "owner.territory = Me().territory": "those of people in their own territory",
}


def condition_in_words(formula: Formula, table: Table) -> str:
    """What satisfies a condition: `all`, `none`, `their own`, `their own, and State is “Draft”`."""
    if formula.constant is not None:
        return "all" if formula.constant is True else "none"
    tree, problems = parse(formula.text)
    if tree is None or problems:
        return "those for which the formula holds"
    return _Speaker(table).condition(tree)


class _Speaker:
    """Says formulas about the records of one table."""

    def __init__(self, table: Table) -> None:
        self._fields: Mapping[str, Field] = {field.name: field for field in table.fields}
        states = table.workflow.states if table.workflow else ()
        self._states = {state.name: state.label.first() for state in states}

    def condition(self, node: s.Node, binding: str = "") -> str:
        whose = _WHOSE.get(show(node))
        if whose is not None:
            return whose
        match node:
            case s.Binary(operator="and" | "or" as operator):
                said = f" {operator} ".join(self.condition(part, operator) for part in (node.left, node.right))
                return f"({said})" if binding and binding != operator else said
            case s.Call(name="And" | "Or" as name) if node.arguments:
                said = f" {name.lower()} ".join(self.condition(part, name.lower()) for part in node.arguments)
                return f"({said})" if binding else said
            case s.Call(name="Not", arguments=(s.Call(name="IsBlank", arguments=(value,)),)):
                return f"{self.value(value)} is filled in"
            case s.Call(name="Not", arguments=(only,)):
                return f"not {self.condition(only, 'not')}"
            case s.Unary(operator="!"):
                return f"not {self.condition(node.operand, 'not')}"
            case s.Call(name="IsBlank", arguments=(value,)):
                return f"{self.value(value)} is empty"
            case s.Binary() if node.operator in _COMPARED:
                return f"{self.value(node.left)} {_COMPARED[node.operator]} {self._against(node.left, node.right)}"
            case s.Name() | s.Dot():
                return f"{self.value(node)} is yes"
            case s.Boolean():
                return "all" if node.value else "none"
        return show(node)

    def value(self, node: s.Node) -> str:
        match node:
            case s.Name():
                return self._name(node.name)
            case s.Dot(left=s.Call(name="Me")):
                return f"the person’s own {_spaced(node.name)}"
            case s.Dot():
                return f"{_spaced(node.name)} of {self.value(node.left)}"
            case s.Call(name=name, arguments=()) if name in _MOMENTS:
                return _MOMENTS[name]
            case s.Binary() if node.operator in _ARITHMETIC:
                return f"{self.value(node.left)} {_ARITHMETIC[node.operator]} {self.value(node.right)}"
            case s.Text():
                return f"“{node.value}”"
            case s.Boolean():
                return "yes" if node.value else "no"
            case s.Table():
                return " or ".join(self.value(item) for item in node.items) or "nothing"
        return show(node)

    def _against(self, left: s.Node, right: s.Node) -> str:
        """The right side of a comparison; of a state or a choice, as people read it."""
        if isinstance(left, s.Name) and isinstance(right, s.Text):
            named = self._states if left.name == "state" else self._options(left.name)
            return f"“{named.get(right.value, right.value)}”"
        if isinstance(left, s.Name) and isinstance(right, s.Table):
            return " or ".join(self._against(left, item) for item in right.items) or "nothing"
        return self.value(right)

    def _options(self, name: str) -> Mapping[str, str]:
        field = self._fields.get(name)
        return {option.value: option.label.first() for option in field.options} if field else {}

    def _name(self, name: str) -> str:
        if name == "state":
            return "its state"
        field = self._fields.get(name)
        return f"“{field.label.first()}”" if field else _BUILT_IN.get(name, _spaced(name))


def _spaced(name: str) -> str:
    return name.replace("_", " ")
