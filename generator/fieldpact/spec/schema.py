"""The JSON Schema of specs, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldpact.spec.base import SpecModel
from fieldpact.spec.concepts import all_concepts
from fieldpact.spec.document import Spec
from fieldpact.spec.field import keys_of
from fieldpact.spec.meanings import meanings


def json_schema() -> dict[str, Any]:
    """Draft 2020-12, from the same models that read specs.

    A field takes its type's short form too, and only its type's keys.
    """
    schema = Spec.model_json_schema(by_alias=True)
    for concept in all_concepts():
        _explain(schema if concept is Spec else schema["$defs"][concept.__name__], concept)
    types = schema["$defs"]["Field"]["properties"]["type"]["enum"]
    schema["$defs"]["Field"]["allOf"] = [
        {
            "if": {"properties": {"type": {"const": type_}}},
            "then": {"propertyNames": {"enum": sorted(keys_of(type_))}},
        }
        for type_ in types
    ]
    _accept_short_form(schema, {"Field": {"enum": types}, "Edit": {"type": ["boolean", "string"]}})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://fieldpact.example/schema/1.json",
        **schema,
    }


def _explain(declared: dict[str, Any], concept: type[SpecModel]) -> None:
    """Editors show what a key means while it is typed."""
    for name, meaning in meanings(concept).items():
        key = concept.model_fields[name].alias or name
        declared["properties"][key]["description"] = meaning


def _accept_short_form(node: Any, short: Mapping[str, dict[str, Any]]) -> None:
    """Where a field may stand, its type alone may stand too; where an edit may, a rule."""
    places = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for place, value in list(places):
        concept = str(value.get("$ref", "")).removeprefix("#/$defs/") if isinstance(value, dict) else ""
        if concept in short:
            node[place] = {"anyOf": [short[concept], value]}
        else:
            _accept_short_form(value, short)
