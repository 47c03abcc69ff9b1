"""Access: what each role may do with the records of a table."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from fieldpact.spec.base import Rule, SpecModel


class Edit(SpecModel):
    """Editing under a condition, or of some fields only."""

    noun: ClassVar[str] = "an edit: of access"

    when: Rule = "true"
    """The records that may be edited; all of them where nothing is said."""
    fields: list[str] = Field(default_factory=list)
    """The only fields that may be changed; all of them where none is named."""


def _rule_or_edit(value: Any) -> Any:
    """`edit: true` and `edit: =owner = Me()` say when, and nothing of fields."""
    return {"when": value} if isinstance(value, str) else value


EditOrRule = Annotated[Edit, BeforeValidator(_rule_or_edit)]
"""What may be edited: true, a formula, or `{when: …, fields: […]}`."""


class Access(SpecModel):
    """What one role may do. What isn't said it may not."""

    noun: ClassVar[str] = "the access of a role"

    read: Rule | None = None
    """The records that the role sees, everywhere; the store must be able to answer it."""
    create: Rule | None = None
    """Whether it may make records, judged by the new record."""
    edit: EditOrRule | None = None
    """The records it may change, before and after the change."""
    delete: Rule | None = None
    """The records it may delete."""
