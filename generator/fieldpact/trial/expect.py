"""Compares a form with what a test expects of it, and says the difference in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from fieldapp.form import Cell, Engine, LinesCell, Problem, Row
from fieldapp.formula.values import ErrorValue
from fieldpact.model.test import Entry, Expectation, FieldPath, Lines
from fieldpact.trial.outcome import Difference
from fieldpact.trial.values import value_of


def differences(engine: Engine, expected: Sequence[Expectation]) -> Iterator[Difference]:
    """What doesn't hold, in the order of the test. The person has tried to save, so all faults are known."""
    problems = engine.attempt_save()
    for each in expected:
        if each.kind == "valid":
            if problems:
                yield Difference(each.at, "expected that it can be saved, but " + _in_the_way(engine, problems))
        elif each.kind == "invalid":
            if not problems:
                yield Difference(each.at, "expected that it can't be saved, but nothing is in the way")
        elif each.kind in ("moves", "allowed", "denied"):
            continue  # see moves.py and rights.py: they are about the record as it would be stored
        elif each.check is not None:
            yield from _check(engine, each, each.check)
        else:
            cell = _find(engine.record, each.path)
            if cell is None:
                yield Difference(each.at, f"{_shown(each.path)}: there is no such row")
            elif each.kind == "value" and each.value is not None:
                yield from _value(engine, cell, each.value, _shown(each.path))
            else:
                yield from _state(cell, each)


def _find(record: Row, path: FieldPath) -> Cell | None:
    row, cell = record, None
    for step in path:
        if isinstance(step, str):
            cell = row.cells[step]
        elif isinstance(cell, LinesCell) and step < len(cell.rows):
            row = cell.rows[step]
        else:
            return None
    return cell


def _shown(path: FieldPath) -> str:
    """As authors write it: rows count from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _check(engine: Engine, each: Expectation, number: int) -> Iterator[Difference]:
    state = engine.checks[number]
    if each.error == "none" and state.message is not None:
        yield Difference(each.at, f"check {number + 1}: expected to be met, but it says: {state.message}")
    elif each.error != "none" and state.message is None:
        yield Difference(each.at, f"check {number + 1}: expected {each.error}, but it is met")


def _state(cell: Cell, each: Expectation) -> Iterator[Difference]:
    name = _shown(each.path)
    if each.kind == "visible" and not cell.shown:
        yield Difference(each.at, f"{name}: expected to be visible, but it is hidden")
    elif each.kind == "hidden" and cell.shown:
        yield Difference(each.at, f"{name}: expected to be hidden, but it is visible")
    elif each.kind == "required" and not (cell.shown and cell.required):
        why = "it isn't required" if cell.shown else "it is hidden"
        yield Difference(each.at, f"{name}: expected to be required, but {why}")
    elif each.kind == "error":
        fault = cell.fault if cell.shown else None
        kind = fault.kind if fault is not None else "none"
        if kind != each.error:
            wanted = "no error" if each.error == "none" else f"the error {each.error}"
            got = f"it has {fault.kind} ({fault.message})" if fault is not None else "nothing is wrong"
            hidden = "" if cell.shown else ", since it is hidden"
            yield Difference(each.at, f"{name}: expected {wanted}, but {got}{hidden}")


def _value(engine: Engine, cell: Cell, entry: Entry, name: str) -> Iterator[Difference]:
    if isinstance(entry.value, Lines) and isinstance(cell, LinesCell):
        rows = [row for row in cell.rows if row.saved] if cell.shown else []
        if len(rows) != len(entry.value.rows):
            yield Difference(entry.at, f"{name}: expected {_rows(len(entry.value.rows))}, got {_rows(len(rows))}")
        for number, (row, inner) in enumerate(zip(rows, entry.value.rows, strict=False), start=1):
            for field, value in inner.items():
                yield from _value(engine, row.cells[field], value, f"{name}.{number}.{field}")
        return
    definition = cell.definition
    wanted = value_of(engine.app, engine.context.world, definition.type, definition, entry, cell.row.records)
    got = cell.value if cell.shown else None
    if not _equal(wanted, got):
        hidden = "" if cell.shown else ", since it is hidden"
        yield Difference(entry.at, f"{name}: expected {_words(cell, wanted)}, got {_words(cell, got)}{hidden}")


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, ErrorValue) or isinstance(other, ErrorValue):
        return False
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    """Floats as the decimals they are written as, and no text or list as blank."""
    if isinstance(value, float):
        return Decimal(repr(value))
    return None if value in ("", [], ()) else value


def _words(cell: Cell, value: Any) -> str:
    if isinstance(value, ErrorValue):
        return f"the error {value.kind} ({value.message})" if value.message else f"the error {value.kind}"
    if value is None or value == "":
        return "blank"
    definition = cell.definition
    stored = definition.type in ("link", "choice", "choices", "photo", "date", "yes_no")
    if definition.type in ("money", "percent", "number", "integer", "scale") and isinstance(value, Decimal):
        return cell.kind.edit_text(value, cell.context.locale, cell.context.app, definition)
    return cell.kind.to_text(value, cell.context.app, definition) if stored else cell.show(value)


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"


def _in_the_way(engine: Engine, problems: Sequence[Problem]) -> str:
    places = _places(engine.record, "")
    return "; ".join(f"{places.get(p.path, p.path)} is in the way: {p.message} ({p.kind})" for p in problems)


def _places(row: Row, above: str) -> Mapping[str, str]:
    """Path of each cell -> as authors write it."""
    found = {}
    for name, cell in row.cells.items():
        found[cell.path] = f"{above}{name}"
        for number, inner in enumerate(cell.rows if isinstance(cell, LinesCell) else (), start=1):
            found |= _places(inner, f"{above}{name}.{number}.")
    return found
