"""The pact: who answers for what, the plan, and what success is measured by."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.unchanging import unchanging
from fieldpact.model.app import App
from fieldpact.model.formula import Formula
from fieldpact.review.packet.blocks import Block, Cell, Code, Section, Table, words


@unchanging
class Owner:
    side: str
    team: str
    person: str
    deputy: str


@unchanging
class Goal:
    """`target` is as the author wrote it."""

    name: str
    part: str
    whole: str
    target: str


@unchanging
class Agreed:
    owners: tuple[Owner, ...]
    go_live: str
    review_by: str
    goals: tuple[Goal, ...]


def pact_of(app: App) -> Agreed:
    pact = app.pact
    if pact is None:
        return Agreed((), "", "", ())
    return Agreed(
        tuple(Owner(side, one.name, one.person, one.deputy or "") for side, one in pact.parties.items()),
        pact.go_live.isoformat() if pact.go_live else "",
        pact.review_by.isoformat() if pact.review_by else "",
        tuple(Goal(m.name, _shown(m.part), _shown(m.whole), m.target or "") for m in pact.success),
    )


def _shown(formula: Formula | None) -> str:
    return f"={formula.text}" if formula is not None and formula.text else ""


def section(pact: Agreed) -> Section:
    people = ", ".join(owner.person for owner in pact.owners)
    return Section("pact", "The pact", people or "nobody answers for this app", list(_blocks(pact)))


def _blocks(pact: Agreed) -> Iterator[Block]:
    if not pact.owners:
        yield words("The spec names no pact: nobody answers for this app.", tone="bad")
        return
    names = {"business": "Business: what it does", "it": "IT: what it may do"}
    rows: list[list[Cell]] = [[names.get(o.side, o.side), o.team, o.person, o.deputy or "nobody"] for o in pact.owners]
    yield Table("Who answers for the app", ["Side", "Team", "Person", "Stands in"], rows)
    dates: list[list[Cell]] = [
        ["In use from", pact.go_live or "not set"],
        ["Looked at again by", pact.review_by or "not set"],
    ]
    yield Table("The plan", ["What", "Day"], dates)
    if pact.goals:
        goals: list[list[Cell]] = [
            [g.name, Code(g.part) if g.part else "–", Code(g.whole) if g.whole else "–", g.target or "none"]
            for g in pact.goals
        ]
        yield Table("What success is measured by", ["Measure", "Part", "Of the whole", "Target"], goals)
