"""What every way of showing rows needs: what a row is about, which of its cells do what, how many are filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.row import Row
from fieldapp.ui.fields.frame import FIGURES
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.figure import amount_field
from fieldapp.ui.form_ui import FormUi, follow_value
from fieldapp.unchanging import unchanging

STEPPED = frozenset({"integer", "number"})

memo: Callable[[Callable[..., ft.Control]], Callable[..., ft.Control]] = ft.memo
"""Flet's own, with a type."""


class Several:
    """Several cells as one thing to follow."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._cells = tuple(cells)

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Calls `changed` after a change of any of them, until the returned function is called."""
        ends = [cell.subscribe(changed) for cell in self._cells]

        def end() -> None:
            for each in ends:
                each()

        return end


def follow_locks(lines: LinesCell, row: Row) -> int:
    """A hook: renders the calling component again when something of the row may be changed that couldn't, or no more.

    The answer differs from one such state to the next, for the keys of what is laid out by it.
    """
    cells = row.on_screen

    def locked() -> int:
        """A bit for each."""
        return sum(one.read_only << at for at, one in enumerate((lines, *cells)))

    return follow_value(ft.use_memo(lambda: Several((lines, *cells)), []), locked)


class Inside:
    """All cells of a row as one thing to follow, those of rows in it that come later too."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Calls `changed` after a change of any of them, until the returned function is called."""
        ends: dict[Cell, Callable[[], None]] = {}

        def meet() -> None:
            for cell in self._row.all_cells():
                if cell not in ends:
                    ends[cell] = cell.subscribe(told)

        def told() -> None:
            meet()
            changed()

        def end() -> None:
            for each in ends.values():
                each()

        meet()
        return end


@unchanging
class Parts:
    """The cells of a row by what they are there for.

    `title` says what the row is about, `count` is stepped, `amount` is what the row comes to, `figures` are read on the
    way there, and `others` are filled in beside.
    """

    title: Cell | None
    count: Cell | None
    amount: Cell | None
    figures: tuple[Cell, ...]
    others: tuple[Cell, ...]

    @property
    def filled(self) -> bool:
        """Whether a person has put something into the row: a figure that isn't 0, where it is stepped."""
        if self.count is not None:
            return self.count.unread is not None or bool(self.count.value)
        return any(answered(cell) for cell in self.others)


def parts_of(lines: LinesCell, row: Row) -> Parts:
    """The cells of the row; the stepper takes the first figure that a person can change."""
    first = lead(lines)
    cells = row.on_screen
    settled = [cell for cell in cells if cell.definition.formula is not None or (cell.read_only and _given(cell))]
    title = row.cells[first.name] if first else next((c for c in settled if c.definition.type not in FIGURES), None)
    open_ = [cell for cell in cells if cell not in settled and cell is not title]
    count = next((cell for cell in open_ if cell.definition.type in STEPPED and not cell.read_only), None)
    figure = amount_field(lines.definition, [cell.definition for cell in lines.row.chain[0].cells.values()])
    amount = row.cells[figure.name] if figure else None
    figures = tuple(cell for cell in settled if cell is not amount and cell is not title)
    return Parts(title, count, amount, figures, tuple(cell for cell in open_ if cell is not count))


def lead(lines: LinesCell) -> FieldDef | None:
    """The field that says what a row is about: its first link that a person picks."""
    return next((f for f in lines.definition.fields if f.type == "link" and f.formula is None), None)


def name_of(lines: LinesCell, row: Row, form: FormUi) -> str:
    """What people call the row: what it is about, else its number."""
    naming = naming_cell(lines, row)
    said = reading(naming) if naming is not None else ""
    return said or form.strings.ui("row", n=lines.rows.index(row) + 1)


def naming_cell(lines: LinesCell, row: Row) -> Cell | None:
    """The cell whose value names the row: its title, else the first text that is written into it."""
    texts = (cell for cell in row.cells.values() if cell.definition.type == "text")
    return parts_of(lines, row).title or next(texts, None)


def place_of(row: Row, form: FormUi) -> str:
    """`lines/2`: where the row stands, as identifiers say it."""
    any_cell = next(iter(row.cells.values()))
    return form.identifier(any_cell.path).removeprefix("field:").rpartition("/")[0]


def answered(cell: Cell) -> bool:
    """Whether a person has filled the cell in; of lines, whether any row counts."""
    if isinstance(cell, LinesCell):
        return any(row.counts and not row.untouched for row in cell.rows)
    return cell.unread is not None or cell.value is not None


def limit_reason(lines: LinesCell, form: FormUi, bound: object, key: str) -> str | None:
    """How many rows there may be, where that is what stands in the way."""
    return form.strings.ui(key, n=int(bound)) if isinstance(bound, int | Decimal) else None


def added_reason(lines: LinesCell, form: FormUi) -> str | None:
    """Why no row can be added; None where one can."""
    return limit_reason(lines, form, lines.maximum, "max_rows") if lines.full else None


def removed_reason(lines: LinesCell, form: FormUi) -> str | None:
    """Why no row can be taken out; None where one can."""
    least = lines.minimum
    short = isinstance(least, int | Decimal) and len(lines.rows) <= least
    return limit_reason(lines, form, least, "min_rows") if short else None


def opened(lines: LinesCell) -> bool:
    """Whether people add rows and take them out."""
    return not lines.fixed and not lines.follows_rows


def fillable(lines: LinesCell, row: Row) -> bool:
    """Whether there is anything in a row for a person to fill in."""
    parts = parts_of(lines, row)
    return parts.count is not None or bool(parts.others)


def found(rows: Sequence[tuple[int, Row]], lines: LinesCell, words: str) -> list[tuple[int, Row]]:
    """The rows whose name or texts have every one of the words in them."""
    wanted = words.casefold().split()
    if not wanted:
        return list(rows)
    return [(at, row) for at, row in rows if all(word in _said(row) for word in wanted)]


def _said(row: Row) -> str:
    return " ".join(reading(cell) for cell in row.on_screen if cell.definition.type not in FIGURES).casefold()


def _given(cell: Cell) -> bool:
    """Whether the value was put there for the person, who can't change it."""
    return cell.definition.set is not None or cell.definition.read_only is not None
