"""docs/fields.md: each field type with what it holds, its keys, an example and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from docs.generate.field_examples import EXAMPLES
from docs.generate.spec import holds, keys
from docs.generate.takes import takes
from fieldpact.report.markdown import code, document, sentence, table
from fieldpact.spec.field import KEYS_OF_TYPE, NO_VALUE_KEYS, Field, FieldType

PICTURES = Path(__file__).resolve().parents[1] / "images" / "fields"
UNSEEN = ("hidden",)
"""Types that no screen shows."""
DARK = ("choice", "scale", "lines", "signature")
"""Types that have a picture of the dark too: what is chosen, drawn or laid out in rows looks different there."""


def page() -> str:
    return document("Field types", "`generator/fieldpact/spec/field.py`", _intro(), *map(_type, get_args(FieldType)))


def _intro() -> list[str]:
    return [
        "Each picture shows the field of the example blank, filled, when something is wrong with it, and where it "
        "can't be changed. The keys that every type takes are in [the spec](spec.md#field).",
        "",
    ]


def _type(name: str) -> Iterator[str]:
    yield from (f"## {name}", "", sentence(f"{holds(name)}."), "", "```yml", EXAMPLES[name], "```", "")
    rows = [
        (code(key), takes(hint).replace("](#", "](spec.md#"), default, sentence(meaning))
        for key, hint, default, meaning in keys(Field)
        if key in KEYS_OF_TYPE[name]
    ]
    if rows:
        yield from table(["Key", "Takes", "Default", "Meaning"], rows)
    if refused := [code(key) for key, *_ in keys(Field) if key in NO_VALUE_KEYS.get(name, ())]:
        yield from (f"It doesn't take {', '.join(refused)}.", "")
    if name in UNSEEN:
        yield from ("No form and no page shows it.", "")
    else:
        yield from _pictures(name)


def _pictures(name: str) -> Iterator[str]:
    """As they lie in the folder: light, and dark beside it."""
    shots = {"": "", "-dark": ", in the dark"}
    found = [
        f"![{name}, its states{words}](images/fields/{name}{ending}.png)"
        for ending, words in shots.items()
        if (PICTURES / f"{name}{ending}.png").is_file()
    ]
    if found:
        yield from table(["In light", "In the dark"][: len(found)], [found])
