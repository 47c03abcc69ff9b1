"""What changed since the version before, in plain words, for those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldpact.changes import AUDIENCES, Change, difference
from fieldpact.review.packet.blocks import Block, Bullets, Part, Section, counted, words
from fieldpact.review.packet.material import Material


def changes_of(material: Material) -> tuple[Change, ...]:
    """Nothing where there is no version before."""
    return tuple(difference(material.before.side, material.side)) if material.before else ()


def section(changes: Sequence[Change], against: str) -> Section:
    brief = counted(len(changes), "change") if against else "the first version"
    return Section("changes", "What changed", brief, list(_blocks(changes, against)))


def _blocks(changes: Sequence[Change], against: str) -> Iterator[Block]:
    if not against:
        yield words("There is no earlier version to compare with: all of it is new.")
        return
    yield words(f"Since {against}.")
    for audience, heading in AUDIENCES.items():
        told = [change.say for change in changes if change.audience == audience]
        yield Part(heading)
        yield Bullets(told) if told else words("Nothing changes.")
