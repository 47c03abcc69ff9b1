"""Values that nobody changes once they are made: dataclasses with slots, which mypy takes as frozen.

Python's `frozen=True` refuses at run time, too. For that it compiles two more functions for each class and sets each
attribute by a call: a twelfth of the time of `fieldpact check`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def unchanging(cls: type[Kind]) -> type[Kind]:
    """For a class whose values are compared, hashed and copied (`replace`) by what is in them."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
