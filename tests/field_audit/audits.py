"""Filling an audit in, for the tests beside this file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from fieldapp.fields.places import place
from fieldapp.form import Engine, seals

NOW = dt.datetime(2027, 2, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
STROKES = [[100, 200, 300, 120, 500, 260], [520, 200, 700, 210]]
Open = Callable[..., Engine]


def shelf(engine: Engine, *results: str | None, weight: int = 1) -> str:
    """A shelf with an answer for each result; the answers are worth 1, 2, 3 …"""
    row = engine.add_row("shelves", {"name": "Milk", "weight": Decimal(weight)})
    for worth, result in enumerate(results, start=1):
        given = {"ask": f"Question {worth}", "worth": Decimal(worth), "result": result}
        engine.add_row(f"shelves/{row.id}/answers", given)
    return f"shelves/{row.id}"


def filled(engine: Engine) -> str:
    """A whole audit, ready to be signed; the path of its shelf."""
    engine.set("outlet", "o1")
    engine.set("here", place(59.331, 18.06, 12, NOW))
    return shelf(engine, "ok", "ok", "bad")


def sign(engine: Engine) -> None:
    seals.sign(engine, "received", "Corner", STROKES)
