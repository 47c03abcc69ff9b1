"""What becomes of values that phones hold when a field or a table goes away, or is of another type from now on."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.data.migration.conversion import carries_over
from fieldapp.fields import of
from fieldpact.model.field import Field
from fieldpact.model.table import Table
from fieldpact.review.lane.leaves import Leaf, name_of

_RETYPED = ("type", "to")
_STAY = "stay on the phones until they are sent"


def on_phones(leaf: Leaf) -> str:
    """A half-sentence for the reason of a difference; "" for one that leaves stored values alone."""
    table = leaf.inside(Table)
    if table is not None and table.reference:
        return ""  # its rows come with the app
    owner = leaf.way[-2][1] if len(leaf.way) > 1 else None
    if leaf.kind == "removed" and isinstance(leaf.old, Field | Table):
        if isinstance(leaf.old, Field) and not of(leaf.old.type).holds_value:
            return ""
        if heir := _heir(leaf.old.name, owner):
            return f"what phones hold is kept as {heir}"
        return f"{'its records' if isinstance(leaf.old, Table) else 'values'} not sent yet {_STAY}"
    if leaf.kind == "value" and isinstance(owner, Field) and leaf.attribute in _RETYPED:
        return _retyped(leaf, owner)
    return ""


def _heir(name: str, parts: object) -> str | None:
    """What a part is called now, where its author says that it is the same one."""
    near = parts.values() if isinstance(parts, Mapping) else parts if isinstance(parts, tuple) else ()
    return next((name_of(part) for part in near if getattr(part, "renamed_from", None) == name), None)


def _retyped(leaf: Leaf, field: Field) -> str:
    rule = field.changed_from
    if leaf.attribute == "type" and rule is not None and rule.type == leaf.old:
        return f"values on phones are read anew by changed_from:, and the former ones {_STAY}"
    if leaf.attribute == "type" and carries_over(leaf.old, leaf.new):
        return "values on phones stay what they are"
    return f"values on phones that the new type can't hold start blank, and the former ones {_STAY}"
