"""Who may do what, as rules see it: roles by table, and tables by role."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fieldpact.model.access import Access
from fieldpact.model.app import App
from fieldpact.model.table import Table


def access_of_table(app: App, table: Table) -> dict[str, Any]:
    """The roles that read some or all of its records, and those that change some; none in an app without roles."""
    return {
        "readers": [role for role in app.roles if _reads(table, role)],
        "open_readers": [role for role in app.roles if _reads_all(table, role)],
        "writers": [role for role in app.roles if _writes(table.access.get(role))],
    }


def access_of_role(app: App, role: str) -> dict[str, Any]:
    """The same the other way round."""
    return {
        "reads": _names(table for table in app.tables.values() if _reads(table, role)),
        "reads_all": _names(table for table in app.tables.values() if _reads_all(table, role)),
        "writes": _names(table for table in app.tables.values() if _writes(table.access.get(role))),
    }


def _reads(table: Table, role: str) -> bool:
    access = table.access.get(role)
    return _is_open(table) or (access is not None and access.read is not None)


def _reads_all(table: Table, role: str) -> bool:
    access = table.access.get(role)
    return _is_open(table) or (access is not None and access.read is not None and access.read.constant is True)


def _is_open(table: Table) -> bool:
    """Reference data that says nothing is read by every role."""
    return table.reference and not table.access


def _writes(access: Access | None) -> bool:
    return access is not None and any((access.create, access.edit, access.delete))


def _names(tables: Iterable[Table]) -> list[str]:
    return [table.name for table in tables]
