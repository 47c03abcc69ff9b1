"""Words beside a number, in the plural forms of each language."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

FORMS = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural categories; a language has some of them, and each has `other`."""

_EXAMPLE = '{en: {one: "{n} visit", other: "{n} visits"}}'


def _counted(value: Any) -> dict[str, dict[str, str]]:
    if isinstance(value, dict) and value and all(_forms(forms) for forms in value.values()):
        return {language: dict(forms) for language, forms in value.items()}
    raise PydanticCustomError("counted", "expected forms for each language, such as {shown}", {"shown": _EXAMPLE})


def _forms(forms: Any) -> bool:
    return isinstance(forms, dict) and bool(forms) and all(isinstance(words, str) for words in forms.values())


Counted = Annotated[
    dict[str, dict[str, str]],
    BeforeValidator(_counted),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "type": "object",
                "properties": {form: {"type": "string"} for form in FORMS},
                "required": ["other"],
                "additionalProperties": False,
            },
        }
    ),
]
"""By language, the words for each plural form it has, with {n} where the number stands."""
