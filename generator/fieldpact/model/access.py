"""What one role may do with the records of a table."""

from __future__ import annotations

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula, SpecPath


@unchanging
class Access:
    """A rule that is None lets nobody. `fields` are the only ones that may be edited; empty means all."""

    at: SpecPath
    read: Formula | None = None
    create: Formula | None = None
    edit: Formula | None = None
    fields: tuple[str, ...] = ()
    delete: Formula | None = None

    @property
    def rules(self) -> tuple[Formula, ...]:
        return tuple(rule for rule in (self.read, self.create, self.edit, self.delete) if rule is not None)
