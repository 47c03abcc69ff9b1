"""Totals: the rows of lines added up by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldapp.unchanging import unchanging

if TYPE_CHECKING:
    from fieldpact.model.field import Field


@unchanging
class Totals:
    """`of` names the lines. `columns` are `key`, by which rows belong together, and the figures that are added up.

    What each row gives is the `formula` of the totals field.
    """

    of: str
    columns: tuple[Field, ...]
    show: str
