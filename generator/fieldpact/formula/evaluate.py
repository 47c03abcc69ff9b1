"""A formula's value, right away: for tests, the command line and governance rules."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from fieldapp.formula import decimals
from fieldapp.formula.load import BadTree, load
from fieldapp.formula.values import ErrorValue, Value, numeric
from fieldapp.formula.world import Record, World
from fieldpact.formula.compiling import compile
from fieldpact.formula.env import Scope, TypeEnv
from fieldpact.formula.types import DATE, TIME, Type, type_of


class PlainEnv:
    """Names for a formula from what is at hand: scopes, and stored tables by name."""

    def __init__(self, scopes: Sequence[Scope] = (), tables: Mapping[str, Mapping[str, Type]] | None = None) -> None:
        self._scopes = tuple(scopes)
        self._tables = dict(tables or {})

    def scopes(self) -> Sequence[Scope]:
        return self._scopes

    def table(self, name: str) -> Mapping[str, Type] | None:
        return self._tables.get(name)

    def tables(self) -> Sequence[str]:
        return list(self._tables)


class PlainWorld:
    """A world without stored records: nobody uses it, in UTC, now."""

    zone: dt.tzinfo = dt.UTC
    language = "en-US"

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def today(self) -> dt.date:
        return self.now().astimezone(self.zone).date()

    def me(self) -> Record:
        return dict.fromkeys(("id", "name", "role", "territory", "manager"))

    def here(self) -> Record | None:
        return None

    def record(self, table: str, key: str) -> Record | None:
        return None

    def rows(self, table: str) -> Sequence[Record]:
        return ()

    def text(self, key: str) -> str:
        return key


def evaluate(text: str, scope: Mapping[str, Any] | None = None, world: World | None = None) -> Value:
    """The value of a formula, its names being those of `scope`.

    Numbers are Decimal or float, blank is None, tables are lists of dicts (a one-column table's column is `Value`).
    A formula that doesn't compile gives an error value of kind `InvalidFormula` with the first problem's message.
    """
    return value_in(text, scope or {}, world)[0]


def value_in(text: str, scope: Mapping[str, Any], world: World | None = None) -> tuple[Value, Type | None]:
    """The same with the formula's type; None where it doesn't compile."""
    values = {name: plain(value) for name, value in scope.items()}
    env = PlainEnv([Scope("", {name: type_of(value) for name, value in values.items()})])
    return value_of(text, env, [values], world)


def value_of(
    text: str, env: TypeEnv, records: Sequence[Record], world: World | None = None
) -> tuple[Value, Type | None]:
    """The value and type of a formula at a place; `records` are those of the place's scopes, outermost first."""
    compiled = compile(text, env)
    if compiled.type in (DATE, TIME):
        compiled = compile(text, env, compiled.type)
    if compiled.tree is None:
        return ErrorValue("InvalidFormula", compiled.problems[0].message), None
    try:
        formula = load(compiled.tree)
    except BadTree as failure:
        return ErrorValue("InvalidFormula", f"{str(failure).capitalize()}."), None
    return formula(world or PlainWorld(), *records), compiled.type


def plain(value: Any) -> Value:
    """A Python value as formulas hold it: whole numbers are decimals, rows are records."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if isinstance(value, Decimal):
        return decimals.fit(value)
    if isinstance(value, float) and not math.isfinite(value):
        return numeric("Not a number.")
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        parts = [plain(part) for part in value]
        return [part if isinstance(part, dict | ErrorValue) or part is None else {"Value": part} for part in parts]
    return value
