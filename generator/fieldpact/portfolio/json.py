"""The stock for programs, in a shape that only grows: keys are the names of `Stock` and of the dataclasses in it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict

from fieldpact.portfolio.stock import Stock

VERSION = 1


def render_json(stock: Stock) -> str:
    """One JSON object with a final newline."""
    return (
        json.dumps({"version": VERSION, **asdict(stock)}, indent=1, ensure_ascii=True, default=dt.date.isoformat) + "\n"
    )
