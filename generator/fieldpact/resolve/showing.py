"""`show:` of a field: how lines are worked, and where totals stand."""

from __future__ import annotations

from typing import Final

from fieldpact.model.formula import SpecPath
from fieldpact.resolve.context import Context
from fieldpact.spec.field import Field

_WAYS: Final = {"lines": ("pad", "grid", "cards"), "totals": ("form", "print")}


def shown(context: Context, field: Field, at: SpecPath) -> str:
    """What the author chose, else the first of the ways that the type knows."""
    ways = _WAYS.get(field.type, ("pad",))
    if field.show is None:
        return ways[0]
    if field.type in _WAYS and field.show not in ways:
        say = f"{field.type} can't be shown as {field.show}"
        context.report("wrong-value", (*at, "show"), say, hint="it is one of: " + ", ".join(ways))
    return field.show
