"""What a signature says, shows and seals."""

from __future__ import annotations

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula
from fieldpact.model.text import Text


@unchanging
class Sign:
    """`seals` and `shows` are names of fields beside the signature."""

    by: Formula | None = None
    meaning: Text | None = None
    says: Text | None = None
    seals: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    typed: bool = False
