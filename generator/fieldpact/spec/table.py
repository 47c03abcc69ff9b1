"""A table: records that people fill, or reference data."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field as PydanticField

from fieldpact.spec.access import Access
from fieldpact.spec.base import FormulaText, Human, SpecModel
from fieldpact.spec.counted import Counted
from fieldpact.spec.field import FieldOrType
from fieldpact.spec.section import Section
from fieldpact.spec.workflow import Effect, Workflow


class Check(SpecModel):
    """Something that must hold of a record."""

    noun: ClassVar[str] = "a check"

    that: FormulaText
    """What must hold."""
    say: Human
    """What the person reads where it doesn't; a text or a formula."""
    strength: Literal["stop", "ask_reason", "tell"] = "stop"
    """stop the save, ask for a reason, or only tell."""


class Table(SpecModel):
    """Records of one kind."""

    noun: ClassVar[str] = "a table"

    label: Human | None = None
    """What one record is called."""
    labels: Human | None = None
    """What several are called."""
    counted: Counted | None = None
    """How many there are in words, in each language's plural forms: {en: {one: "{n} visit", other: "{n} visits"}}."""
    title: FormulaText | None = None
    """What people call a record, such as =name."""
    from_: str | None = PydanticField(None, alias="from")
    """A CSV file beside the spec with reference data, read-only on the phone. Cells of photos name pictures beside the
    spec; a column `owner` says by a person's id whose a row is."""
    renamed_from: str | None = None
    """What the table was called in the release before; its records stay."""
    purpose: str | None = None
    """Why the personal data in it is needed: one of IT's purposes."""
    valid: list[str] = PydanticField(default_factory=list, max_length=2)
    """The fields of the first and the last day on which a row counts, [starts, ends]; a blank one is open."""
    unique: list[str] = PydanticField(default_factory=list)
    """Fields that no two rows have the same values in."""
    fields: dict[str, FieldOrType]
    """The fields, in the order people see them."""
    sections: dict[str, Section] = PydanticField(default_factory=dict)
    """Parts of the form under headings, or pages, in the order people see them; fields in none stand first."""
    checks: list[Check] = PydanticField(default_factory=list)
    """What must hold before a record is saved."""
    access: dict[str, Access] = PydanticField(default_factory=dict)
    """By role, what it may do; a role that isn't named may do nothing."""
    workflow: Workflow | None = None
    """The states of a record, and the moves between them."""
    then: list[Effect] = PydanticField(default_factory=list)
    """What every move brings about; `when: =Entered("sent")` says after which."""


LATER_KEYS = {
    "keep": "retention by table",
}
"""Keys of a table that the language names but this version does not build yet, with what they bring."""
