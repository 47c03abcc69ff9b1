"""A test of the app's logic: a record to fill in, and what is expected of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field as dataclass_field
from typing import Literal

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula, SpecPath

FieldPath = tuple[str | int, ...]
"""("total",) or ("lines", 0, "qty"): a field of the record, or of a row by its place from 0."""


@unchanging
class Stored:
    """A value in the form that the store keeps, as text: money in minor units, dates as ISO. "" is blank."""

    text: str | tuple[str, ...]


@unchanging
class Typed:
    """Text as a person types it, which the test expects to be unreadable."""

    typed: str


@unchanging
class Lines:
    """Lines of lines, the entries of each by field."""

    rows: tuple[Mapping[str, Entry], ...]


@unchanging
class Entry:
    """What a test says of one field's value, and where."""

    value: Stored | Typed | Formula | Lines
    at: SpecPath


Action = Literal["read", "create", "edit", "delete"]
Kind = Literal["value", "visible", "hidden", "required", "error", "valid", "invalid", "moves", "allowed", "denied"]


@unchanging
class Expectation:
    """One thing that must hold.

    `value` of a `value`; `error` is a kind of fault, a check's strength, or "none"; `check` is the place of the check
    that the error is about. `valid` and `invalid` are about the record as a whole; `moves` are the ids of all
    moves that are possible; `action` is what is `allowed` or `denied`.
    """

    kind: Kind
    at: SpecPath
    path: FieldPath = ()
    value: Entry | None = None
    error: str | None = None
    check: int | None = None
    moves: tuple[str, ...] = ()
    action: Action | None = None


@unchanging
class Test:
    """`world` holds, by table and id, the entries of rows; `me` the fields of the person."""

    name: str
    at: SpecPath
    table: str
    me: Mapping[str, str]
    today: dt.date | None
    world: Mapping[str, Mapping[str, Mapping[str, Entry]]]
    given: Mapping[str, Entry]
    expect: tuple[Expectation, ...]
    covers: tuple[str, ...] = ()
    state: str | None = None
    owner: str | None = None
    counted: Mapping[str, int] = dataclass_field(default_factory=dict)  # by limit or stock, what there is already
