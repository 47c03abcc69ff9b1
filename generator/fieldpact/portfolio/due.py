"""What somebody has to look at: days that come or are over, apps that nobody answers for, ids that stand twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from fieldapp.unchanging import unchanging
from fieldpact.govern import Governance
from fieldpact.portfolio.entry import Entry
from fieldpact.review.refusal import person_named


@unchanging
class Due:
    """`days` from today, below 0 where the day is over. `kind` is review, waiver or approval; `who` can mend it."""

    day: str
    days: int
    kind: str
    app: str
    file: str
    say: str
    who: str


@unchanging
class Orphan:
    """An app for which somebody is missing; `lacks` says who, in words."""

    app: str
    file: str
    lacks: tuple[str, ...]


@unchanging
class Duplicate:
    """An id that several specs have."""

    app: str
    files: tuple[str, ...]


def due_of(entries: Sequence[Entry], sets: Iterable[Governance], today: dt.date, within: int) -> tuple[Due, ...]:
    """What ends within so many days, or has ended, the nearest first."""
    found = [*_plans(entries), *_waivers(entries, sets)]
    told = [
        Due(day.isoformat(), (day - today).days, kind, entry.id, entry.file, say, who)
        for day, kind, entry, say, who in found
        if (day - today).days <= within
    ]
    return tuple(sorted(told, key=lambda each: (each.days, each.app, each.kind, each.say)))


_Found = tuple[dt.date, str, Entry, str, str]


def _plans(entries: Iterable[Entry]) -> Iterator[_Found]:
    for entry in entries:
        who = ", ".join(owner.person for owner in entry.owners)
        if entry.review_by:
            yield dt.date.fromisoformat(entry.review_by), "review", entry, "both sides look at the app again", who
        if entry.approval.state in ("approved", "expired"):
            end = dt.date.fromisoformat(entry.approval.expires)
            yield end, "approval", entry, f"the approval of {entry.approval.version} ends", who


def _waivers(entries: Sequence[Entry], sets: Iterable[Governance]) -> Iterator[_Found]:
    by_id = {entry.id: entry for entry in reversed(entries)}
    waivers = {(each.folder, waiver.id): waiver for each in sets for waiver in each.waivers.values()}
    for waiver in waivers.values():
        entry = by_id.get(waiver.file.app)
        if entry is not None:
            places = ", ".join(waiver.file.places)
            say = f"waiver {waiver.id} of {waiver.file.rule} at {places} ends"
            yield waiver.file.expires, "waiver", entry, say, waiver.file.owner


def orphans_of(entries: Iterable[Entry], left: Collection[str]) -> tuple[Orphan, ...]:
    """Apps without an owner, without anybody who stands in, or whose people have left."""
    gone = {person_named(person) for person in left}
    found = []
    for entry in entries:
        lacks = tuple(_lacks(entry, gone))
        if lacks and not entry.problem:
            found.append(Orphan(entry.id, entry.file, lacks))
    return tuple(found)


def _lacks(entry: Entry, gone: Collection[str]) -> Iterator[str]:
    sides = {owner.side: owner for owner in entry.owners}
    for side in ("business", "it"):
        owner = sides.get(side)
        if owner is None or not owner.person:
            yield f"nobody answers for it on the side of {_SIDES[side]}"
        elif person_named(owner.person) in gone:
            there = owner.deputy and person_named(owner.deputy) not in gone
            yield f"{owner.person} has left" + (f"; {owner.deputy} stands in" if there else ", and nobody stands in")
        elif owner.deputy and person_named(owner.deputy) in gone:
            yield f"{owner.deputy}, who stands in for {owner.person}, has left"


_SIDES = {"business": "the business", "it": "IT"}


def duplicates_of(entries: Iterable[Entry]) -> tuple[Duplicate, ...]:
    """Ids of several specs; capitals don't tell ids apart."""
    files: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.id:
            files.setdefault(entry.id.casefold(), []).append(entry)
    return tuple(Duplicate(same[0].id, tuple(entry.file for entry in same)) for same in files.values() if len(same) > 1)
