"""The code of hooks as a difference to the version before: Python is read by people, never run here."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from fieldapp.unchanging import unchanging
from fieldpact.review.packet.blocks import Block, Listing, Section, Tone, counted, words
from fieldpact.review.packet.material import Material

_TONES: dict[str, Tone] = {"+": "good", "-": "bad", "@": "quiet"}


@unchanging
class Hook:
    """One file. `change` is new, changed, same or gone; `difference` a unified one, line by line."""

    name: str
    change: str
    sha256: str
    difference: tuple[str, ...]


def hooks_of(material: Material) -> tuple[Hook, ...]:
    before: Mapping[str, bytes] = material.before.hooks if material.before else {}
    names = sorted({*before, *material.hooks})
    return tuple(_hook(name, before.get(name), material.hooks.get(name)) for name in names)


def _hook(name: str, old: bytes | None, new: bytes | None) -> Hook:
    change = "new" if old is None else "gone" if new is None else "same" if old == new else "changed"
    was, now = ((data or b"").decode("utf-8", "replace").splitlines() for data in (old, new))
    lines = difflib.unified_diff(was, now, f"before/{name}", f"now/{name}", lineterm="")
    return Hook(name, change, hashlib.sha256(new or b"").hexdigest() if new is not None else "", tuple(lines))


def section(hooks: Sequence[Hook]) -> Section:
    changed = [hook for hook in hooks if hook.change != "same"]
    brief = f"{len(changed)} of {counted(len(hooks), 'file')} differ" if hooks else "no code of its own"
    return Section("hooks", "Code of hooks", brief, list(_blocks(hooks)))


def _blocks(hooks: Sequence[Hook]) -> Iterator[Block]:
    if not hooks:
        yield words("The app has no code of its own: it is data, and the runtime that every app has.", tone="good")
        return
    yield words("The runtime doesn’t call hooks yet: the code is carried along, sealed and approved, and does nothing.")
    for hook in hooks:
        if hook.change == "same":
            yield words(f"{hook.name} is as it was.")
        else:
            lines = [(_TONES.get(line[:1], "plain"), line) for line in hook.difference]
            yield Listing(f"{hook.name}: {hook.change}", lines or [("quiet", "(empty)")])
