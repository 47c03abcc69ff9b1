"""The built-in table of people: stored like reference data, though no spec declares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fieldapp.app.definition import FieldDef, Formula, TableDef

PERSON: Final = "person"

NOBODY: Mapping[str, Any] = {
    "id": "", "name": "", "role": "", "territory": "", "manager": None, "email": "",
}  # fmt: skip
"""The person before anyone signed in."""


def _field(name: str, type: str = "text", to: str | None = None) -> FieldDef:
    return FieldDef(name, type, f"{PERSON}.{name}", name, to=to, search=name == "name")


TABLE: Final = TableDef(
    name=PERSON,
    label=PERSON,
    labels=PERSON,
    title=Formula(f"{PERSON}.title", lambda world, person: person["name"], (), "Text"),
    fields=(
        _field("name"),
        _field("role"),
        _field("territory"),
        _field("manager", "link", PERSON),
        _field("email", "email"),
    ),
    reference=True,
)


def person_of(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A stored person as `Me()` gives them: what the table says of people, and nothing else that records carry."""
    return {name: record[name] for name in NOBODY}
