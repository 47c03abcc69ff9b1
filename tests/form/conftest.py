"""Small forms made of Python functions, so that the engine is tested without the formula language."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from tests.locales import locales_in

from fieldapp.app.definition import AppDef, Brand, CheckDef, FieldDef, Formula, Option, TableDef
from fieldapp.form import Engine

LINES = "lines"


@dataclasses.dataclass
class FakeWorld:
    """A world at one moment, with records by table and id."""

    language: str = "en"
    zone: dt.tzinfo = dt.UTC
    day: dt.date = dt.date(2027, 2, 1)
    records: dict[str, dict[str, dict[str, Any]]] = dataclasses.field(default_factory=dict)

    def now(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(9), dt.UTC)

    def today(self) -> dt.date:
        return self.day

    def me(self) -> Mapping[str, Any]:
        return {"id": "p1", "name": "Lena"}

    def here(self) -> Mapping[str, Any] | None:
        return None

    def record(self, table: str, key: str) -> Mapping[str, Any] | None:
        return self.records.get(table, {}).get(key)

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        return list(self.records.get(table, {}).values())

    def text(self, key: str) -> str:
        return key


class Build:
    """Makes definitions and engines; `calls` counts how often each formula has run, by its id."""

    def __init__(self) -> None:
        self.calls: dict[str, int] = {}
        self.world = FakeWorld()

    def formula(self, call: Callable[..., Any], *deps: str, id: str = "") -> Formula:
        def counted(*args: Any) -> Any:
            self.calls[id] = self.calls.get(id, 0) + 1
            return call(*args)

        return Formula(id, counted, deps)

    def always(self, value: Any) -> Formula:
        return Formula("constant", lambda *_: value)

    def field(self, name: str, type: str = "text", options: str = "", **rules: Any) -> FieldDef:
        """A field; a rule is a value, a Formula, or a tuple of a function and its dependencies."""
        made: dict[str, Any] = {}
        for rule, given in rules.items():
            if rule in ("fields", "keep_hidden", "max_length", "round", "to", "text", "row"):
                made[rule] = given
            elif isinstance(given, tuple):
                made[rule] = self.formula(*given, id=f"{name}.{rule}")
            else:
                made[rule] = given if isinstance(given, Formula) else self.always(given)
        picks = tuple(Option(value, f"option.{value}") for value in options.split())
        return FieldDef(name, type, f"visit.{name}", f"visit.{name}.label", options=picks, **made)

    def check(self, name: str, that: tuple[Any, ...], say: Any, strength: str = "stop", fields: str = "") -> CheckDef:
        said = say if isinstance(say, Formula) else self.always(say)
        return CheckDef(name, self.formula(*that, id=f"{name}.that"), said, strength, tuple(fields.split()))

    def table(self, *fields: FieldDef, checks: Sequence[CheckDef] = ()) -> TableDef:
        title = Formula("title", lambda _, record: f"Visit {record.get('name') or ''}".strip(), ("name",))
        return TableDef("visit", "visit", "visits", title, fields, tuple(checks))

    def app(self, table: TableDef, currency: str = "SEK") -> AppDef:
        account = TableDef("account", "account", "accounts", Formula("t", lambda _, r: r["name"], ("name",)), ())
        texts = {f"option.{value}": f"Label {value}" for value in ("a", "b", "c")} | {"hello": "Hello!"}
        tables = {"visit": table, "account": account}
        languages = ("en", "sv")
        said, conventions = {"en": texts}, locales_in(currency, languages)
        return AppDef(
            "a", "A", "1", languages, currency, Brand("#000000"), True, {}, tables, (), {}, 1, said, conventions
        )

    def engine(
        self,
        *fields: FieldDef,
        checks: Sequence[CheckDef] = (),
        values: Mapping[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
        language: str = "en",
    ) -> Engine:
        self.world.language = language
        table = self.table(*fields, checks=checks)
        return Engine(self.app(table), table, self.world, values, given)

    def order(self) -> tuple[FieldDef, FieldDef]:
        """Lines with quantity, price and amount, and their total."""

        def amount(_: Any, __: Any, row: Mapping[str, Any]) -> Any:
            return (row["qty"] or 0) * (row["price"] or 0)

        def total(_: Any, record: Mapping[str, Any]) -> Any:
            return sum((row["amount"] or Decimal(0) for row in record[LINES]), Decimal(0))

        inside = (
            self.field("qty", "integer", default=Decimal(1), min=Decimal(1)),
            self.field("price", "money"),
            self.field("amount", "money", formula=(amount, "lines[@].qty", "lines[@].price")),
        )
        return (
            self.field(LINES, LINES, fields=inside, row="line"),
            self.field("total", "money", formula=(total, "lines", "lines[].amount")),
        )


@pytest.fixture
def build() -> Build:
    return Build()


@pytest.fixture(scope="session")
def builder() -> type[Build]:
    """For property tests, which make a form of their own for each example."""
    return Build
