"""`Stock("bag", lot)`: how much there is, from the stored records that a ledger is of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from fieldapp.unchanging import unchanging
from fieldpact.formula import syntax
from fieldpact.formula.names import Checked
from fieldpact.formula.problems import did_you_mean
from fieldpact.formula.types import NUMBER, LinkType, RecordType, Type

if TYPE_CHECKING:
    from fieldpact.formula.checker import Checker

_ME: Final[list[Any]] = ["get", ["call", "Me"], "id"]


@unchanging
class StockTypes:
    """What a stock is per, with the types, and the tables that it is summed from."""

    keys: Mapping[str, Type]
    tables: tuple[str, ...]


def stock(checker: Checker, node: syntax.Call) -> Checked:
    """How much there is for the keys given; `owner` is who uses the app. Without what the record itself takes."""
    known: Mapping[str, StockTypes] = getattr(checker.names.env, "stock", {})
    where = node.arguments[0]
    name = where.value if isinstance(where, syntax.Text) else ""
    found = known.get(name)
    if found is None:
        hint = did_you_mean(name, known) or "Stock is declared at the top of the spec, under stock:."
        return checker.problem("unknown-name", f"There is no stock {name!r}", where, hint)
    wanted = {key: kind for key, kind in found.keys.items() if key != "owner"}
    given = [checker.check(argument) for argument in node.arguments[1:]]
    if len(given) != len(wanted):
        parts = ", ".join(('"' + name + '"', *wanted))
        example = f"For example Stock({parts})."
        return checker.problem("arity", f"The stock {name} is told by {', '.join(wanted) or 'nothing'}", node, example)
    asked = iter(given)
    trees = [_ME if key == "owner" else _key(checker, next(asked), kind, node) for key, kind in found.keys.items()]
    for table in found.tables:
        checker.names.deps[f"table:{table}"] = None
    if "owner" in found.keys:
        checker.names.deps["me"] = None
    levels = checker.names.levels
    record: list[Any] = ["field", 0, "id"] if levels and "id" in levels[0].fields else ["blank"]
    return Checked(["stock", name, record, *trees], NUMBER)


def _key(checker: Checker, value: Checked, kind: Type, node: syntax.Call) -> list[Any]:
    """A record stands for its id."""
    if isinstance(value.type, RecordType) and isinstance(kind, LinkType) and value.type.table == kind.table:
        return ["get", value.tree, "id"]
    if isinstance(value.type, RecordType) or type(value.type) is not type(kind):
        checker.problem("type", f"The stock is told by a {kind}, and this is a {value.type}", node)
    return value.tree
