"""A system that the app exchanges records with."""

from __future__ import annotations

from typing import Literal

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import SpecPath


@unchanging
class Connector:
    """`host` is the author's own address, for a connector that IT doesn't know; None for one of IT's."""

    name: str
    at: SpecPath
    tables: tuple[str, ...]
    direction: Literal["both", "push", "pull"] = "both"
    host: str | None = None
