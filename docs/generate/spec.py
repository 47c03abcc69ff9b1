"""docs/spec.md: every concept of a spec and its keys, from the models that read specs."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any, get_args, get_type_hints

from docs.generate.field_examples import EXAMPLES, TESTED
from docs.generate.options import options
from docs.generate.takes import takes
from fieldapp.form.fault import KINDS
from fieldpact.report.markdown import code, document, prose, sentence, table
from fieldpact.spec import table as table_module
from fieldpact.spec.base import SpecModel
from fieldpact.spec.concepts import all_concepts
from fieldpact.spec.field import COMMON_KEYS, KEYS_OF_TYPE, LATER_TYPES, NO_VALUE_KEYS, Field, FieldType
from fieldpact.spec.meanings import meanings


def page() -> str:
    return document(
        "The spec",
        "`generator/fieldpact/spec`",
        _intro(),
        *(_concept(concept) for concept in all_concepts()),
        options(),
        _tests(),
        _types(),
        _later(),
    )


def _intro() -> list[str]:
    return [
        "A spec is one YAML file. `fieldpact check` reads it, `fieldpact fmt` writes it in its one canonical form, and "
        "`fieldpact schema` prints the JSON Schema with which an editor completes it.",
        "",
        "## Values",
        "",
        "- Only the key decides what a value means: `no`, `007` and `1.10` stay as they are written. "
        "A yes or no is `true` or `false`.",
        "- A text for people is one text, or one for each language of the app: `{en: Visit, sv: Besök}`. "
        "The first language stands in where one is missing.",
        "- A key with nothing after it counts as not written. A key that isn't known is an error.",
        "- A formula that contains `: `, ` #` or commas in braces needs quotes: `'=Sum(lines, amount)'`.",
        "",
    ]


def _concept(model: type[SpecModel]) -> list[str]:
    rows = [(code(key), takes(hint), default, sentence(meaning)) for key, hint, default, meaning in keys(model)]
    lines = [f"## {model.__name__}", "", sentence(model.__doc__ or ""), ""]
    if model is Field:
        common = ", ".join(code(key) for key, *_ in keys(Field) if key in COMMON_KEYS)
        lines += [
            f"Every type takes {common}; [field types](#field-types) says which others a type takes. "
            f"Where only the type is to be said, {code('active: yes_no')} is enough.",
            "",
        ]
    return [*lines, *table(["Key", "Takes", "Default", "Meaning"], rows)]


def keys(model: type[SpecModel]) -> Iterable[tuple[str, Any, str, str]]:
    """Key, type hint, default in words, and meaning of each key that a concept takes."""
    hints, said = get_type_hints(model, include_extras=True), meanings(model)
    for name, info in model.model_fields.items():
        default = "required" if info.is_required() else _default(info.get_default(call_default_factory=True))
        yield info.alias or name, hints[name], default, said[name]


def _default(value: Any) -> str:
    if value is None or value in ({}, []) or isinstance(value, SpecModel):
        return ""
    if isinstance(value, bool):
        return code("true" if value else "false")
    return code(f"[{', '.join(value)}]" if isinstance(value, list) else str(value))


def _tests() -> list[str]:
    return [
        "## Tests in a spec",
        "",
        "A test fills in a new record field by field, as a person would, and says what must hold then:",
        "",
        "```yaml",
        *TESTED.splitlines(),
        "```",
        "",
        f"{code('fieldpact test')} runs them on the app's own form, says what is different where one fails, and names "
        "the fields, options, checks and branches that no test has reached. `check` and `build` don't run them.",
        "",
        "- A field can have one of these errors: " + ", ".join(code(kind) for kind in KINDS) + ".",
        "- Text that can't be read is a finding, unless the test expects the field to be `unreadable`.",
        "- `product: [{id: p1, price: 10}]` under `world:` changes the price of that product, or adds the product.",
        "- Lines that start with rows are filled in from their first row on; further rows are added.",
        "",
    ]


def _types() -> list[str]:
    order = [key for key, *_ in keys(Field)]
    rows = []
    for type_ in get_args(FieldType):
        own = [code(key) for key in order if key in KEYS_OF_TYPE[type_]]
        refused = [code(key) for key in order if key in NO_VALUE_KEYS.get(type_, ())]
        rows.append((code(type_), holds(type_), ", ".join(own), ", ".join(refused), code(EXAMPLES[type_])))
    return [
        "## Field types",
        "",
        *table(["Type", "Holds", "Takes also", "Doesn't take", "Example"], rows),
    ]


def holds(type_: str) -> str:
    """What the module of the type says of it, after its name: `money: an amount in the app's currency.`"""
    text = importlib.import_module(f"fieldapp.fields.{type_}").__doc__ or ""
    name, _, holds = text.partition("\n")[0].partition(": ")
    assert name == type_ and holds, f"fieldapp.fields.{type_} should start with its name and what it holds"
    return prose(holds.removesuffix("."))


def _later() -> list[str]:
    rows = [("In a table", code(key), prose(what)) for key, what in table_module.LATER_KEYS.items()]
    return [
        "## Not yet built",
        "",
        "The language names these, and this version doesn't build them. `fieldpact check` says so and checks the rest.",
        "",
        *table(["Where", "Key", "Brings"], rows),
        "Field types: " + ", ".join(code(type_) for type_ in LATER_TYPES) + ".",
        "",
    ]
