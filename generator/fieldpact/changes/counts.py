"""Limits and stock: which are new, gone, or count something else now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldpact.changes.change import Change
from fieldpact.changes.words import members, same
from fieldpact.model.counting import Count

_WORDS = {
    "keys": "what it is counted for",
    "entries": "what counts",
    "within": "the time it is counted within",
    "across": "whose records count",
}


def compare_counts(old: Sequence[Count], new: Sequence[Count]) -> Iterator[Change]:
    """The device makes its sums again from its records, so that nothing is lost."""
    before = {(count.kind, count.name): count for count in old}
    after = {(count.kind, count.name): count for count in new}
    for at in dict.fromkeys([*before, *after]):
        kind, name = at
        path = f"{'limits' if kind == 'limit' else kind}.{name}"
        was, now = before.get(at), after.get(at)
        if was is None or now is None:
            yield Change("reps", f"{kind}-{'removed' if now is None else 'added'}", path,
                         f"the {kind} {name} is {'gone' if now is None else 'new'}")  # fmt: skip
            continue
        earlier = members(was)
        changed = [key for key, value in members(now).items() if key != "at" and not same(earlier[key], value)]
        if changed:
            words = ", ".join(_WORDS.get(key, key.replace("_", " ")) for key in changed)
            say = f"the {kind} {name} changes: {words}; it is counted again on each device"
            yield Change("reps", f"{kind}-changed", path, say)
