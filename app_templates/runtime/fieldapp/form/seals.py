"""Seals: from signing on the sealed fields are read-only, and a signature doesn't cover values that differ since.

A signature holds a digest of each value that it seals. Whether it still stands is worked out of those and of the
values as they are, never remembered: so it holds after a kill, in an old draft and on a record from elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.fields import of
from fieldapp.fields.signature import LONGEST_NAME, Strokes
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.graph import Scope
from fieldapp.form.row import Row
from fieldapp.formula.values import ErrorValue

if TYPE_CHECKING:
    from fieldapp.form.engine import Engine


class Seals:
    """The signatures of one form, and the cells that they keep as they are."""

    def __init__(self, fields: Sequence[FieldDef]) -> None:
        self._signatures = tuple(_signatures(fields, ()))
        self._sealed: dict[Cell, Cell] = {}

    def follow(self, record: Row, told: dict[Cell, None]) -> list[Cell]:
        """Seals and unseals as signatures come and go; the signatures, to be judged again where something changed."""
        if not self._signatures:
            return []
        signed = [cell for cell in self._cells(record) if cell.value is not None]
        sealed = {inner: cell for cell in signed for part in covered(cell) for inner in _all_of(part)}
        for cell in (*(self._sealed.keys() - sealed.keys()), *(sealed.keys() - self._sealed.keys())):
            cell.sealed = sealed.get(cell)
            told[cell] = None
        self._sealed = sealed
        return signed

    def _cells(self, record: Row) -> Iterator[Cell]:
        for scope, name in self._signatures:
            for row in record.below(scope):
                yield row.cells[name]


def covered(cell: Cell) -> list[Cell]:
    """The cells beside a signature that it seals."""
    return _named(cell, cell.definition.sign.seals if cell.definition.sign is not None else ())


def shown(cell: Cell) -> list[Cell]:
    """The cells that the person sees while signing."""
    return [each for each in _named(cell, cell.definition.sign.shows if cell.definition.sign else ()) if each.visible]


def unready(cell: Cell) -> list[Cell]:
    """What stands in the way of signing: faults in what would be sealed."""
    return [inner for part in covered(cell) for inner in _all_of(part) if inner.fault is not None and inner.shown]


def printed_name(cell: Cell) -> str | None:
    """The name that the signature's `by` gives; None where the person writes it."""
    by = cell.definition.sign.by if cell.definition.sign is not None else None
    found = by.call(cell.context.world, *cell.row.records) if by is not None else None
    return str(found)[:LONGEST_NAME] if isinstance(found, str) and found.strip() else None


def sign(
    engine: Engine,
    path: str,
    name: str,
    strokes: Strokes = (),
    *,
    typed: bool = False,
    place: Mapping[str, Any] | None = None,
) -> None:
    """The person has signed: the drawing, or the name typed in its place, with everything it stands for."""
    cell = engine.cell(path)
    what, world, strings = cell.definition.sign, cell.context.world, cell.context.strings
    value = {
        "name": name.strip()[:LONGEST_NAME],
        "at": world.now().astimezone(world.zone),
        "meaning": strings.of(what.meaning) if what is not None and what.meaning else None,
        "says": strings.of(what.says) if what is not None and what.says else None,
        "language": world.language,
        "typed": typed,
        "strokes": [list(stroke) for stroke in strokes],
        "place": place,
        "seals": {part.definition.name: _digest(engine.app, part.definition, _held(part)) for part in covered(cell)},
    }
    engine.set(path, value)


def broken(cell: Cell) -> str | None:
    """What to say where sealed values differ from those that were signed; None where the signature stands."""
    if cell.value is None or not cell.visible:
        return None
    beside = {part.definition.name: part for part in _named(cell, cell.value.get("seals") or ())}
    app, strings = cell.context.app, cell.context.strings
    changed = [
        strings.of(part.definition.label)
        for name, part in beside.items()
        if _digest(app, part.definition, _held(part)) != cell.value["seals"][name]
    ]
    return strings.ui("seal_broken", fields=", ".join(changed)) if changed else None


def changed_since(
    app: AppDef, fields: Iterable[FieldDef], record: Mapping[str, Any], signature: Mapping[str, Any]
) -> list[FieldDef]:
    """The fields of a stored record, or of a row, whose values differ from those that were signed."""
    seals = signature.get("seals") or {}
    return [
        field
        for field in fields
        if field.name in seals and _digest(app, field, record.get(field.name)) != seals[field.name]
    ]


def _named(cell: Cell, names: Iterable[str]) -> list[Cell]:
    cells = cell.row.cells
    return [cells[name] for name in names if name in cells and cells[name].kind.holds_value and cells[name] is not cell]


def _all_of(cell: Cell) -> Iterator[Cell]:
    yield cell
    if isinstance(cell, LinesCell):
        for row in cell.rows:
            yield from row.all_cells()


def _signatures(fields: Sequence[FieldDef], scope: Scope) -> Iterator[tuple[Scope, str]]:
    for field in fields:
        if field.type == "signature":
            yield scope, field.name
        yield from _signatures(field.fields, (*scope, field.name))


def _held(cell: Cell) -> Any:
    """The value as it is stored."""
    return cell.value if cell.definition.keep_hidden else cell.row.record[cell.definition.name]


def _digest(app: AppDef, field: FieldDef, value: Any) -> str:
    stored = _stored(app, field, value)
    text = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _stored(app: AppDef, field: FieldDef, value: Any) -> Any:
    """The stored form; in rows without what is stored while it is hidden, which a form's formulas don't see."""
    if isinstance(value, ErrorValue):
        return None
    if field.type != "lines":
        return of(field.type).to_json(value, app, field)
    held = [inner for inner in field.fields if of(inner.type).holds_value and not inner.keep_hidden]
    return [{"id": row["id"], **{each.name: _stored(app, each, row.get(each.name)) for each in held}} for row in value]
