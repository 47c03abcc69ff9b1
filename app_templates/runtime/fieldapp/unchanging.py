"""Values that nobody changes once they are made: dataclasses with slots, which mypy takes as frozen.

`frozen=True` refuses at run time, too. For that Python compiles two more functions for each class, and sets each
attribute by a call. Three more compare, hash and show a value, which is the same here for all. Commands, and apps on
phones, start sooner without.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def unchanging(cls: type[Kind]) -> type[Kind]:
    """For a class whose values are compared, hashed and copied (`replace`) by what is in them."""
    made: Any = dataclass(slots=True, eq=False, repr=False)(cls)
    compared = [part.name for part in fields(made) if part.compare]
    made._compared = attrgetter("__class__", *compared)  # of a value: its class, then what it is made of
    for method in (__eq__, __hash__, __repr__):
        if cls.__dict__.get(method.__name__) is None:  # None is Python's hash for what compares in a way of its own
            setattr(made, method.__name__, method)
    return cast(type[Kind], made)


def __eq__(self: Any, other: Any) -> bool:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return bool(self._compared(self) == self._compared(other))


def __hash__(self: Any) -> int:
    return hash(self._compared(self))


def __repr__(self: Any) -> str:
    shown = ", ".join(f"{part.name}={getattr(self, part.name)!r}" for part in fields(self) if part.repr)
    return f"{type(self).__qualname__}({shown})"
