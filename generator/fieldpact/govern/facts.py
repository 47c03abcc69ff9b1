"""The model -> the flat tables that rules see (columns.py). Every column of a row is present: absent is `Missing`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from typing import Any

from fieldapp.formula.values import MISSING, ErrorValue
from fieldpact.govern.access import access_of_role, grants_of
from fieldpact.govern.columns import SCHEMA
from fieldpact.govern.connectors import KnownConnector
from fieldpact.govern.flows import flows_of
from fieldpact.govern.infer import infer
from fieldpact.govern.lexicon import Lexicon
from fieldpact.govern.purposes import Purpose
from fieldpact.govern.rows.app import app_row
from fieldpact.govern.rows.connectors import connector_row
from fieldpact.govern.rows.fields import Uses, choice_rows, field_row
from fieldpact.govern.rows.hooks import hook_rows, package_rows
from fieldpact.govern.rows.moves import move_row
from fieldpact.govern.rows.shared import Known
from fieldpact.govern.rows.tables import table_row
from fieldpact.govern.rows.views import view_row
from fieldpact.govern.texts import texts_of
from fieldpact.model.app import App
from fieldpact.model.formula import SpecPath

Row = Mapping[str, Any]

_ABSENT = ErrorValue(MISSING, "the spec does not say")
_NAMES = {table: frozenset(column.name for column in columns) for table, columns in SCHEMA.items()}
_OPTIONAL = {table: tuple(c.name for c in columns if c.optional) for table, columns in SCHEMA.items()}
_NUMBERS = {table: tuple(c.name for c in columns if c.kind == "number") for table, columns in SCHEMA.items()}
_GIVEN = {table: tuple(c.name for c in columns if not c.optional) for table, columns in SCHEMA.items()}


@dataclass(slots=True)
class Facts:
    """Rows by table, with the place in the spec that each row stands for."""

    rows: dict[str, list[Row]] = dataclass_field(default_factory=lambda: {name: [] for name in SCHEMA})
    places: dict[str, list[SpecPath]] = dataclass_field(default_factory=lambda: {name: [] for name in SCHEMA})

    @property
    def app(self) -> Row:
        return self.rows["app"][0]

    def table(self, name: str) -> Row | None:
        """The row of one table of the app."""
        return next((row for row in self.rows["tables"] if row["name"] == name), None)

    def add(self, table: str, at: SpecPath, values: dict[str, Any]) -> None:
        """Adds a row; None stands for absent. Columns other than the schema's are a programmer's error."""
        if values.keys() != _NAMES[table]:
            raise KeyError(f"{table}: {sorted(values.keys() ^ _NAMES[table])}")
        if None in [values[name] for name in _GIVEN[table]]:
            raise ValueError(f"{table}: {[name for name in _GIVEN[table] if values[name] is None]} can't be absent")
        for name in _NUMBERS[table]:
            if values[name] is not None:
                values[name] = Decimal(values[name])
        for name in _OPTIONAL[table]:
            if values[name] is None:
                values[name] = _ABSENT
        self.rows[table].append(values)
        self.places[table].append(at)


def facts_of(
    app: App,
    lexicon: Lexicon,
    purposes: Mapping[str, Purpose],
    connectors: Mapping[str, KnownConnector] | None = None,
    hooks: Mapping[str, bytes] | None = None,
    platforms: Iterable[Mapping[str, Any]] = (),
) -> Facts:
    """Everything that rules may know about an app. `hooks` are the Python files beside its spec, by name;
    `platforms` says what becomes of each switch of the policy on each platform."""
    known = Known(app, infer(app, lexicon), lexicon, purposes, connectors or {}, hooks or {})
    facts = Facts()
    _add_tables(facts, known)
    for name, purpose in purposes.items():
        uses = [row for row in facts.rows["fields"] if row["collects_personal"] and row["purpose"] == name]
        values = {"name": name, "basis": purpose.basis, "retention_days": purpose.retention_days, "fields": len(uses)}
        facts.add("purposes", (), values)
    for view in app.views:
        facts.add("views", view.at, view_row(known, view))
    for name, label in app.roles.items():
        moves = [f"{row['table']}.{row['id']}" for row in facts.rows["moves"] if not row["by"] or name in row["by"]]
        values = {"name": name, "label": label.first(), "moves": moves, **access_of_role(app, name)}
        facts.add("roles", ("roles", name), values)
    for grant, at in grants_of(app):
        facts.add("grants", at, grant)
    for connector in app.connectors:
        facts.add("connectors", connector.at, connector_row(known, connector))
    for flow, at in flows_of(app, known.verdicts, known.connectors):
        facts.add("flows", at, flow)
    for text, at in texts_of(app):
        facts.add("texts", at, text)
    for row in platforms:
        facts.add("platforms", (), dict(row))
    for row in hook_rows(known.hooks):
        facts.add("hooks", (), row)
    for row in package_rows(known.hooks):
        facts.add("packages", (), row)
    facts.add("app", ("app",), app_row(known))
    return facts


def _add_tables(facts: Facts, known: Known) -> None:
    """Tables with their fields, options and moves."""
    uses = Uses.of(known.app)
    for table in known.app.tables.values():
        sections = {name: section.name for section in table.sections for name in section.fields}
        for field in table.all_fields():
            facts.add("fields", field.at, field_row(known, table, field, uses, sections))
            for option in choice_rows(field):
                facts.add("choices", field.at, option)
        facts.add("tables", table.at, table_row(known, table))
        for move in table.workflow.moves if table.workflow else ():
            assert table.workflow is not None
            facts.add("moves", move.at, move_row(known, table, table.workflow, move))
