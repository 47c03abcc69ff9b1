"""A small shop to write formulas against: visits with lines, accounts and products behind links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from fieldapp.formula.load import load
from fieldpact.formula import Compiled, PlainEnv, PlainWorld, compile
from fieldpact.formula.env import Scope
from fieldpact.formula.types import BOOLEAN, DATE, DATETIME, NUMBER, TEXT, ListType, Type, choice, link, table

PRODUCT: Mapping[str, Type] = {"name": TEXT, "active": BOOLEAN, "price": NUMBER, "group": choice("drink", "snack")}
ACCOUNT: Mapping[str, Type] = {"name": TEXT, "tier": choice("a", "b", "c"), "owner": link("person")}
LINE: Mapping[str, Type] = {"product": link("product"), "qty": NUMBER, "price": NUMBER, "discount": NUMBER}
VISIT: Mapping[str, Type] = {
    "account": link("account"),
    "owner": link("person"),
    "date": DATE,
    "created": DATETIME,
    "outcome": choice("order", "none", "closed"),
    "seen": ListType(options=("shelf", "cooler")),
    "reason": TEXT,
    "total": NUMBER,
    "done": BOOLEAN,
    "lines": table(LINE, row="line"),
}
TABLES = {"product": PRODUCT, "account": ACCOUNT, "visit": VISIT}
RECORD = PlainEnv([Scope("visit", VISIT)], TABLES)
ROW = PlainEnv([Scope("visit", VISIT), Scope("line", LINE)], TABLES)
CANDIDATE = PlainEnv([Scope("visit", VISIT), Scope("line", LINE), Scope("product", PRODUCT)], TABLES)

STORED: dict[str, dict[str, dict[str, Any]]] = {
    "product": {
        "p1": {"id": "p1", "name": "Cola", "active": True, "price": Decimal("12.50"), "group": "drink"},
        "p2": {"id": "p2", "name": "Nuts", "active": False, "price": Decimal("20"), "group": "snack"},
    },
    "account": {"a1": {"id": "a1", "name": "Kiosk", "tier": "a", "owner": "u1"}},
    "person": {
        "u1": {"id": "u1", "name": "Eva", "role": "rep", "territory": "north", "manager": "u2"},
        "u2": {"id": "u2", "name": "Ola", "role": "manager", "territory": "north", "manager": None},
    },
    "visit": {},
}
LINES = [
    {"product": "p1", "qty": Decimal(3), "price": Decimal("12.50"), "discount": Decimal("0.1")},
    {"product": "p2", "qty": Decimal(1), "price": Decimal("20"), "discount": None},
]
VISIT_RECORD: dict[str, Any] = {
    "id": "v1",
    "account": "a1",
    "owner": "u1",
    "date": dt.date(2027, 2, 1),
    "created": dt.datetime(2027, 2, 1, 7, 30, tzinfo=dt.UTC),
    "outcome": "order",
    "seen": ["shelf"],
    "reason": None,
    "total": Decimal("53.75"),
    "done": None,
    "lines": LINES,
}


class ShopWorld(PlainWorld):
    """Eva in the north, on a day in February."""

    def now(self) -> dt.datetime:
        return dt.datetime(2027, 2, 1, 9, 0, tzinfo=dt.UTC)

    def me(self) -> Mapping[str, Any]:
        return STORED["person"]["u1"]

    def record(self, table: str, key: str) -> Mapping[str, Any] | None:
        return STORED[table].get(key)

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        return list(STORED[table].values())

    def text(self, key: str) -> str:
        return f"<{key}>"


def value(text: str, env: PlainEnv = RECORD, *records: Mapping[str, Any], expect: Type | None = None) -> Any:
    """The value of a formula about the visit (and its first line, where the env has one)."""
    compiled = compile(text, env, expect)
    assert compiled.tree is not None, compiled.problems
    return load(compiled.tree)(ShopWorld(), *(records or (VISIT_RECORD, LINES[0], STORED["product"]["p1"])))


def problems(text: str, env: PlainEnv = RECORD, expect: Type | None = None) -> Compiled:
    return compile(text, env, expect)
