"""The table of what records count, and its sums: an index gives each without looking at a record."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS ledger (
    name TEXT NOT NULL, keys TEXT NOT NULL, day TEXT NOT NULL, amount INTEGER NOT NULL, tbl TEXT NOT NULL,
    id TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS ledger_sum ON ledger (name, keys, day, amount, id);
CREATE INDEX IF NOT EXISTS ledger_record ON ledger (tbl, id);
"""


def total(
    connection: sqlite3.Connection,
    name: str,
    keys: Sequence[Any],
    days: tuple[dt.date | None, dt.date | None],
    without: str,
) -> Decimal:
    """The sum for the keys, from the first to the last of the days, without what one record counts."""
    first, last = (day.isoformat() if day else "" for day in days)
    query = "SELECT SUM(amount) FROM ledger WHERE name = ? AND keys = ? AND id <> ?"
    if first:
        query += " AND day BETWEEN ? AND ?"
    values = (name, key_of(keys), without, *((first, last) if first else ()))
    return Decimal(connection.execute(query, values).fetchone()[0] or 0)


def key_of(keys: Sequence[Any]) -> str:
    """The keys as the ledger holds them."""
    return json.dumps([str(key) for key in keys], ensure_ascii=False)
