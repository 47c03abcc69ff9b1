"""Sealed values walk the steps too: opened for a step, and sealed again before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldapp.data.migration.conversion import Conversion
from fieldapp.data.sealing import FieldSeal, Seals


def sealed_sql(conversion: Conversion, seal: FieldSeal | None, stored: Any, record: str) -> Any:
    """A stored value as the next release stores it. A sealed one that nobody opens any more gives none."""
    if not isinstance(stored, bytes):
        return conversion.sql(stored)
    made = None if seal is None else conversion.sql(seal.open(stored, record))
    return None if made is None or seal is None else seal.seal(made, record)


def opened(seals: Seals | None, own: str, table: str, key: str, doc: Mapping[str, Any]) -> dict[str, Any]:
    """A document of the store's own table `own`, by the names of the release that wrote it."""
    if seals is None:
        return dict(doc)
    return seals.opened_draft(key, doc) if own == "draft" else seals.opened(table, _record(own, key, doc), doc)


def closed(seals: Seals | None, own: str, table: str, key: str, doc: Mapping[str, Any]) -> dict[str, Any]:
    """The way back, by the names of the release that the step leads to."""
    if seals is None:
        return dict(doc)
    return seals.sealed_draft(key, doc) if own == "draft" else seals.sealed(table, _record(own, key, doc), doc)


def _record(own: str, key: str, doc: Mapping[str, Any]) -> str:
    return str(doc["id"]) if own == "trash" else key
