"""Formulas that wait for each other."""

from __future__ import annotations

from collections.abc import Mapping

from fieldpact.model.field import Field
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table
from fieldpact.resolve.context import Context


def report_cycles(context: Context, tables: Mapping[str, Table]) -> None:
    """A finding for each circle of computed fields, naming its fields in order."""
    for table in tables.values():
        computed = {field.path: formulas for field in table.all_fields() if (formulas := _waits_for(field))}
        edges = {
            path: [d for formula in formulas for d in _reads(table.name, formula) if d in computed]
            for path, formulas in computed.items()
        }
        for field in table.all_fields():
            if field.rows is not None and field.rows.source is not None and field.path in computed:
                beside = f"{field.path.rpartition('.')[0]}.{field.rows.source}"
                edges[field.path] += [beside] if beside in computed else []
        for circle in _circles(edges):
            after = (*circle[1:], circle[0])[0]
            first = computed[circle[0]]
            formula = next((f for f in first if after in _reads(table.name, f)), first[0])
            names = " → ".join(path.removeprefix(f"{table.name}.") for path in (*circle, circle[0]))
            hint = "one of them must not read the others"
            written = next((part for part in formula.parts if after in _reads(table.name, part)), formula)
            context.report("circular", written.at, f"these fields wait for each other: {names}", hint=hint)


def _waits_for(field: Field) -> tuple[Formula, ...]:
    """What is worked out before others read the field: its formula, whether it shows, and which rows lines have."""
    rows = tuple(field.rows.formulas()) if field.rows else ()
    given = tuple(inner.set for inner in field.fields) if field.rows and field.rows.source else ()
    return tuple(formula for formula in (field.formula, field.visible, *rows, *given) if formula is not None)


def _reads(table: str, formula: Formula) -> list[str]:
    """Model paths of the fields a formula reads: `lines[@].qty` -> `visit.lines.qty`."""
    return [
        f"{table}." + dep.replace("[@]", "").replace("[]", "")
        for dep in formula.deps
        if ":" not in dep
    ]  # fmt: skip


def _circles(edges: Mapping[str, list[str]]) -> list[list[str]]:
    """A circle for each edge that leads back on a depth-first search (no recursion): each knot has at least one."""
    state: dict[str, int] = {}
    found: list[list[str]] = []
    for start in edges:
        if start in state:
            continue
        path: list[str] = [start]
        pending = [iter(edges[start])]
        state[start] = 1
        while path:
            step = next(pending[-1], None)
            if step is None:
                state[path.pop()] = 2
                pending.pop()
            elif state.get(step) == 1:
                found.append(path[path.index(step) :])
            elif step not in state:
                state[step] = 1
                path.append(step)
                pending.append(iter(edges[step]))
    return found
