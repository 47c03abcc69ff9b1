"""What a looked-up value is looked up by; the looking up itself is the field's formula."""

from __future__ import annotations

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.rows import Let


@unchanging
class Lookup:
    """A value from the one row of `table` whose fields are as the `keys` say, on the day `on`.

    `step` is the field of the quantity breaks. Where `stops`, a record without the value can't be saved.
    """

    table: str
    at: SpecPath
    keys: tuple[Let, ...]
    on: Formula | None = None
    step: str | None = None
    stops: bool = True
