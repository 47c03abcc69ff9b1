"""The app as the bundle declares it: plain, frozen data. Names are the spec's own words.

Every rule (`visible`, `required`, `min` …) is a `Formula` or None; a constant is a formula with no dependencies.
Every text is a key of the bundle's strings, shown through `Strings`. The attributes of these classes are the keys of
`app.json`: `bundle/reader.py` reads them by their annotations, and the compiler writes them by the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fieldapp.app.colors import COLORS as COLORS
from fieldapp.app.counting import CountDef
from fieldapp.app.formula import Call as Call
from fieldapp.app.formula import Formula as Formula
from fieldapp.app.formula import Name as Name
from fieldapp.app.history import StoredShape
from fieldapp.app.locale import LocaleDef
from fieldapp.app.process import EffectDef, WorkflowDef
from fieldapp.unchanging import unchanging


@unchanging
class Option:
    """One option of a choice: the stored value and the key of its label. `columns` are what a `where` filters by."""

    value: str
    label: str
    columns: Mapping[str, str] = field(default_factory=dict)


@unchanging
class LetDef:
    """A value that the formulas of a `rows:` block read by its name."""

    name: Name
    formula: Formula


@unchanging
class RowsDef:
    """Where the rows of lines come from: one for each of `records`, which are of one stored table, or one for each row
    of the lines `source` beside them for which `where` holds.

    What they start with is the `set` of their fields. Rows for which `keep` doesn't hold don't count and aren't saved.
    Scopes are the record(s), then the candidate; after it, for `let` and what follows, what was named and found so far.
    """

    records: Formula | None = None  # a table; scopes are the record(s)
    keep: Formula | None = None  # scopes are the record(s), then the row
    source: Name | None = None
    lookup: Formula | None = None  # the record found for the candidate; where there is none, it makes no row
    found: str | None = None  # what the record is called among what was found
    let: tuple[LetDef, ...] = ()
    where: Formula | None = None  # with `source`
    fixed: bool = False  # nobody adds or takes out rows, or changes what is set in them


@unchanging
class FillDef:
    """`records` are the newest ones that fit, at most two: one may be the record that is open."""

    records: Formula
    match: Name
    take: tuple[Name, ...]


@unchanging
class LookupDef:
    """What a field with this looks its value up by; the field's formula does the looking up."""

    table: Name
    keys: tuple[LetDef, ...]  # by the field of the table
    on: Formula | None = None
    stops: bool = True  # a record without the value can't be saved


@unchanging
class BandDef:
    """A band of a score, from `least` (a fraction as decimal text) upwards."""

    name: Literal["red", "amber", "green"]
    least: str


@unchanging
class ScoreDef:
    """How far a score is: of so many rows `asked`, so many are `answered`. The score itself is the field's formula."""

    of: Name
    answered: Formula
    asked: Formula
    bands: tuple[BandDef, ...] = ()


@unchanging
class SignDef:
    """What a signature says, what the signer sees of the record, and the fields beside it that it seals."""

    by: Formula | None = None  # the printed name
    meaning: str | None = None
    says: str | None = None
    seals: tuple[Name, ...] = ()
    shows: tuple[Name, ...] = ()
    typed: bool = False  # the full name may be typed in place of drawing


@unchanging
class EndsDef:
    """What the two ends of a scale mean."""

    low: str | None = None
    high: str | None = None


@unchanging
class FieldDef:
    """One field of a table or of lines. `path` is `visit.total` or `visit.lines.qty`."""

    name: Name
    type: str
    path: str
    label: str
    hint: str | None = None
    visible: Formula | None = None
    keep_hidden: bool = False  # saved although it is hidden
    required: Formula | None = None
    read_only: Formula | None = None
    default: Formula | None = None
    formula: Formula | None = None
    set: Formula | None = None  # in rows that `rows` makes: scopes are the record(s), then the candidate
    min: Formula | None = None
    max: Formula | None = None
    where: Formula | None = None  # link, choice, choices: scopes are the record(s), then the candidate
    search: bool = False
    options: tuple[Option, ...] = ()  # choice, choices
    choices: Name | None = None  # choice, choices: whose options are those of choices/<name>.csv
    to: str | None = None  # link
    filters: tuple[Name, ...] = ()  # link: fields of its table that the search is narrowed by
    create: bool = False  # link: a record can be made on the way
    bring: tuple[LetDef, ...] = ()  # link: by the field beside it; scopes are the record(s), then the picked one
    max_length: int | None = None  # text, long_text
    round: int | None = None  # number, money
    row: str | None = None  # lines
    show: Literal["pad", "grid", "cards"] = "pad"  # lines
    fields: tuple[FieldDef, ...] = ()  # lines
    rows: RowsDef | None = None  # lines
    fill_from: FillDef | None = None  # lines
    lookup: LookupDef | None = None
    totals: TotalsDef | None = None  # totals
    text: str | None = None  # note
    stars: int | None = None  # rating
    step: str | None = None  # scale: a decimal
    ends: EndsDef | None = None  # scale
    format: str | None = None  # auto_number: {device} and {000}, zeros for the number
    accept: tuple[str, ...] = ()  # file: endings of names
    max_size: int | None = None  # file: bytes
    beside: Formula | None = None  # photo: the pictures that it is compared with
    ghost: bool = False  # photo: they lie over the viewfinder
    holds: str = "text"  # hidden: the type of the value
    kinds: tuple[str, ...] = ()  # barcode
    accuracy: int | None = None  # location: wanted, in metres
    score: ScoreDef | None = None  # score
    sign: SignDef | None = None  # signature


@unchanging
class TotalsDef:
    """Rows of the lines `of` added up by group.

    The field's formula gives what each row adds. `columns` are `key`, which says what a group is of, then the figures.
    """

    of: Name
    columns: tuple[FieldDef, ...]
    show: Literal["form", "print"] = "form"


@unchanging
class CheckDef:
    """`that` must hold; else `say` is shown. strength: stop | ask_reason | tell."""

    name: str
    that: Formula
    say: Formula
    strength: Literal["stop", "ask_reason", "tell"] = "stop"
    fields: tuple[str, ...] = ()  # the fields that `that` reads, where the message is shown
    counts: str | None = None  # the limit or the stock that it keeps


@unchanging
class SectionDef:
    """Fields of a form under a heading; `page` begins a new page, `open` false shows only the heading at first.

    It is shown while one of its fields is: the compiler has put its own condition into theirs.
    """

    name: Name
    label: str
    fields: tuple[str, ...]
    hint: str | None = None
    page: bool = False
    open: bool = True


@unchanging
class AccessDef:
    """What a role may do with the records of a table. A rule that is absent lets nobody; its scope is the record."""

    read: Formula | None = None
    create: Formula | None = None
    edit: Formula | None = None
    fields: tuple[str, ...] = ()  # the only ones that may be edited; empty means all
    delete: Formula | None = None


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class TableDef:
    """A table. `reference` tables come from the bundle's data/ and are read-only on the phone.

    Equal only to itself, so that what is worked out from a table once can be kept beside it.
    """

    name: Name
    label: str
    labels: str  # plural, for lists
    title: Formula
    fields: tuple[FieldDef, ...]
    checks: tuple[CheckDef, ...] = ()
    reference: bool = False
    sections: tuple[SectionDef, ...] = ()
    access: Mapping[str, AccessDef] = field(default_factory=dict)  # by role
    workflow: WorkflowDef | None = None
    then: tuple[EffectDef, ...] = ()  # of every move
    counted: Mapping[str, str] = field(default_factory=dict)  # by plural category, the text beside a number

    valid: tuple[Name, ...] = ()  # the fields of the first and the last day on which a row counts
    unique: tuple[Name, ...] = ()  # no two rows have the same values in these
    alone: tuple[tuple[Name, ...], ...] = ()  # keys by which at most one row may count at a time

    def field(self, name: str) -> FieldDef:
        return next(f for f in self.fields if f.name == name)


@unchanging
class ViewDef:
    """A list over a table. `where` has the candidate as its only scope; `sort` names fields, `-` is descending."""

    name: Name
    type: Literal["list"]
    of: Name
    label: str
    where: Formula | None = None
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    filters: tuple[Name, ...] = ()
    color: Formula | None = None  # answers with one of COLORS; the candidate is its only scope


@unchanging
class Brand:
    color: str
    logo: str | None = None


@unchanging
class PartyDef:
    """A side of the pact: a team, and the address of the person who answers for it."""

    name: str
    person: str


@unchanging
class PactDef:
    """Who answers for the app: `business` and `it`."""

    parties: Mapping[str, PartyDef]


@unchanging
class Declared:
    """app.json."""

    id: str
    name: str
    version: str
    languages: tuple[str, ...]
    currency: str
    brand: Brand
    tables: tuple[TableDef, ...]
    draft: bool = False
    roles: Mapping[str, str] = field(default_factory=dict)
    views: tuple[ViewDef, ...] = ()
    counts: tuple[CountDef, ...] = ()
    pact: PactDef | None = None


@unchanging
class AppDef:
    """Everything the shell needs to run one app: app.json with its tables by name, and the bundle's other files."""

    id: str
    name: str
    version: str
    languages: tuple[str, ...]
    currency: str
    brand: Brand
    draft: bool
    roles: Mapping[str, str]
    tables: Mapping[str, TableDef]
    views: tuple[ViewDef, ...]
    policy: Mapping[str, Any]
    schema_version: int
    strings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # language -> key -> text
    locales: Mapping[str, LocaleDef] = field(default_factory=dict)  # language -> how it writes numbers and dates
    history: Mapping[int, StoredShape] = field(default_factory=dict)  # how each release stored its records
    counts: tuple[CountDef, ...] = ()  # limits and stock
    pact: PactDef | None = None  # who answers for the app
