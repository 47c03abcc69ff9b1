"""`Found(table)`: the row that a `lookup:` has found, in the formulas of the block that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fieldpact.formula import syntax
from fieldpact.formula.names import Checked
from fieldpact.formula.types import RecordType

if TYPE_CHECKING:
    from fieldpact.formula.checker import Checker

FOUND: Final = "Found "
"""What the row's name begins with among the names in reach: with its space it can't be a name that an author writes."""


def found(checker: Checker, node: syntax.Call) -> Checked:
    """The found row; blank where there was none."""
    names = [argument.name for argument in node.arguments if isinstance(argument, syntax.Name)]
    for level in checker.names.innermost_first():
        for key in level.fields:
            if key.startswith(FOUND) and names == [key.removeprefix(FOUND)]:
                kind = level.fields[key]
                assert isinstance(kind, RecordType)
                checker.names.deps[f"table:{kind.table}"] = None
                return Checked(["field", level.number, key], kind, f"table:{kind.table}")
    what = names[0] if names else "a table"
    hint = "It stands in let: and set: below a lookup: that looks in that table."
    return checker.problem("unknown-name", f"Nothing is looked up in {what} here", node, hint)
