"""What a person says in words where the device gives no photo, file or place. It stands in for the value.

The words are kept with the answers to checks, under the path of their cell behind a stroke, which begins no check's
name. A value that comes later takes their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fieldapp.form.cell import Cell
from fieldapp.form.row import Row

STROKE = "/"


def lacking(cell: Cell) -> bool:
    """Whether there is nothing in the cell, or less than there should be."""
    if cell.value is None or cell.kind.counted is None or cell.minimum is None:
        return cell.value is None
    return bool(len(cell.value) < cell.minimum)


def said(record: Row) -> dict[str, str]:
    """The words that stand in for a value now, by the key that they are kept under."""
    return {
        f"{STROKE}{cell.path}": cell.instead
        for cell in record.all_cells()
        if cell.instead and cell.shown and cell.row.saved and lacking(cell)
    }


def written(record: Row) -> dict[str, str]:
    """All that was written, as a draft keeps it: also where nobody sees it, or a value has come."""
    return {f"{STROKE}{cell.path}": cell.instead for cell in record.all_cells() if cell.instead}


def recall(cells: Mapping[str, Cell], reasons: Mapping[str, str]) -> list[Cell]:
    """Puts stored words back into their cells; gives those cells."""
    found = [(cells[path], words) for path, words in by_path(reasons) if path in cells]
    for cell, words in found:
        cell.instead = words
    return [cell for cell, _ in found]


def by_path(reasons: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Of a record's reasons those that stand in for a value, by the path of the cell."""
    for key, words in reasons.items():
        if key.startswith(STROKE):
            yield key.removeprefix(STROKE), words
