"""The form engine: values, relevance, checks, recalculation. The screen reads cells and subscribes to them."""

from __future__ import annotations

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.checks import CheckState
from fieldapp.form.engine import Engine, Problem
from fieldapp.form.graph import CyclicRules
from fieldapp.form.row import Row
from fieldapp.form.titles import record_title, title_of

__all__ = ["Cell", "CheckState", "CyclicRules", "Engine", "LinesCell", "Problem", "Row", "record_title", "title_of"]
