"""Two models side by side, down to the last attribute: what nobody thought of is found too.

Parts that have a name are compared with the part of that name; everything else by value. A part that was renamed is
one gone and one new, since only its author says that they are the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from fieldapp.unchanging import unchanging
from fieldpact.model.app import App
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.text import Text

Kind = Literal["wording", "order", "added", "removed", "value"]

_PLACE = "at"


@unchanging
class Leaf:
    """One difference. `way` are the parts that lead to it, outermost first, each as (attribute, new part or value)."""

    kind: Kind
    way: tuple[tuple[str, Any], ...]
    old: Any
    new: Any

    @property
    def attribute(self) -> str:
        return self.way[-1][0] if self.way else ""

    def inside(self, kind: type) -> Any:
        """The innermost part of a kind that holds the difference, as it is now; None where there is none."""
        return next((part for _, part in reversed(self.way) if isinstance(part, kind)), None)

    @property
    def at(self) -> SpecPath:
        """Where in the new spec it stands, as near as parts know their places."""
        for number, (_, part) in reversed(list(enumerate(self.way))):
            place = getattr(part, _PLACE, None)
            if place is not None:
                return (*place, *(_name(part, name) for name, part in self.way[number + 1 :]))
        return tuple(_name(part, name) for name, part in self.way)


def _name(part: Any, attribute: str) -> str:
    known = name_of(part)
    return known if known is not None else attribute


def name_of(part: Any) -> str | None:
    """What a part is told apart by; None where it has no name."""
    for key in ("name", "value", "id"):
        found = getattr(part, key, None)
        if isinstance(found, str) and dataclasses.is_dataclass(part) and not isinstance(part, Formula):
            return found
    return None


def app_leaves(old: App, new: App) -> Iterator[Leaf]:
    """Every difference of two apps. The list of all formulas says again what their places say, and is asked last."""
    found = list(leaves(old, new))
    placed = [leaf for leaf in found if leaf.way[0][0] != "formulas"]
    yield from placed
    told = {leaf.at for leaf in placed if leaf.kind not in ("wording", "order")}
    for leaf in found:
        formula = leaf.new or leaf.old
        if leaf.way[0][0] != "formulas" or leaf.kind == "order":
            continue
        at = formula.at if isinstance(formula, Formula) else leaf.at
        if not any(at[:length] in told for length in range(1, len(at) + 1)):
            yield leaf


def leaves(old: Any, new: Any, way: tuple[tuple[str, Any], ...] = ()) -> Iterator[Leaf]:
    """Every difference of two parts of a model."""
    if old is new:
        return
    if isinstance(old, Text | None) and isinstance(new, Text):
        if old is None or dict(old.by_language) != dict(new.by_language):
            yield Leaf("wording", way, old, new)
    elif isinstance(old, Formula) and isinstance(new, Formula):
        if old.tree != new.tree or old.type != new.type:
            yield Leaf("value", way, old, new)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _parts(dict(old), dict(new), way)
    elif isinstance(old, tuple) and isinstance(new, tuple) and _named(old) and _named(new):
        yield from _parts({name_of(part): part for part in old}, {name_of(part): part for part in new}, way)
    elif isinstance(old, tuple) and isinstance(new, tuple) and _are_names(old + new) and sorted(old) == sorted(new):
        if old != new:
            yield Leaf("order", way, old, new)
    elif isinstance(old, tuple) and isinstance(new, tuple) and old and _alike(old, new):
        for number, (was, now) in enumerate(zip(old, new, strict=True)):
            yield from leaves(was, now, (*way, (str(number), now)))
    elif dataclasses.is_dataclass(old) and type(old) is type(new):
        for field in dataclasses.fields(old):
            if field.name != _PLACE:
                was, now = getattr(old, field.name), getattr(new, field.name)
                yield from leaves(was, now, (*way, (field.name, now)))
    elif type(old) is not type(new) or old != new:
        yield Leaf("value", way, old, new)


def _parts(old: dict[Any, Any], new: dict[Any, Any], way: tuple[tuple[str, Any], ...]) -> Iterator[Leaf]:
    for name, part in new.items():
        if name not in old:
            yield Leaf("added", (*way, (str(name), part)), None, part)
        else:
            yield from leaves(old[name], part, (*way, (str(name), part)))
    for name, part in old.items():
        if name not in new:
            yield Leaf("removed", (*way, (str(name), part)), part, None)
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield Leaf("order", way, tuple(old), tuple(new))


def _named(parts: tuple[Any, ...]) -> bool:
    names = [name_of(part) for part in parts]
    return None not in names and len(set(names)) == len(names)


def _alike(old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
    """As many parts without names, of the same kinds: each is compared with the one in its place."""
    kinds = [type(part) for part in old]
    parts = all(dataclasses.is_dataclass(kind) or issubclass(kind, Mapping) for kind in kinds)
    return parts and kinds == [type(part) for part in new]


def _are_names(parts: tuple[Any, ...]) -> bool:
    return bool(parts) and all(isinstance(part, str) for part in parts)
