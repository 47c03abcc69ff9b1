"""The tables that rules see keep to their schema."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from fieldapp.formula.values import ErrorValue
from fieldpact.govern.columns import SCHEMA
from fieldpact.govern.facts import facts_of
from fieldpact.govern.schema import json_schema

PYTHON = {"text": str, "number": Decimal, "yes_no": bool, "date": dt.date, "texts": list}
SPEC = """\
  shop:
    purpose: visit_planning
    fields:
      name: {type: text, label: {en: Name, sv: Namn}}
      phone: phone
      tier: {type: choice, options: {a: Gold, b: Silver}}
      visits:
        type: lines
        fields: {day: date, calls: {type: integer, formula: =1 + 1}}
"""


def facts(model_of, governance, tables: str = SPEC, languages: str = "en, sv"):
    app = model_of(tables, languages)
    return facts_of(app, governance.lexicon(app.languages)[0], governance.purposes)


def test_every_value_is_of_its_columns_kind_or_missing(model_of, governance):
    found = facts(model_of, governance)
    for table, columns in SCHEMA.items():
        for row in found.rows[table]:
            assert list(row) and row.keys() == {column.name for column in columns}
            for column in columns:
                value = row[column.name]
                if isinstance(value, ErrorValue):
                    assert value.kind == "Missing" and column.optional
                else:
                    assert isinstance(value, PYTHON[column.kind]), (table, column.name, value)
        assert len(found.rows[table]) == len(found.places[table])


def test_fields_of_lines_stand_beside_the_others(model_of, governance):
    found = facts(model_of, governance)
    paths = [row["path"] for row in found.rows["fields"] if row["table"] == "shop"]
    assert paths == ["shop.name", "shop.phone", "shop.tier", "shop.visits", "shop.visits.day", "shop.visits.calls"]
    calls = found.rows["fields"][-1]
    assert (calls["computed"], calls["purpose"], calls["retention_days"]) == (True, "visit_planning", 730)
    assert [row["value"] for row in found.rows["choices"]] == ["a", "b"]


def test_tables_count_what_they_collect(model_of, governance):
    shop = facts(model_of, governance).table("shop")
    assert shop is not None
    assert (shop["fields"], shop["personal_fields"], shop["holds_personal"]) == (6, 1, True)


def test_texts_carry_their_language_and_formulas_their_source(model_of, governance):
    texts = {(row["place"], str(row["language"])): row["text"] for row in facts(model_of, governance).rows["texts"]}
    assert texts["shop.name.label", "sv"] == "Namn"
    assert "1 + 1" in texts.values()


def test_the_json_schema_names_every_column():
    schema = json_schema()["properties"]
    assert schema["version"] == {"const": 2}
    assert set(schema["fields"]["items"]["properties"]) == {column.name for column in SCHEMA["fields"]}
    assert "max_length" not in schema["fields"]["items"]["required"]


def test_roles_and_tables_say_who_may_do_what(model_of, governance):
    tables = """\
    access: {guest: {create: true}}
  shop:
    fields: {name: text}
    access: {rep: {read: =owner = Me(), create: true}, manager: {read: true}}
roles: {rep: Rep, manager: Manager, guest: Guest}
"""
    found = facts(model_of, governance, tables)
    shop = found.table("shop")
    assert shop is not None
    assert (shop["readers"], shop["open_readers"], shop["writers"]) == (["rep", "manager"], ["manager"], ["rep"])
    said = {row["name"]: (row["reads"], row["reads_all"], row["writes"]) for row in found.rows["roles"]}
    assert said == {
        "rep": (["shop"], [], ["shop"]),
        "manager": (["shop"], ["shop"], []),
        "guest": ([], [], ["call"]),
    }
