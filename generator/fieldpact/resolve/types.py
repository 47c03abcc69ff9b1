"""Which formula type a field's value has."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.fields import of
from fieldpact.formula import types as t
from fieldpact.model.field import Field as ModelField
from fieldpact.spec.field import Field

_GIVEN: dict[str, t.Type] = {
    "text": t.TEXT,
    "number": t.NUMBER,
    "boolean": t.BOOLEAN,
    "date": t.DATE,
    "time": t.TIME,
    "datetime": t.DATETIME,
    "place": t.PLACE,
    "signed": t.SIGNED,
}
"""Formula types by what the runtime's field types say that they give."""

PICTURES = t.ListType("list of pictures")
"""The type of a photo field: names of files, in the order they were taken."""

BUILT_IN: dict[str, t.Type] = {
    "id": t.TEXT,
    "owner": t.LinkType(table="person"),
    "created": t.DATETIME,
    "edited": t.DATETIME,
    "device": t.TEXT,
    "state": t.TEXT,
}
"""Fields that every record has."""

PERSON: dict[str, t.Type] = {
    "id": t.TEXT,
    "name": t.TEXT,
    "role": t.TEXT,
    "territory": t.TEXT,
    "manager": t.LinkType(table="person"),
    "email": t.TEXT,
}
"""The built-in table of the people who use the app."""


def held(field: Field | ModelField) -> str:
    """The type of a field's values: its own, or the one that a hidden field holds."""
    return field.holds or "text" if field.type == "hidden" else field.type


def type_of(field: Field, options: Mapping[str, object]) -> t.Type | None:
    """The type of a field's value; None for a field without one (a note), and for totals, whose
    columns have types of their own."""
    kind = of(held(field))
    if not kind.holds_value or kind.gives == "table":
        return None
    if kind.gives == "choice":
        return t.ChoiceType(options=tuple(options))
    if kind.gives == "list":
        return PICTURES if field.type == "photo" else t.ListType(options=tuple(options))
    if kind.gives == "link":
        return t.LinkType(table=field.to or "")
    return _GIVEN[kind.gives]
