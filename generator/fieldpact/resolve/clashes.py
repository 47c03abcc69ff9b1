"""Reference rows that can't both be right, each found at its line with the line of the other."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from fieldapp.data.clashes import Clash, clashes_of
from fieldpact.model.table import Table
from fieldpact.resolve.data import Rows


def check_clashes(tables: Mapping[str, Table], read: Mapping[str, Rows]) -> None:
    """Reports rows that clash; `read` are all reference tables' rows by table."""
    for name, rows in read.items():
        table = tables.get(name)
        if table is None or not (table.valid or table.unique or table.alone):
            continue
        entries = list(csv.DictReader(io.StringIO(rows.data.decode(), newline="")))
        by_id = {entry["id"]: entry for entry in entries}
        told: set[tuple[str, str]] = set()
        for clash in clashes_of(entries, table.valid, table.unique, table.alone):
            if (clash.row, clash.other) not in told:
                _report(rows, table, clash, by_id)
            told.add((clash.row, clash.other))


def _report(rows: Rows, table: Table, clash: Clash, entries: Mapping[str, Mapping[str, str]]) -> None:
    line, other = rows.ids[clash.row], rows.ids[clash.other]
    what = ", ".join(f"{name} {entries[clash.row][name] or 'blank'}" for name in clash.fields)
    if clash.kind == "ends_first":
        rows.report("ends-first", line, f"this row ends before it starts: {what}", "turn the two days round")
    elif clash.kind == "same":
        hint = "take one of the two out, or mend what should differ"
        rows.report("same-row", line, f"row {other} is about the same: {what}", hint)
    else:
        first, last = (entries[clash.other][name] or "open" for name in table.valid)
        say = f"row {other} counts on the same days ({first} to {last}) for {what}"
        rows.report("overlap", line, say, "end one of the two on the day before the other starts")
