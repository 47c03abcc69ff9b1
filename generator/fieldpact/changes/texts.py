"""Wording: what people read differently."""

from __future__ import annotations

from collections.abc import Iterator

from fieldpact.changes.change import Change
from fieldpact.changes.words import shortened
from fieldpact.model.text import Text


def wording(what: str, path: str, old: Text | None, new: Text | None) -> Iterator[Change]:
    """One change for each language in which the text reads differently."""
    before = dict(old.by_language) if old else {}
    after = dict(new.by_language) if new else {}
    for language in dict.fromkeys([*before, *after]):
        was, now = before.get(language), after.get(language)
        if was == now or (was is None and old is not None) or (now is None and new is not None):
            continue  # a language came or went with the whole app, which is told once
        told = f"“{shortened(was)}” → “{shortened(now)}”" if was and now else f"“{shortened(now or was or '')}”"
        verb = "reads" if was and now else "is new:" if now else "is gone:"
        yield Change("reps", "wording", path, f"{what} {verb} {told} ({language})")
