"""The model that rules see: flat tables with typed columns. Versioned, because rules live longer than the compiler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

SCHEMA_VERSION = 1

Kind = Literal["text", "number", "yes_no", "date", "texts"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A value that a row doesn't have is `Missing` where `optional`, never blank."""

    name: str
    kind: Kind
    says: str
    optional: bool = False


def _c(name: str, kind: Kind, says: str) -> Column:
    """A column; a `?` after the name makes it optional."""
    return Column(name.rstrip("?"), kind, says, optional=name.endswith("?"))


SCHEMA: dict[str, tuple[Column, ...]] = {
    "app": (
        _c("id", "text", "reverse domain name"),
        _c("name", "text", "name in the first language"),
        _c("version", "text", "as the author wrote it"),
        _c("languages", "texts", "language codes, the first one is the fallback"),
        _c("currency", "text", "currency of money fields"),
        _c("brand_color", "text", "as #RRGGBB"),
        _c("brand_contrast?", "number", "WCAG contrast of white text on the brand colour, 1 to 21"),
        _c("has_pact", "yes_no", "the spec says what business and IT agreed"),
        _c("business_person?", "text", "who answers for what the app does"),
        _c("business_deputy?", "text", "who stands in for that person"),
        _c("it_person?", "text", "who answers for what the app may do"),
        _c("it_deputy?", "text", "who stands in for that person"),
        _c("go_live?", "date", "first day in use"),
        _c("review_by?", "date", "day by which both sides look again"),
        _c("measures", "number", "measures of success"),
        _c("vague_measures?", "text", "names of measures without a part, a whole or a target"),
        _c("personal_fields", "number", "fields that collect personal data"),
        _c("effective_class", "text", "highest class of all fields"),
    ),
    "tables": (
        _c("name", "text", "id of the table"),
        _c("label", "text", "what one record is called, in the first language"),
        _c("label_gaps?", "text", "languages of the app in which a written label is missing"),
        _c("reference", "yes_no", "data that comes with the app, read-only on the phone"),
        _c("purpose?", "text", "purpose given for the whole table"),
        _c("fields", "number", "fields, those of lines included"),
        _c("personal_fields", "number", "fields that collect personal data"),
        _c("holds_personal", "yes_no", "some value in it tells something about a person"),
        _c("title_class", "text", "class of what people call a record"),
        _c("effective_class", "text", "highest class of its fields"),
        _c("readers", "texts", "roles that may read some of its records; none in an app without roles"),
        _c("open_readers", "texts", "roles that may read all of them"),
        _c("writers", "texts", "roles that may create, edit or delete some"),
    ),
    "fields": (
        _c("name", "text", "id of the field"),
        _c("path", "text", "table, lines and field: visit.lines.qty"),
        _c("table", "text", "id of the table"),
        _c("type", "text", "field type"),
        _c("label", "text", "in the first language"),
        _c("label_gaps?", "text", "languages of the app in which a written label is missing"),
        _c("reference", "yes_no", "data that comes with the app, read-only on the phone"),
        _c("computed", "yes_no", "its value comes from a formula, nobody types it"),
        _c("required", "yes_no", "must be filled, always or under a condition"),
        _c("search", "yes_no", "found by the list's search"),
        _c("options", "texts", "values of a choice"),
        _c("to?", "text", "table that a link points to"),
        _c("max_length?", "number", "most characters of a text"),
        _c("about?", "text", "what the author says the value is about: a_person, a_place, a_thing"),
        _c("given_class?", "text", "class that the author wrote"),
        _c("inferred_class", "text", "class by type, label, links and formula"),
        _c("effective_class", "text", "highest of inferred, given and everything the value is made of"),
        _c("class_lowered", "yes_no", "the author's class is lower than the inferred one"),
        _c("class_reason?", "text", "why the inferred class is what it is"),
        _c("personal", "yes_no", "tells something about a person, itself or through what it is made of"),
        _c("collects_personal", "yes_no", "personal data that comes into the app by this field"),
        _c("special?", "text", "special category by its label: health, religion, union, …"),
        _c("purpose?", "text", "purpose of the field, else that of its table"),
        _c("purpose_given", "yes_no", "the field itself names a purpose"),
        _c("purpose_known", "yes_no", "IT's purposes hold it"),
        _c("purpose_guess?", "text", "the known purpose that a misspelt one comes closest to"),
        _c("retention_days?", "number", "days that the purpose keeps data"),
    ),
    "views": (
        _c("name", "text", "id of the view"),
        _c("type", "text", "kind of view"),
        _c("table", "text", "table that it shows"),
        _c("label", "text", "in the first language"),
        _c("label_gaps?", "text", "languages of the app in which a written label is missing"),
        _c("effective_class", "text", "highest class of the title and columns shown"),
    ),
    "connectors": (_c("name", "text", "id of the connector"),),
    "roles": (
        _c("name", "text", "id of the role"),
        _c("label", "text", "in the first language"),
        _c("reads", "texts", "tables of which it may read some records"),
        _c("reads_all", "texts", "tables of which it may read all records"),
        _c("writes", "texts", "tables of which it may create, edit or delete some"),
    ),
    "moves": (
        _c("name", "text", "name of the move"),
        _c("table", "text", "table whose records move"),
    ),
    "flows": (
        _c("source", "text", "path of the field that a value comes from"),
        _c("target", "text", "path of the field, table.title, or id of the message that it goes into"),
        _c("class", "text", "class of the source"),
    ),
    "choices": (
        _c("field", "text", "path of the choice"),
        _c("value", "text", "stored value"),
        _c("label", "text", "in the first language"),
    ),
    "texts": (
        _c("place", "text", "what the text belongs to: visit.total.label"),
        _c("language?", "text", "language code; a formula has none"),
        _c("text", "text", "the text, or a formula's source"),
        _c("secret?", "text", "what it looks like: a private key, an access token, a password"),
    ),
    "purposes": (
        _c("name", "text", "id of a purpose that IT knows"),
        _c("basis", "text", "lawful basis"),
        _c("retention_days", "number", "days that data is kept for it"),
    ),
}
"""Table -> columns. `app` has one row. `connectors` is empty until specs can declare them."""

SINGULAR = {
    "tables": "table",
    "fields": "field",
    "views": "view",
    "connectors": "connector",
    "roles": "role",
    "moves": "move",
    "flows": "flow",
    "choices": "choice",
    "texts": "text",
}
"""What `for_each` takes, with the name that one row has in the rule's formulas. `app` takes the app once."""

_JSON: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "yes_no": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "texts": {"type": "array", "items": {"type": "string"}},
}


def json_schema() -> dict[str, Any]:
    """The tables as a JSON Schema, for `fieldpact rules schema`."""
    properties: dict[str, Any] = {"version": {"const": SCHEMA_VERSION}}
    for table, columns in SCHEMA.items():
        row = {
            "type": "object",
            "properties": {c.name: {**_JSON[c.kind], "description": c.says} for c in columns},
            "required": [c.name for c in columns if not c.optional],
            "additionalProperties": False,
        }
        properties[table] = row if table == "app" else {"type": "array", "items": row}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The model that governance rules see",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
