"""A field of a table or of lines."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.lookup import Lookup
from fieldpact.model.origin import ChangedFrom
from fieldpact.model.rows import FillFrom, Let, Rows
from fieldpact.model.scale import Ends
from fieldpact.model.score import Score
from fieldpact.model.sign import Sign
from fieldpact.model.text import Text
from fieldpact.model.totals import Totals


@unchanging
class Option:
    """`columns` are what a `where` may filter by, beside value and label."""

    value: str
    label: Text
    columns: Mapping[str, str] = dataclasses.field(default_factory=dict)


@unchanging
class Field:
    """One field; keys that don't belong to its type are None or empty."""

    name: str
    type: str
    path: str
    at: SpecPath
    label: Text
    hint: Text | None = None
    visible: Formula | None = None
    keep_hidden: bool = False
    required: Formula | None = None
    read_only: Formula | None = None
    default: Formula | None = None
    formula: Formula | None = None
    set: Formula | None = None  # in rows made of a table's records: what the field starts with
    min: Formula | None = None
    max: Formula | None = None
    where: Formula | None = None
    search: bool = False
    options: tuple[Option, ...] = ()
    choices: str | None = None  # the list in a file that the options come from; then `options` is empty
    listed: Mapping[str, Option] = dataclasses.field(default_factory=dict)  # the options of that file, by value
    to: str | None = None
    filters: tuple[str, ...] = ()
    create: bool = False
    bring: tuple[Let, ...] = ()  # by the field beside the link; scopes are the record(s), then the picked one
    max_length: int | None = None
    round: int | None = None
    row: str | None = None
    show: str = "pad"
    fields: tuple[Field, ...] = ()
    rows: Rows | None = None
    fill_from: FillFrom | None = None
    lookup: Lookup | None = None
    totals: Totals | None = None
    text: Text | None = None
    accuracy: int | None = None
    score: Score | None = None
    sign: Sign | None = None
    renamed_from: str | None = None
    changed_from: ChangedFrom | None = None
    stars: int | None = None
    step: str | None = None
    ends: Ends | None = None
    format: str | None = None
    accept: tuple[str, ...] = ()
    max_size: int | None = None
    beside: Formula | None = None  # photo: what it is compared with
    ghost: bool = False
    pull: str | None = None
    holds: str = "text"
    kinds: tuple[str, ...] = ()
    purpose: str | None = None
    about: str | None = None
    data_class: str | None = None  # the author's own `class:`, overriding what is inferred

    def signed_texts(self) -> tuple[Text, ...]:
        """What the person who signs reads."""
        sign = self.sign
        return tuple(text for text in (sign.meaning, sign.says) if text is not None) if sign is not None else ()
