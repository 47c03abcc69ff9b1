"""The function library: one module a family. Importing it fills `fieldapp.formula.registry.FUNCTIONS`."""

from fieldapp.formula.functions import (
    aggregate,
    conversion,
    dates,
    logic,
    maths,
    patterns,
    places,
    process,
    shapes,
    tables,
    texts,
)

__all__ = [
    "aggregate",
    "conversion",
    "dates",
    "logic",
    "maths",
    "patterns",
    "places",
    "process",
    "shapes",
    "tables",
    "texts",
]
