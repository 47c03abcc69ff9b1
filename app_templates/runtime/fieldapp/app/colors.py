"""The colours of rows."""

from __future__ import annotations

COLORS = ("red", "amber", "green", "blue", "grey")
"""What a row can be marked with."""
