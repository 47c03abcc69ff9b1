"""Which types a place takes, and the conversions put into the tree for it."""

from __future__ import annotations

from typing import Final

from fieldpact.formula.names import Checked, Tree
from fieldpact.formula.problems import nearest
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
    ChoiceType,
    LinkType,
    ListType,
    RecordType,
    TableType,
    Type,
    is_scalar,
    is_text,
)

TO: Final = {NUMBER: "number", FLOAT: "number", TEXT: "text", BOOLEAN: "boolean"} | {
    DATE: "date",
    TIME: "time",
    DATETIME: "instant",
}
PLAIN_NAMES: Final = {
    "number": "number",
    "integer": "whole number",
    "text": "text",
    "boolean": "yes/no value",
    "date": "date",
    "time": "time",
    "instant": "date and time",
    "moment": "date or time",
    "when": "date or time",
    "table": "table",
    "record": "record",
    "column": "column's name",
    "option": "name such as TimeUnit.Days",
}


OWN_LEVEL: Final = 99
"""The level of rows in conversions put in here: their bodies read no other row."""


def convert(value: Checked, wanted: Type) -> Checked:
    """`value` with the conversions to a joined type, where any are needed at run time."""
    given = value.type
    if given == wanted or given in (BLANK, ANY):
        return value
    if isinstance(given, RecordType) and isinstance(wanted, RecordType) and value.tree[0] == "record":
        tree: Tree = ["record"]
        for name, part in zip(value.tree[1::2], value.tree[2::2], strict=True):
            tree += [name, convert(Checked(part, given.fields[name]), wanted.fields[name]).tree]
        for name in (name for name in wanted.fields if name not in given.fields):
            tree += [name, ["blank"]]
        return Checked(tree, wanted, value.origin)
    if isinstance(given, TableType) and isinstance(wanted, TableType):
        columns: Tree = []
        for name, kind in given.fields.items():
            cell = Checked(["get", ["row", OWN_LEVEL], name], kind)
            fitted = convert(cell, wanted.fields[name])
            if fitted is not cell:
                columns += [["text", name], ["each", OWN_LEVEL, fitted.tree]]
        tree = ["call", "AddColumns", value.tree, *columns] if columns else value.tree
        return Checked(tree, wanted, value.origin)
    if not is_scalar(given) or not is_scalar(wanted) or wanted not in TO or (is_text(given) and wanted == TEXT):
        return value
    if given in NUMBERS and wanted in NUMBERS:
        return value
    tree = as_text(value) if wanted == TEXT else wall_clock(value)
    return Checked(["to", TO[wanted], tree], wanted, value.origin)


def wall_clock(value: Checked) -> Tree:
    """Instants are shown, and their days counted, in the app's zone, whatever zone they were stored in."""
    return ["to", "instant", value.tree] if value.type == DATETIME else value.tree


def as_text(value: Checked) -> Tree:
    """Dates and times are written in the app's way where a text is needed."""
    return ["to", "shown", value.tree] if value.type in MOMENTS else value.tree


def accepts(kind: str, given: Type) -> bool:
    """Whether a parameter of a kind takes a value of a type."""
    if given in (ANY, BLANK) or kind in ("any", "raw", "row"):
        return True
    if kind == "row:boolean":
        return given in NUMBERS or given == BOOLEAN
    kind = kind.removeprefix("row:")
    if kind in ("number", "integer"):
        return given in NUMBERS or given in (TEXT, BOOLEAN) or given in MOMENTS
    if kind == "text":
        return is_scalar(given)
    if kind == "boolean":
        return given in NUMBERS or given in (TEXT, BOOLEAN)
    if kind in ("date", "time", "instant", "moment", "when"):
        return given in MOMENTS or given in NUMBERS or given == TEXT
    if kind == "table":
        return isinstance(given, TableType | ListType)
    if kind == "record":
        return isinstance(given, RecordType)
    return is_text(given) or given in NUMBERS


def unknown_option(kind: Type, tree: Tree) -> tuple[str, str | None] | None:
    """A text literal that isn't among a choice's options: the text, and the nearest option."""
    if not isinstance(kind, ChoiceType | ListType) or not kind.options or tree[0] != "text" or not tree[1]:
        return None
    return None if tree[1] in kind.options else (tree[1], nearest(tree[1], kind.options))


ROUNDING: Final = ("Round", "RoundUp", "RoundDown", "Int", "Trunc")


def expected(value: Checked, wanted: Type) -> Checked | str:
    """`value` as the place of the formula needs it, or what is wrong with it, in words."""
    given = value.type
    if given in (DATE, TIME) and given == wanted and value.tree[0] not in ("field", "get", "date", "time"):
        # Sums may have left a part of a day, or more than one.
        return Checked(["to", "date" if wanted == DATE else "clock", value.tree], wanted, value.origin)
    if given in (ANY, BLANK) or given == wanted:
        return value
    if wanted == NUMBER and given == FLOAT:
        rounded = value.tree[0] == "call" and value.tree[1] in ROUNDING
        return Checked(["to", "decimal", value.tree], NUMBER) if rounded else "float"
    if wanted == FLOAT and given == NUMBER:
        return value
    if isinstance(wanted, LinkType):
        if isinstance(given, RecordType) and given.table == wanted.table:
            return Checked(["get", value.tree, "id"], wanted)
        return value if given == TEXT else _mismatch(wanted, given)
    if isinstance(wanted, ChoiceType):
        return value if is_text(given) else _mismatch(wanted, given)
    if wanted == TEXT and is_scalar(given):
        return convert(value, TEXT)
    if wanted in MOMENTS and given in MOMENTS:
        return convert(value, wanted)
    if isinstance(wanted, RecordType | TableType | ListType) and type(given) is type(wanted):
        return value
    if isinstance(wanted, ListType) and isinstance(given, TableType) and len(given.fields) <= 1:
        return value
    return value if wanted == ANY else _mismatch(wanted, given)


def _mismatch(wanted: Type, given: Type) -> str:
    return f"A {wanted} is needed here, and this formula gives a {given}"
