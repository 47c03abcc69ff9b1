"""Who may do what, as rules see it: roles by table, tables by role, and each pair by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fieldpact.model.access import Access
from fieldpact.model.app import App
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table


def access_of_table(app: App, table: Table) -> dict[str, Any]:
    """The roles that read some or all of its records, and those that change some; none in an app without roles."""
    rights = {role: table.access[role] for role in app.roles if role in table.access}
    return {
        "readers": [role for role in app.roles if _reads(table, role) != "none"],
        "open_readers": [role for role in app.roles if _reads(table, role) == "all"],
        "writers": [role for role, access in rights.items() if _writes(access)],
        "creators": [role for role, access in rights.items() if access.create is not None],
        "deleters": [role for role, access in rights.items() if access.delete is not None],
    }


def access_of_role(app: App, role: str) -> dict[str, Any]:
    """The same the other way round."""
    rights = [(table, table.access.get(role)) for table in app.tables.values()]
    filled = [(table, access) for table, access in rights if not table.reference]
    return {
        "reads": _names(table for table, _ in rights if _reads(table, role) != "none"),
        "reads_all": _names(table for table, _ in rights if _reads(table, role) == "all"),
        "writes": _names(table for table, access in rights if _writes(access)),
        "deletes": _names(table for table, access in rights if access is not None and access.delete is not None),
        "wildcard": bool(filled) and all(_everything(access) for _, access in filled),
    }


def grants_of(app: App) -> Iterator[tuple[dict[str, Any], SpecPath]]:
    """What each role may do with each table, with its place."""
    for table in app.tables.values():
        for role in app.roles:
            access = table.access.get(role)
            yield (
                {
                    "role": role,
                    "table": table.name,
                    "reads": _reads(table, role),
                    "creates": _extent(access.create if access else None),
                    "edits": _extent(access.edit if access else None),
                    "deletes": _extent(access.delete if access else None),
                    "edit_fields": list(access.fields) if access else [],
                },
                access.at if access else table.at,
            )


def _everything(access: Access | None) -> bool:
    rules = (access.read, access.create, access.edit, access.delete) if access else (None,)
    return all(_extent(rule) == "all" for rule in rules) and access is not None and not access.fields


def _writes(access: Access | None) -> bool:
    return access is not None and any((access.create, access.edit, access.delete))


def _reads(table: Table, role: str) -> str:
    """Reference data that says nothing is read by every role."""
    if table.reference and not table.access:
        return "all"
    access = table.access.get(role)
    return _extent(access.read if access else None)


def _extent(rule: Formula | None) -> str:
    """none, some or all of the records."""
    if rule is None or rule.constant is False:
        return "none"
    return "all" if rule.constant is True else "some"


def _names(tables: Iterable[Table]) -> list[str]:
    return [table.name for table in tables]
