"""The difference of two models in plain words: what changes for reps, for their data, and for IT."""

from fieldpact.changes.change import AUDIENCES, Change
from fieldpact.changes.difference import Side, difference

__all__ = ["AUDIENCES", "Change", "Side", "difference"]
