"""What a test says of limits and stock: how much there is before the record that it fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fieldpact.model.formula import SpecPath
from fieldpact.model.table import Table
from fieldpact.resolve.context import Context
from fieldpact.suggest import nearest

FIGURE: Final = {"limits": "used", "stock": "left"}
"""By the key of a test's world, the figure that is said."""


def figures_of(context: Context, tables: Mapping[str, Table], world: Mapping[str, Any], at: SpecPath) -> dict[str, int]:
    """By name of the limit or the stock; what is wrong is reported."""
    declared = dict.fromkeys(check.counts for table in tables.values() for check in table.checks if check.counts)
    found = {}
    for key, figure in FIGURE.items():
        written = world.get(key, {})
        if not isinstance(written, dict):
            hint = f"write {key}: {{name: {{{figure}: 10}}}}"
            context.report("wrong-shape", (*at, key), f"{key} has a figure for each of them", hint=hint)
            continue
        for name, figures in written.items():
            place = (*at, key, name)
            if name not in declared:
                known = [each for each in declared if each]
                guess = nearest(name, known)
                hint = f"did you mean {guess}?" if guess else "there are: " + (", ".join(known) or "none")
                context.report("unknown-name", place, f"there is nothing counted as {name!r}", hint=hint, on_key=True)
            elif set(figures) != {figure} or not _is_whole(figures[figure]):
                hint = f"write {{{figure}: 10}}"
                context.report("wrong-shape", place, f"{name} has {figure}: with a whole number", hint=hint)
            else:
                found[name] = int(figures[figure])
    return found


def _is_whole(text: Any) -> bool:
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10
