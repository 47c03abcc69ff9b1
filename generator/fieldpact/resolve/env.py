"""The names that a formula of the spec may use, by where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field as dataclass_field

from fieldapp.unchanging import unchanging
from fieldpact.formula import types as t
from fieldpact.formula.env import Scope
from fieldpact.formula.stock import StockTypes
from fieldpact.resolve.context import Context
from fieldpact.resolve.options import options_of
from fieldpact.resolve.types import BUILT_IN, PERSON, type_of
from fieldpact.spec.document import Spec
from fieldpact.spec.field import Field
from fieldpact.spec.table import Table


@unchanging
class Schema:
    """The formula types of every table's fields, with those of lines as tables inside them."""

    fields: Mapping[str, Mapping[str, t.Type]]
    stock: Mapping[str, StockTypes] = dataclass_field(default_factory=dict)

    def env(self, scopes: Sequence[Scope]) -> Env:
        return Env(self, tuple(scopes))

    def record_scope(self, table: str) -> Scope:
        return Scope(table, self.fields[table])


@unchanging
class Env:
    """A TypeEnv over the schema."""

    schema: Schema
    row_scopes: tuple[Scope, ...]

    def scopes(self) -> Sequence[Scope]:
        return self.row_scopes

    def table(self, name: str) -> Mapping[str, t.Type] | None:
        return self.schema.fields.get(name)

    def tables(self) -> Sequence[str]:
        return tuple(self.schema.fields)

    @property
    def stock(self) -> Mapping[str, StockTypes]:
        """See `fieldpact.formula.stock`."""
        return self.schema.stock

    def inner(self, name: str, fields: Mapping[str, t.Type]) -> Env:
        """The same with one more row scope."""
        return Env(self.schema, (*self.row_scopes, Scope(name, fields)))


def build_schema(context: Context, spec: Spec) -> Schema:
    """Types of all fields; a field whose type can't be told is left out (it has its own finding)."""
    fields: dict[str, Mapping[str, t.Type]] = {"person": PERSON}
    for name, table in spec.tables.items():
        fields[name] = {**BUILT_IN, **_state(table), **field_types(context, table.fields)}
    return Schema(fields)


def _state(table: Table) -> dict[str, t.Type]:
    """Where states are declared, a formula that names another one is a mistake."""
    return {"state": t.choice(*table.workflow.states)} if table.workflow else {}


def field_types(context: Context, fields: Mapping[str, Field]) -> dict[str, t.Type]:
    """Formula types of a table's or of lines' fields."""
    found: dict[str, t.Type] = {}
    for name, field in fields.items():
        if field.type == "lines":
            found[name] = t.TableType(
                fields={"id": t.TEXT, **field_types(context, field.fields or {})}, row=field.row or f"{name}_row"
            )
            continue
        kind = type_of(field, options_of(context, field))
        if kind is not None:
            found[name] = kind
    return found
