"""Limits: how much may be recorded for the same keys within a time, over all records of the device."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field as PydanticField

from fieldpact.spec.base import Human, SpecModel, Value


class IfOver(SpecModel):
    """What happens where a limit would be passed."""

    noun: ClassVar[str] = "if_over:"

    before_signing: Literal["stop", "ask_reason", "tell"] = "stop"
    """What the form does, as the strength of a check."""
    found_later: Literal["deviation"] = "deviation"
    """What the hub will do where it finds out later: the record stays, and is raised."""


class IfOlder(SpecModel):
    """What happens where the count is older than some days. The count on the device is never old."""

    noun: ClassVar[str] = "if_older_than:"

    days: int = PydanticField(ge=0, le=3650)
    """How many days a count from the hub may be old."""
    do: Literal["stop", "ask_reason", "tell"] = "ask_reason"
    """What the form does then, as the strength of a check."""


class Limit(SpecModel):
    """A most for the sum of a figure, for each combination of keys, within a time.

    The device counts its own records, whoever may read them, until the hub counts those of all devices.
    """

    noun: ClassVar[str] = "a limit"

    of: str
    """The whole number that is summed: table.field, or table.lines.field."""
    per: list[str] = PydanticField(default_factory=list)
    """For what each sum is: fields of the record or of its rows, through links: [customer, items.lot.product]."""
    within: str
    """calendar_year, calendar_month, or a number of days such as 30 days: those up to the record's day."""
    on: str | None = None
    """The date field that says the day; without, the table's first date, or the day on which the record was made."""
    at_most: Value
    """The most that the sum may be: a number, or a formula of the keys, each by its last name. Blank is 0."""
    across: Literal["everyone", "me"] = "everyone"
    """Whose records are summed: those of all people, or only of the owner."""
    counts_when: dict[str, list[str]] = PydanticField(default_factory=dict)
    """By table, the states in which a record counts; without, the workflow's facts, or all."""
    if_over: IfOver = IfOver()
    """What happens where it would be passed."""
    if_older_than: IfOlder | None = None
    """What happens where the count is old; it matters once the hub counts."""
    say: Human | None = None
    """What the person reads then: a text with {used}, {asked}, {most}, {left} and {age} (in days) in it, or a formula
    that reads these and the keys."""
