"""Takes stock of many specs. Each is read once, made into its entry and let go, so that hundreds fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path

from fieldapp.unchanging import unchanging
from fieldpact.govern import Governance
from fieldpact.govern.facts import Facts, facts_of
from fieldpact.pipeline import Reading, check
from fieldpact.portfolio.datamap import ConnectorUse, DataUse, connector_uses, data_uses
from fieldpact.portfolio.due import Due, Duplicate, Orphan, due_of, duplicates_of, orphans_of
from fieldpact.portfolio.entry import Entry, entry_of
from fieldpact.portfolio.whatif import Shift, WhatIf, breaks, judged_anew, shifts_of
from fieldpact.review.progress import NOTHING, Green, approval_of
from fieldpact.review.sampling import Rate, rate_of


@unchanging
class Drawn:
    """A green change that is to be looked at afterwards."""

    app: str
    file: str
    green: Green


@unchanging
class Greens:
    """Changes that went out without a person: how many, how many were wrong, which drawn ones wait for a look, and
    what the looks found."""

    all: int
    wrong: int
    percent: int
    drawn: tuple[Drawn, ...]
    rate: Rate


@unchanging
class Stock:
    """Everything about a portfolio. `within` are the days that count as soon; `sets` are digests of IT's sets."""

    made: str
    within: int
    sets: tuple[str, ...]
    apps: tuple[Entry, ...]
    due: tuple[Due, ...]
    orphans: tuple[Orphan, ...]
    duplicates: tuple[Duplicate, ...]
    data: tuple[DataUse, ...]
    connectors: tuple[ConnectorUse, ...]
    greens: Greens
    what_if: WhatIf | None

    @property
    def broken(self) -> list[Entry]:
        """Specs that are no apps."""
        return [entry for entry in self.apps if entry.problem]


def take_stock(
    specs: Sequence[tuple[str, Path, Governance]],
    today: dt.date,
    new: Governance | None = None,
    left: Collection[str] = (),
    within: int = 60,
) -> Stock:
    """The stock of specs, each with the name that it is told by and the set that counts for it.

    `new` is a set to try, `left` are people who are gone.
    """
    entries: list[Entry] = []
    data: list[DataUse] = []
    connectors: list[ConnectorUse] = []
    shifts: list[Shift] = []
    broken: list[str] = []
    for file, path, governance in specs:
        reading = check(path, governance, today)
        facts = _facts(reading, governance)
        approval = approval_of(path, reading, today) if reading.app is not None else NOTHING
        entry = entry_of(file, reading, facts, approval)
        entries.append(entry)
        if facts is None:
            continue
        data += data_uses(entry.id, file, facts)
        connectors += connector_uses(entry.id, file, facts)
        if new is not None:
            after = judged_anew(reading, new, today)
            shifts += shifts_of(entry.id, file, reading, after)
            broken += [file] if breaks(reading, after) else []
    sets = list({each.folder: each for _, _, each in specs}.values())
    return Stock(
        made=today.isoformat(),
        within=within,
        sets=tuple(each.digest for each in sets),
        apps=tuple(entries),
        due=due_of(entries, sets, today, within),
        orphans=orphans_of(entries, left),
        duplicates=duplicates_of(entries),
        data=tuple(sorted(data, key=lambda each: (each.purpose, each.app, each.table, each.level))),
        connectors=tuple(sorted(connectors, key=lambda each: (each.connector, each.app))),
        greens=_greens(entries, max((each.lanes.sample_percent for each in sets), default=0)),
        what_if=_what_if(new, shifts, broken) if new is not None else None,
    )


def _facts(reading: Reading, governance: Governance) -> Facts | None:
    if reading.app is None:
        return None
    lexicon, _ = governance.lexicon(reading.app.languages)
    return facts_of(reading.app, lexicon, governance.purposes, governance.connectors, reading.hooks)


def _what_if(new: Governance, shifts: Sequence[Shift], broken: Sequence[str]) -> WhatIf:
    named = new.layers.file.name if new.layers else new.folder.name
    problems = tuple(finding.message for finding in new.findings)
    return WhatIf(named, new.digest, tuple(shifts), tuple(broken), problems)


def _greens(entries: Sequence[Entry], percent: int) -> Greens:
    pool = [Drawn(entry.id, entry.file, green) for entry in entries for green in entry.approval.greens]
    waiting = [each for each in pool if each.green.sample is not None and not each.green.sample.looked]
    rate = rate_of(each.green.sample for each in pool if each.green.sample is not None)
    return Greens(len(pool), sum(each.green.wrong for each in pool), percent, tuple(waiting), rate)
