"""A cell: one input, one total, one message, with everything its leaf on the screen shows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.app.definition import FieldDef
from fieldapp.fields import Unreadable, kind_of
from fieldapp.form.context import Context
from fieldapp.form.fault import Fault
from fieldapp.form.observable import Observable
from fieldapp.form.titles import title_of
from fieldapp.formula.values import ErrorValue

if TYPE_CHECKING:
    from fieldapp.form.row import Row


class Cell(Observable):
    """One field of the record or of a row.

    `value` is typed: None is blank, an `ErrorValue` says that its formula failed. It stays while the cell is hidden, so
    that a person who changes their mind finds it again; formulas and the store see blank then.
    `disallowed` says why a link may not point at the record that it points at, as things stand.
    `brought` is what a picked record has brought along into it, as long as nobody has entered anything.
    `beside` are the pictures that a photo is compared with; where they can't be worked out there are none.
    `instead` is what the person says in words where the device gives no value.
    `sealed` is the signature that keeps it as it is; `progress` is how many of the rows of a score are answered.
    `fault` is what stands in the way of saving; `problem` is its message once the person should see it.
    """

    __slots__ = (
        "beside",
        "brought",
        "context",
        "definition",
        "disallowed",
        "fault",
        "instead",
        "kind",
        "maximum",
        "minimum",
        "path",
        "problem",
        "progress",
        "required",
        "row",
        "ruled",
        "sealed",
        "touched",
        "typed",
        "unread",
        "value",
        "visible",
        "wants_default",
    )

    def __init__(self, context: Context, definition: FieldDef, row: Row) -> None:
        super().__init__()
        self.context = context
        self.definition = definition
        self.row = row
        self.kind = kind_of(definition)
        self.path: str = f"{row.path}{definition.name}"
        self.value: Any = None
        self.visible = True
        self.required = False
        self.sealed: Cell | None = None
        self.read_only = definition.formula is not None or not self.kind.holds_value or self.kind.given
        if _is_given(definition, row):
            self.read_only = True
        self.progress: tuple[int, int] | None = None
        self.beside: tuple[str, ...] = ()
        self.minimum: Any = None
        self.maximum: Any = None
        self.disallowed: str | None = None
        self.fault: Fault | None = None
        self.problem: str | None = None
        self.brought: Any = None
        self.instead = ""
        self.touched = False
        self.typed: str | None = None
        self.unread: Unreadable | None = None
        self.wants_default = False

    @property
    def read_only(self) -> bool:
        """Whether nobody may change it as things stand: by its rule, by that of its lines, or since it is signed."""
        lines = self.row.lines
        return self.ruled or self.sealed is not None or (lines is not None and lines.read_only)

    @read_only.setter
    def read_only(self, ruled: bool) -> None:
        self.ruled = ruled

    @property
    def text(self) -> str:
        """What an input shows: the text as typed, else the value in the language's format; a link's is its title."""
        if self.typed is not None:
            return self.typed
        if isinstance(self.value, ErrorValue):
            return ""
        if self.definition.type == "link":
            return title_of(self.context.app, self.context.world, self.definition.to, self.value)
        show = self.kind.show if self.read_only else self.kind.edit_text
        return show(self.value, self.context.locale, self.context.app, self.definition)

    @property
    def shown(self) -> bool:
        """Visible, and in visible lines all the way up."""
        return self.visible and self.row.shown

    @property
    def effective(self) -> Any:
        """What formulas read."""
        return self.value if self.visible else None

    def show(self, value: Any) -> str:
        """A value of this cell's type as text: a bound in a message, an option in a list."""
        return self.kind.show(value, self.context.locale, self.context.app, self.definition)


class LinesCell(Cell):
    """The rows of a field of type lines.

    `wants_rows` holds until the rows of new lines are made. `made_of` are the ids of the records that make rows now,
    None as long as nobody has asked; `failed` says why there may be too few of them.

    Of rows made of rows, `made` is what each of the others makes, and `following` what was made of it last, by row id;
    `makers` are those that counted then, `remade` those that make something else since.
    """

    __slots__ = ("failed", "following", "made", "made_of", "makers", "remade", "rows", "wants_rows")

    def __init__(self, context: Context, definition: FieldDef, row: Row) -> None:
        super().__init__(context, definition, row)
        self.rows: list[Row] = []
        self.wants_rows = False
        self.made_of: tuple[str, ...] | None = None
        self.made: dict[Row, Any] = {}
        self.makers: list[Row] = []
        self.remade: list[Row] = []
        self.following: dict[str, Any] | None = None
        self.failed: ErrorValue | None = None

    def row_of(self, row_id: str) -> Row:
        """KeyError where there is none."""
        for row in self.rows:
            if row.id == row_id:
                return row
        raise KeyError(f"{self.path} has no row {row_id}")

    @property
    def fixed(self) -> bool:
        """Whether nobody adds rows or takes them out."""
        rows = self.definition.rows
        return self.read_only or (rows is not None and rows.fixed)

    @property
    def follows_rows(self) -> bool:
        """Whether the rows are made of rows of other lines."""
        return self.definition.rows is not None and self.definition.rows.source is not None

    @property
    def full(self) -> bool:
        """Whether there are as many rows as there may be."""
        return isinstance(self.maximum, Decimal | int) and sum(row.counts for row in self.rows) >= self.maximum

    @property
    def effective(self) -> Any:
        """The rows that count."""
        return [row.record for row in self.rows if row.counts] if self.visible else []


def _is_given(definition: FieldDef, row: Row) -> bool:
    """Whether the rows of fixed lines, or rows that follow others, say what stands in the field."""
    rows = row.lines.definition.rows if row.lines is not None else None
    return definition.set is not None and rows is not None and (rows.fixed or rows.source is not None)
