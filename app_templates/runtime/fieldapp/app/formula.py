"""A formula of the app and the names in its declarations: what every other definition is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Annotated, Any

from fieldapp.unchanging import unchanging

Call = Callable[..., Any]

Name = Annotated[str, "an id"]
"""Small letters a-z, digits and _: the only texts of a bundle that ever become names in SQL."""


@unchanging
class Formula:
    """A loaded formula. Call it as `call(world, record, row, …)`, one record for each row scope it stands in."""

    id: str
    call: Call
    deps: tuple[str, ...] = ()
    type: str = ""
    tree: Sequence[Any] = field(default=(), compare=False, repr=False)  # what the store may answer parts of
