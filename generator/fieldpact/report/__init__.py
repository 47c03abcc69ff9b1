"""Findings as text for people and as JSON for programs."""

from fieldpact.report.json import render_json
from fieldpact.report.text import render_text

__all__ = ["render_json", "render_text"]
