"""The process of a table: states, moves between them, and what a move brings about."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic import Field as PydanticField

from fieldpact.spec.base import FormulaText, Human, SpecModel, Value


def _listed(value: Any) -> Any:
    """`from: draft` means `from: [draft]`."""
    return [value] if isinstance(value, str) else value


Names = Annotated[
    list[str],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One name, or a list of them."""


class Tell(SpecModel):
    """A message to somebody."""

    noun: ClassVar[str] = "tell:"

    to: str
    """A role, or a formula that gives a person."""
    by: str = "app"
    """The way it goes, in one word such as teams; `app` where the app itself shows it."""
    within: str | None = None
    """How long it may take until somebody acts on it, such as 24 hours."""
    text: Human | None = None
    """What it says: a text or a formula; what people call the record, where nothing is said."""


class Effect(SpecModel):
    """Something that a move brings about, in the same transaction: a record, a message, or both."""

    noun: ClassVar[str] = "an effect"

    when: FormulaText | None = None
    """Only where this holds. `Entered("sent")` holds when the move led to the state sent."""
    for_each: FormulaText | None = None
    """Once for each row of a table, such as =Filter(lines, qty > 0)."""
    row: str | None = None
    """What one row of `for_each` is called in formulas."""
    create: str | None = None
    """The table that gets a record."""
    set: dict[str, Value] = PydanticField(default_factory=dict)
    """Fields of that record and what each starts with."""
    once_per: list[str] = PydanticField(default_factory=list)
    """What the effect happens once for: the record, the row, or fields of them. Together they make the id of what is
    created, so that a retry and another phone make the same record. The record and the row, where nothing is said."""
    tell: Tell | None = None
    """Who is told what."""


class Sign(SpecModel):
    """A signature under a move."""

    noun: ClassVar[str] = "sign:"

    meaning: Human
    """What signing means, such as Reviewed; it is kept with name and time."""


class Move(SpecModel):
    """A step from one state to another."""

    noun: ClassVar[str] = "a move"

    name: Human
    """What people read on its button. In the first language it makes the id of the move."""
    id: str | None = None
    """The id, where the name has changed since or has no letters a-z: logs and created records know the move by it."""
    from_: Names = PydanticField(alias="from", min_length=1)
    """The state or states that it starts from."""
    to: str
    """The state that it leads to."""
    by: Names = PydanticField(default_factory=list)
    """The roles that may do it; everyone where none is named."""
    when: FormulaText | None = None
    """Only where this holds of the stored record."""
    say: Human | None = None
    """What people read where `when` doesn't hold. Without it the button isn't there."""
    reason: Literal["required", "optional"] | None = None
    """Whether people are asked why."""
    sign: Sign | None = None
    """Who makes the move signs it."""
    then: list[Effect] = PydanticField(default_factory=list)
    """What it brings about."""


class Recall(SpecModel):
    """Taking back a move before it has left the device."""

    noun: ClassVar[str] = "recall:"

    from_: Names = PydanticField(alias="from", min_length=1)
    """The states that a record may be taken back from."""
    while_: Literal["not_sent"] = PydanticField("not_sent", alias="while")
    """As long as the move still waits on the device."""


class Correct(SpecModel):
    """Putting something right in a record that can't be edited any more. States named here are frozen."""

    noun: ClassVar[str] = "correct:"

    from_: Names = PydanticField(alias="from", min_length=1)
    """The states in which it is possible."""
    by: Names = PydanticField(default_factory=list)
    """The roles that may; everyone where none is named."""
    within: str | None = None
    """How long after the state was entered, such as 24 hours; for ever where nothing is said."""
    reason: Literal["required"] = "required"
    """A correction always says why."""


class Workflow(SpecModel):
    """States of a record and the moves between them."""

    noun: ClassVar[str] = "workflow:"

    states: dict[str, Human] = PydanticField(min_length=1)
    """Id and name of each state; a record begins in the first one."""
    frozen: Names = PydanticField(default_factory=list)
    """States in which nothing is edited or deleted, and formulas keep their values."""
    facts: Names = PydanticField(default_factory=list)
    """States that say what has happened: the hub always keeps such a record, and nobody deletes it any more."""
    moves: list[Move] = PydanticField(default_factory=list)
    """The steps between states."""
    recall: Recall | None = None
    """Taking back a move that has not left the device."""
    correct: Correct | None = None
    """Putting something right in a frozen record."""
