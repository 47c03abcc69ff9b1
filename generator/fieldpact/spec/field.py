"""A field: one thing to fill, compute or show."""

from __future__ import annotations

import functools
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic import Field as PydanticField
from pydantic_core import PydanticCustomError

from fieldpact.spec.base import Flag, FormulaText, Human, Rule, SpecModel, Value
from fieldpact.spec.lookup import Lookup
from fieldpact.spec.origin import ChangedFrom
from fieldpact.spec.rows import FillFrom, Rows
from fieldpact.spec.scale import Ends

FieldType = Literal[
    "text", "long_text", "integer", "number", "money", "percent", "yes_no", "choice", "choices", "date", "time",
    "datetime", "email", "phone", "url", "link", "lines", "photo", "note",
    "totals", "signature", "location", "score",
    "rank", "rating", "scale", "duration", "auto_number", "file", "hidden", "barcode",
]  # fmt: skip

LATER_TYPES = ("audio", "video", "drawing", "trace", "area")
"""Types that the language names but this version does not build yet."""


def _shorthand(value: Any) -> Any:
    """`active: yes_no` means `active: {type: yes_no}`."""
    return {"type": value} if isinstance(value, str) else value


def _options(value: Any) -> Any:
    """One complaint in place of one for each way to write options."""
    if isinstance(value, str | dict):
        return value
    raise PydanticCustomError("options", "expected the options here, or the name of a list under choices:", {})


class Field(SpecModel):
    """One field of a table or of lines."""

    noun: ClassVar[str] = "a field"

    type: FieldType
    """What kind of value it holds."""
    label: Human | None = None
    """What people read above it; made from the name where absent."""
    hint: Human | None = None
    """A short help text below it."""
    visible: Rule | None = None
    """Shown only where this holds."""
    keep_hidden: Flag = False
    """Saved although it is hidden; formulas read it as blank all the same."""
    required: Rule | None = None
    """Must be filled where this holds."""
    read_only: Rule | None = None
    """Can't be changed where this holds."""
    default: Value | None = None
    """The value of a new record."""
    formula: FormulaText | None = None
    """Computed, never typed."""
    min: Value | None = None
    """Smallest value; for lines, the fewest rows, with which a new record opens."""
    max: Value | None = None
    """Largest value; for lines and photos, how many."""
    max_length: int | None = PydanticField(None, ge=1, le=100_000)
    """Most characters of a text."""
    search: Flag = False
    """Found by the list's search."""
    options: (
        Annotated[
            str | dict[str, Any],
            BeforeValidator(_options),
            WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object", "minProperties": 1}]}),
        ]
        | None
    ) = None
    """Of a choice: value and label of each option, or the name of a list under `choices:`."""
    to: str | None = None
    """Of a link: the table it points to."""
    where: FormulaText | None = None
    """Of a link: which records may be picked. Of a choice: which options. Bare names are the candidate's."""
    filters: list[str] = PydanticField(default_factory=list)
    """Of a link: fields of its table that the search can be narrowed by with a tap."""
    create: Flag = False
    """Of a link: a record that isn't there yet can be made on the way."""
    bring: dict[str, FormulaText] = PydanticField(default_factory=dict)
    """Of a link: fields beside it that a pick fills in where they are blank. Bare names are the picked record's."""
    row: str | None = None
    """Of lines: what one row is called in formulas."""
    show: Literal["pad", "grid", "cards", "form", "print"] | None = None
    """Of lines: a pad with big steppers for one thumb, a compact grid, or a card for each row.
    Of totals: on the form too, or only on the record's page."""
    of: str | None = None
    """Of totals and scores: the lines whose rows are added up."""
    by: FormulaText | None = None
    """Of totals: what rows are grouped by; bare names are the row's. Of a signature: the name of who signs."""
    sum: list[str] = PydanticField(default_factory=list)
    """Of totals: the fields of the row that are added up."""
    fields: dict[str, FieldOrType] | None = None
    """Of lines: the fields of a row."""
    rows: Rows | None = None
    """Of lines: the rows that a new record starts with."""
    fixed: Flag = False
    """Of lines with rows: nobody adds rows, takes them out, or changes what is set in them."""
    fill_from: FillFrom | None = None
    """Of lines: filling them in as they were last time."""
    lookup: Lookup | None = None
    """Taken from the one row of a table that some keys name, never typed."""
    round: int | None = PydanticField(None, ge=0, le=10)
    """Decimals that a computed number is rounded to, half away from zero as in a spreadsheet; money has at most those
    of its currency, and those where nothing is said."""
    text: Human | None = None
    """Of a note: what it says."""
    meaning: Human | None = None
    """Of a signature: what it stands for, such as Received."""
    says: Human | None = None
    """Of a signature: what the person agrees to by signing."""
    seals: list[str] = PydanticField(default_factory=list)
    """Of a signature: fields that can't be changed from then on, unless the signature is removed."""
    shows: list[str] = PydanticField(default_factory=list)
    """Of a signature: fields that the person sees while signing, and no others."""
    typed: Flag = False
    """Of a signature: whoever can't draw may type their full name."""
    accuracy: int | None = PydanticField(None, ge=1, le=100_000)
    """Of a location: how many metres it may be off at most; until then the form offers to try again."""
    points: FormulaText | None = None
    """Of a score: what a row is worth; bare names are the row's."""
    most: FormulaText | None = None
    """Of a score: what a row could be worth at most; bare names are the row's."""
    skip: FormulaText | None = None
    """Of a score: rows that don't count; bare names are the row's."""
    bands: dict[str, Value] = PydanticField(default_factory=dict)
    """Of a score: from which share upwards it is `red`, `amber` or `green`."""
    renamed_from: str | None = None
    """What the field was called in the release before; what phones stored under that name stays."""
    changed_from: ChangedFrom | None = None
    """The type it had in the release before, and how stored values are read as the new one."""
    step: Value | None = None
    """Of a scale: how far apart two values are."""
    ends: Ends | None = None
    """Of a scale: what its two ends mean."""
    format: str | None = None
    """Of an auto_number: `{device}` for the device, and zeros in braces for the number."""
    accept: list[str] | None = None
    """Of a file: endings of the files that may be added, such as `[pdf, docx]`."""
    max_size: str | None = None
    """Of a file, and of a photo in a table with `from:`: the largest, such as `5 MB`."""
    beside: FormulaText | None = None
    """Of a photo: another one to compare with, such as a planogram behind a link; it is shown beside the camera."""
    ghost: Flag = False
    """Of a photo with `beside:`: the other one lies half transparent over the app's own viewfinder. An app has one
    where it has a barcode field; elsewhere the phone's camera app takes the photo, and the other one stands beside."""
    pull: Literal["wifi"] | None = None
    """Of a photo in a table with `from:`: fetched over wifi only. It matters once there is sync; until then all
    pictures come with the app."""
    holds: Literal["text", "integer", "number", "money", "percent", "yes_no", "date", "time", "datetime"] | None = None
    """Of a hidden field: the type of its value."""
    kinds: list[Literal["ean13", "ean8", "upca", "code128", "qr"]] | None = None
    """Of a barcode: which ones it takes; what stands on goods where absent."""
    purpose: str | None = None
    """Why personal data is needed: one of IT's purposes."""
    about: Literal["a_person", "a_place", "a_thing"] | None = None
    """What the value tells something about."""
    class_: Literal["public", "internal", "confidential", "personal", "restricted"] | None = PydanticField(
        None, alias="class"
    )
    """How closely the value is kept, where the inferred class is wrong."""


FieldOrType = Annotated[Field, BeforeValidator(_shorthand)]

Field.model_rebuild()

COMMON_KEYS = frozenset(
    {
        "type", "label", "hint", "visible", "keep_hidden", "required", "read_only", "default", "formula", "lookup",
        "renamed_from", "changed_from", "purpose", "about", "class",
    }
)  # fmt: skip
_TEXT = frozenset({"max_length", "search"})
_RANGE = frozenset({"min", "max"})
KEYS_OF_TYPE: dict[str, frozenset[str]] = {
    "text": _TEXT,
    "long_text": _TEXT,
    "email": frozenset({"search"}),
    "phone": frozenset({"search"}),
    "url": frozenset(),
    "integer": _RANGE,
    "number": _RANGE | {"round"},
    "money": _RANGE | {"round"},
    "percent": _RANGE | {"round"},
    "yes_no": frozenset(),
    "choice": frozenset({"options", "where"}),
    "choices": _RANGE | {"options", "where"},
    "date": _RANGE,
    "time": _RANGE,
    "datetime": _RANGE,
    "link": frozenset({"to", "where", "filters", "create", "bring"}),
    "lines": _RANGE | {"row", "show", "fields", "rows", "fixed", "fill_from"},
    "photo": _RANGE | {"max_size", "beside", "ghost", "pull"},
    "note": frozenset({"text"}),
    "rank": _RANGE | {"options"},
    "rating": frozenset({"max"}),
    "scale": _RANGE | {"step", "ends"},
    "duration": _RANGE,
    "auto_number": frozenset({"format", "search"}),
    "file": _RANGE | {"accept", "max_size"},
    "hidden": frozenset({"holds", "round", "search"}),
    "barcode": frozenset({"kinds", "search"}),
    "totals": frozenset({"of", "by", "sum", "show"}),
    "signature": frozenset({"by", "meaning", "says", "seals", "shows", "typed"}),
    "location": frozenset({"accuracy"}),
    "score": frozenset({"of", "points", "most", "skip", "bands"}),
}
"""Keys that a type takes beside the common ones."""

NO_VALUE_KEYS = {
    "signature": frozenset({"default", "formula", "lookup"}),
    "location": frozenset({"default", "formula", "lookup"}),
    "score": frozenset({"default", "formula", "lookup", "required", "read_only"}),
    "lines": frozenset({"default", "formula", "lookup", "required"}),
    "photo": frozenset({"default", "formula", "lookup"}),
    "note": frozenset({"default", "formula", "lookup", "required", "read_only", "keep_hidden"}),
    "totals": frozenset({"default", "formula", "lookup", "required", "read_only"}),
}
"""Common keys that make no sense for a type."""


KEY_OF = {name: info.alias for name, info in Field.model_fields.items() if info.alias}
"""The key of an attribute that is called otherwise, because Python keeps the word for itself."""


@functools.cache
def keys_of(type_: str) -> frozenset[str]:
    """The keys that a field of this type takes."""
    return (COMMON_KEYS | KEYS_OF_TYPE[type_]) - NO_VALUE_KEYS.get(type_, frozenset())
