"""Tables: what may be filled, what must hold, what a record is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fieldpact.changes.change import Audience, Change
from fieldpact.changes.fields import compare_fields
from fieldpact.changes.texts import wording
from fieldpact.changes.words import members, pairs, quoted, said, same
from fieldpact.model.table import Check, Table

_OWN_SENTENCE = frozenset({"name", "label", "labels", "title", "fields", "checks", "source", "renamed_from"})
_AUDIENCES: dict[str, tuple[Audience, ...]] = {"access": ("reps", "it"), "workflow": ("reps", "it"), "purpose": ("it",)}
"""Whom a key of a table concerns, where it isn't reps alone."""


def compare_tables(old: Iterable[Table], new: Iterable[Table]) -> Iterator[Change]:
    for before, after in pairs(list(old), list(new)):
        if before is None and after is not None:
            what = "comes with the app" if after.reference else "is filled on the phone"
            yield Change("reps", "table-added", after.name, f"{quoted(after.labels)} is new and {what}")
            yield Change("data", "table-added", after.name, f"{after.name} is a new table")
        elif after is None and before is not None:
            yield Change("reps", "table-removed", before.name, f"{quoted(before.labels)} is gone")
            say = f"{before.name} is no longer part of the app; phones keep its records until all of them were sent"
            yield Change("data", "table-removed", before.name, say)
        elif before is not None and after is not None:
            yield from _changed(before, after)


def _changed(old: Table, new: Table) -> Iterator[Change]:
    name = quoted(new.label)
    if old.name != new.name:
        yield Change("data", "table-renamed", new.name, f"{old.name} is now {new.name}; its records stay")
    if old.reference != new.reference:
        now = "comes with the app and is read-only" if new.reference else "is filled on the phone"
        yield Change("data", "table-source", new.name, f"{new.name} {now}")
    yield from wording(f"{name}: what one is called", new.name, old.label, new.label)
    yield from wording(f"{name}: what several are called", new.name, old.labels, new.labels)
    if not same(old.title, new.title):
        say = f"{name}: a record is called by {said(new.title)}, not {said(old.title)}"
        yield Change("reps", "title", new.name, say)
    yield from compare_fields(old.fields, new.fields, name)
    yield from _checks(old.checks, new.checks, new.name, name)
    before, after = members(old), members(new)
    for key, value in after.items():
        if key in _OWN_SENTENCE or same(before[key], value):
            continue
        for audience in _AUDIENCES.get(key, ("reps",)):
            yield from _part(audience, new.name, key, before[key], value)


def _part(audience: Audience, path: str, key: str, old: object, new: object) -> Iterator[Change]:
    """A part of a table by its own names, as deep as they are the same on both sides."""
    before, after = (dict(part) if isinstance(part, dict) else None for part in (_named(old), _named(new)))
    if before is None or after is None:
        yield Change(audience, f"table-{key.split('.')[0]}", path, f"{path}: {key}: {said(old)} → {said(new)}")
        return
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name), after.get(name)
        if not same(was, now):
            yield from _part(audience, path, f"{key}.{name}", was, now)


def _named(part: object) -> object:
    if isinstance(part, dict):
        return part
    if isinstance(part, tuple) and part and all(_name(inner) for inner in part):
        return {_name(inner): inner for inner in part}
    is_leaf = part is None or not hasattr(part, "__dataclass_fields__") or hasattr(part, "tree") or hasattr(part, "key")
    return part if is_leaf else members(part)


def _name(part: object) -> str:
    """What tells a part from those beside it: its id, else its name; "" where it has neither."""
    names = (getattr(part, key, None) for key in ("id", "name"))
    return next((name for name in names if isinstance(name, str)), "")


def _checks(old: tuple[Check, ...], new: tuple[Check, ...], path: str, name: str) -> Iterator[Change]:
    """Checks have no names of their own; they are the same where they ask for the same. Limits and stock have."""
    before = {check.counts or str(check.that.tree): check for check in old}
    for check in new:
        known = before.pop(check.counts or str(check.that.tree), None)
        if known is None:
            yield Change("reps", "check-added", path, f"{name}: checks {_asked(check)} ({check.strength})")
            continue
        if not same(known.that.tree, check.that.tree):
            yield Change("reps", "check-changed", path, f"{name}: {check.counts} allows something else now")
        yield from wording(f"{name}: what is said unless {_asked(check)}", path, known.text, check.text)
        if known.strength != check.strength:
            say = f"{name}: unless {_asked(check)}: {known.strength} → {check.strength}"
            yield Change("reps", "check-strength", path, say)
    for gone in before.values():
        yield Change("reps", "check-removed", path, f"{name}: no longer checks {_asked(gone)}")


def _asked(check: Check) -> str:
    return check.counts or said(check.that)
