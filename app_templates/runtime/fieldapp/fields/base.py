"""What a field type is: how its values are read, shown and stored."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from fieldapp.fields.locale import Locale
from fieldapp.unchanging import unchanging

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

if TYPE_CHECKING:
    from random import Random


@unchanging
class Unreadable:
    """Text that can't be read as the type. `key` names a text of the runtime, `values` fill its places."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@unchanging
class Doubt:
    """A value that can be read and still can't be saved. `kind` is a fault's (see form/fault.py), `key` a text's."""

    kind: Literal["min", "max", "not_an_option"]
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@unchanging
class Setting:
    """What an invented value is made of: chance, the moment, and the bounds between which it will stand."""

    chance: Random
    now: dt.datetime
    low: Any = None
    high: Any = None


class FieldType(ABC):
    """One type of field. Blank is None at every stage; text in a file and JSON null both read as blank.

    `definition` is the field the value belongs to. Types with options, lines or rounding need it.
    What the stages need to know of a type stands here, so that a new type is one module.
    """

    name: ClassVar[str]
    gives: ClassVar[str] = "text"
    """What formulas read: text, number, boolean, date, time, datetime, list, or a word of the compiler's own."""
    declared: ClassVar[str] = "TEXT"
    """The type of its column. SQLite only reads INT or TEXT out of it; the suffix tells two meanings of one storage
    class apart, so that a field that changed its type is noticed (see data/schema.py). TEXT_JSON is kept as JSON."""
    compared: ClassVar[str] = "other"
    """How SQL compares what is stored (see data/push/columns.py); "other" is a list or a file, which it doesn't."""
    holds_value: ClassVar[bool] = True
    """False for a part of the form itself: nothing of it is stored."""
    counted: ClassVar[str | None] = None
    """What `min` and `max` count, as the texts `min_rows` and `max_rows` are called; None where they are values."""
    given: ClassVar[bool] = False
    """Whether the store makes the value when the record is saved: nobody enters it."""
    holds_files: ClassVar[bool] = False
    """Whether the value is a list of attachments; `files` gives their names."""
    written: ClassVar[bool] = False
    """Whether people write what they like, a spreadsheet's formula among it."""
    figure: ClassVar[bool] = False
    """Whether values are compared by their size, so that they stand flush right in a column."""
    brief: ClassVar[bool] = True
    """Whether the value may stand in the row of a list."""
    on_page: ClassVar[bool] = True
    """Whether the record's page shows the value; one that nobody sees is in no list either."""

    @abstractmethod
    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        """The value a person typed: None for blank, `Unreadable` where the text says something else."""

    @abstractmethod
    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        """The value as a person reads it; blank is ""."""

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        """The value as it stands in an input: `parse` reads it back to the same value."""
        return self.show(value, locale, app, definition)

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        """A computed or picked value as the field holds it: rounded to what can be stored, empty as None."""
        return value

    @abstractmethod
    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        """The stored form: one spelling for each value."""

    @abstractmethod
    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        """The value of its stored form or of that form as text (a cell of a CSV file); ValueError for anything else."""

    def doubt(self, value: Any, locale: Locale, definition: FieldDef, low: Any, high: Any) -> Doubt | None:
        """What is wrong with a value of the type, between the bounds `low` and `high`, that the bounds don't say."""
        return None

    def files(self, value: Any) -> Sequence[str]:
        """The names of the attachments in a stored value."""
        return list(value or ()) if self.holds_files else ()

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        """A value such as people enter, for trying out an app; None where the type has none to offer."""
        return None

    def to_text(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> str:
        """The stored form as text, for CSV; `from_json` reads it."""
        data = self.to_json(value, app, definition)
        if data is None:
            return ""
        if isinstance(data, bool):
            return "true" if data else "false"
        if isinstance(data, list):
            return ";".join(str(item) for item in data)
        return str(data)
