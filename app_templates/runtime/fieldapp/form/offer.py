"""Which options of a field fit the record as it stands, and what to say of a picked one that doesn't any more."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.fields.options import by_value, candidates
from fieldapp.form.cell import Cell
from fieldapp.formula.values import ErrorValue


def offered(cell: Cell) -> list[tuple[str, str]]:
    """Value and label of the options that may be picked now, in their own order. None of them where `where` fails."""
    definition, strings = cell.definition, cell.context.strings
    if definition.where is None:
        return [(option.value, strings.of(option.label)) for option in definition.options]
    world, records, call = cell.context.world, cell.row.records, definition.where.call
    return [
        (value, str(row["label"]))
        for value, row in candidates(definition, strings).items()
        if call(world, *records, row) is True
    ]


def refusal(cell: Cell) -> str | None:
    """Why nothing can be picked, where `where` can't be told."""
    definition, strings = cell.definition, cell.context.strings
    if definition.where is None or not definition.options:
        return None
    first = next(iter(candidates(definition, strings).values()))
    found = definition.where.call(cell.context.world, *cell.row.records, first)
    if not isinstance(found, ErrorValue):
        return None
    return strings.ui("where_failed", reason=found.message or strings.ui("no_reason_known"))


def disallowed(cell: Cell) -> str | None:
    """The first picked option that doesn't fit, by its label. One that has gone can't be asked."""
    definition, strings = cell.definition, cell.context.strings
    if definition.where is None or cell.value is None or isinstance(cell.value, ErrorValue) or not cell.visible:
        return None
    rows = candidates(definition, strings)
    for value in _picked(cell):
        if value not in rows:
            continue
        found = definition.where.call(cell.context.world, *cell.row.records, rows[value])
        if isinstance(found, ErrorValue):
            return refusal(cell)
        if found is not True:
            return strings.ui("option_disallowed", label=rows[value]["label"])
    return None


def unknown(cell: Cell) -> bool:
    """Whether something is picked that is none of the options."""
    known = by_value(cell.definition)
    return any(value not in known for value in _picked(cell))


def _picked(cell: Cell) -> Iterator[str]:
    yield from cell.value if isinstance(cell.value, list) else (cell.value,)
