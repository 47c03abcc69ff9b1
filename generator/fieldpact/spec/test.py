"""A test: what a record should look like once some of its fields are filled in."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from fieldpact.spec.base import Flag, SpecModel

Entry = Annotated[
    Any,
    WithJsonSchema(
        {
            "type": ["string", "number", "boolean", "array"],
            "description": "A value, a formula that starts with =, or a list of rows",
        }
    ),
]
"""A value as it would stand in a field: text, a list of texts, a formula after `=`, or for lines a list of rows."""


def _stored(value: Any) -> Any:
    rows = isinstance(value, list) and all(isinstance(row, dict) for row in value)
    counted = isinstance(value, dict) and all(isinstance(figures, dict) for figures in value.values())
    if rows or counted:
        return value
    raise PydanticCustomError("stored", "expected a list of rows, each with its id", {})


Stored = Annotated[
    Any,
    BeforeValidator(_stored),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"type": "object"}},
                {"type": "object", "additionalProperties": {"type": "object"}},
            ]
        }
    ),
]
"""Rows of a table; of `limits` and `stock` a figure for each."""


class Expect(SpecModel):
    """What must hold once the fields are filled in. What isn't named is free."""

    noun: ClassVar[str] = "what a test expects"

    values: dict[str, Entry] = Field(default_factory=dict)
    """What fields hold; a hidden one is blank, which is written `""`."""
    visible: list[str] = Field(default_factory=list)
    """Fields that are shown."""
    hidden: list[str] = Field(default_factory=list)
    """Fields that aren't."""
    required: list[str] = Field(default_factory=list)
    """Fields that are shown and must be filled."""
    errors: dict[str, str] = Field(default_factory=dict)
    """By field its fault, such as `required`; by number of a check, from 1, its strength; else `none`."""
    valid: Flag | None = None
    """Whether the record can be saved as it is."""
    moves: list[str] | None = None
    """The moves that `me` can make then, by name or id, and no others; `[]` for none at all."""
    allowed: list[Literal["read", "create", "edit", "delete"]] = Field(default_factory=list)
    """What `me` may do with the record as it is."""
    denied: list[Literal["read", "create", "edit", "delete"]] = Field(default_factory=list)
    """What `me` may not do with it."""


class Test(SpecModel):
    """A record filled in under given conditions, and what is expected of it. `fieldpact test` runs it."""

    noun: ClassVar[str] = "a test"

    name: str
    """What is tested, in a sentence."""
    in_: str = Field(alias="in")
    """The table that the record belongs to."""
    me: dict[str, str] = Field(default_factory=dict)
    """Who fills it in: id, name, role, territory, manager, email; one of `people` by id alone."""
    today: dt.date | None = None
    """The day; 2027-01-04, a Monday, where none is given, so that a test says the same every day."""
    world: dict[str, Stored] = Field(default_factory=dict)
    """By table, rows with their id that are there too, or differ from those of its file in what is written. `limits`
    says what is used of each already, for whatever keys: `{hcp_year: {used: 10}}`; `stock` what is left of it."""
    state: str | None = None
    """The state that the record is in; the first one where nothing is said."""
    owner: str | None = None
    """The id of the person whose record it is; that of `me` where nothing is said."""
    given: dict[str, Entry] = Field(default_factory=dict)
    """What is filled in, in this order; links by id, lines as a list of rows."""
    expect: Expect = Field(default_factory=Expect)
    """What must hold then; a row's field is written `lines.1.qty`."""
    covers: list[str] = Field(default_factory=list)
    """Numbers of the requirements that it proves."""
