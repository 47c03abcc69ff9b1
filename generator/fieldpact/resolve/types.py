"""Which formula type a field's value has."""

from __future__ import annotations

from collections.abc import Mapping

from fieldpact.formula import types as t
from fieldpact.spec.field import Field

_PLAIN: dict[str, t.Type] = {
    "text": t.TEXT,
    "long_text": t.TEXT,
    "email": t.TEXT,
    "phone": t.TEXT,
    "url": t.TEXT,
    "integer": t.NUMBER,
    "number": t.NUMBER,
    "money": t.NUMBER,
    "percent": t.NUMBER,
    "yes_no": t.BOOLEAN,
    "date": t.DATE,
    "time": t.TIME,
    "datetime": t.DATETIME,
    "photo": t.ListType(),
}

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
}
"""The built-in table of the people who use the app."""


def type_of(field: Field, options: Mapping[str, object]) -> t.Type | None:
    """The type of a field's value; None for a field without one (a note)."""
    if field.type == "note":
        return None
    if field.type == "choice":
        return t.ChoiceType(options=tuple(options))
    if field.type == "choices":
        return t.ListType(options=tuple(options))
    if field.type == "link":
        return t.LinkType(table=field.to or "")
    return _PLAIN[field.type]
