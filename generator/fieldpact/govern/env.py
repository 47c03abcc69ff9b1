"""Names in a rule's formulas: the row it looks at, its table, `app`, `policy`, `params`, and all tables of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldpact.formula.env import Scope
from fieldpact.formula.types import BOOLEAN, DATE, NUMBER, TEXT, ListType, Type, record
from fieldpact.govern.columns import SCHEMA
from fieldpact.govern.files import shape_of
from fieldpact.govern.schema import SINGULAR

_KINDS: dict[str, Type] = {"text": TEXT, "number": NUMBER, "yes_no": BOOLEAN, "date": DATE, "texts": ListType()}
_ROWS: dict[str, dict[str, Type]] = {
    table: {column.name: _KINDS[column.kind] for column in columns} for table, columns in SCHEMA.items()
}


class RuleEnv:
    """The TypeEnv of one rule. Only `for_each` decides which row is bound."""

    def __init__(self, for_each: str, params: Mapping[str, str | list[str]], switches: Mapping[str, str]) -> None:
        names: dict[str, Type] = {
            "app": record(_ROWS["app"]),
            "policy": record({name: _KINDS[kind] for name, kind in switches.items()}),
            "params": record({name: _KINDS[shape_of(raw)] for name, raw in params.items()}),
        }
        if for_each in SINGULAR:
            names[SINGULAR[for_each]] = record(_ROWS[for_each])
            if for_each != "tables" and "table" in _ROWS[for_each]:
                names["table"] = record(_ROWS["tables"])
        self._scopes = (Scope("rule", names),)

    def scopes(self) -> Sequence[Scope]:
        return self._scopes

    def table(self, name: str) -> Mapping[str, Type] | None:
        return _ROWS.get(name) if name != "app" else None

    def tables(self) -> Sequence[str]:
        return [name for name in SCHEMA if name != "app"]
