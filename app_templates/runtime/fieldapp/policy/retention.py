"""How long records may stay on the phone. Only what the hub has is ever purged: unsent work outlives its term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from fieldapp.data.repository import Repository


def days_of(policy: Mapping[str, Any], table: str) -> float | None:
    """Days after its last change that a record of the table may stay; None where the policy sets no term."""
    own = policy.get("tables", {}).get(table, {}).get("retention_days")
    days = policy.get("retention_days") if own is None else own
    return None if days is None else float(days)


def cutoffs(policy: Mapping[str, Any], tables: Iterable[str], now: dt.datetime) -> dict[str, dt.datetime]:
    """For each table with a term, the instant before which a record's last change is too old."""
    terms = {table: days_of(policy, table) for table in tables}
    return {table: now - dt.timedelta(days=days) for table, days in terms.items() if days is not None}


def purge(repository: Repository) -> int:
    """Takes every record off the phone that is past its term and safe on the hub; returns how many."""
    own = [table.name for table in repository.app.tables.values() if not table.reference]
    return repository.purge(cutoffs(repository.app.policy, own, repository.world().now()))
