"""What all spec concepts share: unknown keys are refused, scalars arrive as raw text.

The reader hands over raw text only (`NO`, `007`, `1.10`), and the type written here decides what it means.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError


class SpecModel(BaseModel):
    """A mapping of the spec with a fixed set of keys. `noun` is what messages call it."""

    noun: ClassVar[str] = "this map"

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise PydanticCustomError("flag", "write true or false, not {shown}", {"shown": repr(value)})


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise PydanticCustomError("words", "expected a single value here", {})


def _human(value: Any) -> str | dict[str, str]:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and value and all(isinstance(text, str) for text in value.values()):
        return dict(value)
    raise PydanticCustomError(
        "human_text", "expected a text, or a text for each language such as {en: Visit, sv: Besök}", {}
    )


Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""true or false."""

Human = Annotated[
    str | dict[str, str],
    BeforeValidator(_human),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
            ]
        }
    ),
]
"""A text for people: one string, or a map by language."""

FormulaText = Annotated[
    str,
    BeforeValidator(_words),
    WithJsonSchema({"type": "string", "description": "A formula such as =qty * price"}),
]
"""A formula, with or without its `=`."""

Rule = Annotated[
    str,
    BeforeValidator(_words),
    WithJsonSchema({"type": ["boolean", "string"], "description": "true, false, or a formula such as =total > 1000"}),
]
"""true, false or a formula."""

Value = Annotated[
    str,
    BeforeValidator(_words),
    WithJsonSchema(
        {"type": ["string", "number", "boolean"], "description": "A value, or a formula that starts with ="}
    ),
]
"""A value written as text, or a formula that starts with `=`."""
