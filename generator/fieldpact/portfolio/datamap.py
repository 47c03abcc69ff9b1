"""Which data about people lies in which apps, for what, and which connectors carry it."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.formula.values import ErrorValue
from fieldapp.unchanging import unchanging
from fieldpact.govern.facts import Facts, Row


@unchanging
class DataUse:
    """Fields of one table that hold data of one class for one purpose. `purpose` is "" where none is named."""

    purpose: str
    app: str
    file: str
    table: str
    level: str
    fields: int
    basis: str
    days: int | None
    """Days that IT lets it be kept."""


@unchanging
class ConnectorUse:
    """A connector in one app; `carries` is the class of the closest kept value."""

    connector: str
    app: str
    file: str
    known: bool
    group: str
    tables: tuple[str, ...]
    direction: str
    carries: str


def data_uses(app: str, file: str, facts: Facts) -> Iterator[DataUse]:
    """Personal and restricted data of one app, by purpose, table and class."""
    counted: dict[tuple[str, str, str], list[Row]] = {}
    for row in facts.rows["fields"]:
        if row["collects_personal"] or row["effective_class"] == "restricted":
            counted.setdefault((_text(row["purpose"]), row["table"], row["effective_class"]), []).append(row)
    for (purpose, table, level), rows in counted.items():
        days = [int(row["retention_days"]) for row in rows if not isinstance(row["retention_days"], ErrorValue)]
        basis = _text(rows[0]["basis"])
        yield DataUse(purpose, app, file, table, level, len(rows), basis, min(days) if days else None)


def connector_uses(app: str, file: str, facts: Facts) -> Iterator[ConnectorUse]:
    """The connectors of one app."""
    for row in facts.rows["connectors"]:
        yield ConnectorUse(
            row["name"], app, file, row["known"], _text(row["group"]), tuple(row["tables"]),
            _text(row["direction"]), row["carries_class"],
        )  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, ErrorValue) else str(value)
