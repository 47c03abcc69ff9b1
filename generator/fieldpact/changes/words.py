"""How parts of a model are called in a sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from fieldpact.model.formula import Formula
from fieldpact.model.text import Text


class Named(Protocol):
    """A part of a model that is told from its neighbours by its name."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)
NOTHING = "nothing"
_LONGEST = 120


def quoted(text: Text) -> str:
    """What people read, in the app's first language."""
    return f"“{shortened(text.first())}”"


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def said(value: Any) -> str:
    """A value of the model as its author wrote it, near enough."""
    if isinstance(value, Formula):
        return shortened(f"={value.text}" if value.constant is None else plain(value.constant))
    if isinstance(value, Text):
        return quoted(value)
    if isinstance(value, Mapping):
        inner = [f"{key} {said(part)}" for key, part in value.items()]
        return ", ".join(inner) or NOTHING
    if isinstance(value, list | tuple):
        return ", ".join(said(part) for part in value) or NOTHING
    if dataclasses.is_dataclass(value):
        parts = {name: part for name, part in members(value).items() if part not in (None, False, (), "")}
        return said(parts)
    return plain(value)


def plain(value: Any) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return shortened(str(value))


def members(part: Any) -> dict[str, Any]:
    """The attributes of a part of the model; its place in the spec isn't one."""
    return {field.name: getattr(part, field.name) for field in dataclasses.fields(part) if field.name != "at"}


def same(old: Any, new: Any) -> bool:
    """Equal for everybody who uses the app: places in the spec and ids of formulas don't count."""
    if old is new:
        return True
    if isinstance(old, Formula) and isinstance(new, Formula):
        return (old.tree, old.constant) == (new.tree, new.constant)
    if isinstance(old, Text) and isinstance(new, Text):
        return dict(old.by_language) == dict(new.by_language)
    if type(old) is not type(new):
        return False
    if isinstance(old, Mapping):
        return list(old) == list(new) and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list | tuple):
        return len(old) == len(new) and all(map(same, old, new))
    return same(members(old), members(new)) if dataclasses.is_dataclass(old) else bool(old == new)


def pairs(old: Sequence[T], new: Sequence[T]) -> Iterator[tuple[T | None, T | None]]:
    """What belongs together by `name`, or by the name that it says it had: the new ones in order, then those gone."""
    before = {part.name: part for part in old}
    for part in new:
        former = part.name if part.name in before else getattr(part, "renamed_from", None)
        yield (before.pop(former, None) if former else None), part
    for gone in before.values():
        yield gone, None


def moved(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether those that are in both stand in another order."""
    return [name for name in old if name in new] != [name for name in new if name in old]
