"""The page's sections: first what needs somebody, then the stock itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldpact.portfolio.due import Due
from fieldpact.portfolio.entry import Entry
from fieldpact.portfolio.stock import Stock
from fieldpact.portfolio.whatif import Shift, WhatIf
from fieldpact.review.packet.blocks import (
    Block,
    Cell,
    Code,
    Fold,
    Mark,
    Piece,
    Section,
    Table,
    Tone,
    class_mark,
    counted,
    listed,
    words,
)
from fieldpact.review.progress import STATES

_STATES: dict[str, Tone] = {
    "approved": "good",
    "none": "quiet",
    "claimed": "warn",
    "waiting": "warn",
    "changed": "warn",
}
_MOST_OPEN = 30
"""Findings of a set that is tried which stand open on the page; more are folded."""
_LANES: dict[str, Tone] = {"green": "good", "amber": "warn", "red": "bad"}


def sections_of(stock: Stock) -> list[Section]:
    """Sections that have something to say; what-if comes first, since somebody asked."""
    made = [_what_if(stock.what_if)] if stock.what_if else []
    return [*made, _needed(stock), _apps(stock.apps), _data(stock), _connectors(stock), _greens(stock)]


def _needed(stock: Stock) -> Section:
    blocks: list[Block] = []
    if stock.broken:
        rows: list[list[Cell]] = [[Code(each.file), each.shown_name, each.problem] for each in stock.broken]
        blocks.append(Table("Specs that can't be read as apps", ["Spec", "App", "Why"], rows))
    if stock.duplicates:
        rows = [[each.app, [Code(file) for file in each.files]] for each in stock.duplicates]
        blocks.append(Table("Ids that several specs have", ["Id", "Specs"], rows))
    if stock.orphans:
        rows = [[each.app, Code(each.file), list(each.lacks)] for each in stock.orphans]
        blocks.append(Table("Apps for which somebody is missing", ["App", "Spec", "Who is missing"], rows))
    if stock.due:
        rows = [_due(each) for each in stock.due]
        heads = ["Day", "App", "What", "Who can mend it"]
        blocks.append(Table(f"Over, or due within {stock.within} days", heads, rows))
    if not blocks:
        blocks.append(
            words("Nothing: every spec can be read, somebody answers for each, and no day is near.", tone="good")
        )
    late = sum(each.days < 0 for each in stock.due)
    brief = f"{counted(late, 'day')} over, {len(stock.due) - late} near" if stock.due else "no day is near"
    return Section("needed", "What needs somebody", brief, blocks)


def _due(each: Due) -> list[Cell]:
    when = f"{-each.days} days ago" if each.days < 0 else f"in {each.days} days"
    return [[each.day, Mark(when, "bad" if each.days < 0 else "warn")], each.app, each.say, each.who or "nobody"]


def _apps(apps: Sequence[Entry]) -> Section:
    heads = ["App", "Approval", "Who answers", "Data", "Plan", "Findings"]
    rows = [_app(entry) for entry in apps if not entry.problem]
    table = Table("Every app", heads, rows) if rows else words("There is no app here.")
    return Section("apps", "Apps", counted(len(rows), "app"), [table])


def _app(entry: Entry) -> list[Cell]:
    approval, found = entry.approval, entry.found
    state: list[Piece] = [Mark(STATES[approval.state], _STATES.get(approval.state, "bad"))]
    state += [Mark(f"{approval.lane} lane", _LANES.get(approval.lane, "plain"))] if approval.lane else []
    state += [f"version {approval.version}"] if approval.version and approval.version != entry.version else []
    state += [f"by {', '.join(approval.people)}"] if approval.people else []
    state += [f"until {approval.expires}"] if approval.state == "approved" else []
    state += [approval.note] if approval.note else []
    people = [f"{each.person}" + (f", else {each.deputy}" if each.deputy else "") for each in entry.owners]
    data: list[Piece] = [class_mark(entry.level)] if entry.level else []
    data.append(f"{counted(entry.personal_fields, 'field')} about people" if entry.personal_fields else "nobody's data")
    data += [f"connectors: {', '.join(entry.connectors)}"] if entry.connectors else []
    plan = [f"live {entry.go_live}" if entry.go_live else "no first day"]
    plan += [f"review {entry.review_by}" if entry.review_by else "no review"]
    told: list[Piece] = [Mark(f"{found.stops} stop a release", "bad")] if found.stops else []
    told += [counted(found.warnings, "warning")] if found.warnings else []
    told += [f"{found.waived} waived"] if found.waived else []
    name: list[Piece] = [f"{entry.shown_name} {entry.version}", entry.id, Code(entry.file)]
    name.append(f"profile {entry.profile}, {listed(entry.languages)}")
    return [name, state, people or [Mark("nobody", "bad")], data, plan, told or "none"]


def _data(stock: Stock) -> Section:
    rows: list[list[Cell]] = [
        [
            each.purpose or Mark("no purpose", "bad"),
            each.app,
            [Code(each.table), counted(each.fields, "field")],
            class_mark(each.level),
            [each.basis or "no basis", f"kept {each.days} days" if each.days is not None else "no end"],
        ]
        for each in stock.data
    ]
    heads = ["Purpose", "App", "Table", "Class", "Basis and retention"]
    purposes, apps = (len({getattr(each, name) for each in stock.data}) for name in ("purpose", "app"))
    brief = f"{counted(purposes, 'purpose')}, {counted(apps, 'app')}" if rows else "none"
    none = words("No app collects data about people.", tone="good")
    return Section("data", "Data about people", brief, [Table("Data by purpose", heads, rows) if rows else none])


def _connectors(stock: Stock) -> Section:
    rows: list[list[Cell]] = [
        [
            [each.connector, Mark(each.group or "known", "plain") if each.known else Mark("not known to IT", "bad")],
            each.app,
            [Code(table) for table in each.tables],
            each.direction,
            class_mark(each.carries),
        ]
        for each in stock.connectors
    ]
    heads = ["Connector", "App", "Tables", "Direction", "Carries"]
    names = len({each.connector for each in stock.connectors})
    blocks: list[Block] = [Table("Connectors by app", heads, rows) if rows else words("No app has a connector.")]
    return Section("connectors", "Connectors", counted(names, "connector") if names else "none", blocks)


def _greens(stock: Stock) -> Section:
    greens = stock.greens
    said = f"{counted(greens.all, 'change')} went out without a person, {greens.wrong} of them wrong."
    said += f" Looks: {greens.rate}."
    blocks: list[Block] = [words(said, tone="bad" if greens.wrong else None)]
    if greens.drawn:
        rows: list[list[Cell]] = [
            [each.app, each.green.version, f"submission {each.green.number}", each.green.day] for each in greens.drawn
        ]
        blocks.append(
            Table(f"Of the {greens.percent} % drawn for a look, these wait", ["App", "Version", "Record", "Day"], rows)
        )
    return Section("greens", "Changes without a person", f"{greens.all}, {greens.wrong} wrong", blocks)


def _what_if(what_if: WhatIf) -> Section:
    brief = f"{counted(len(what_if.breaks), 'app')} could be released no more" if what_if.breaks else "nothing breaks"
    return Section("what-if", f"With {what_if.named}", brief, list(_shifts(what_if)))


def _shifts(what_if: WhatIf) -> Iterator[Block]:
    yield words(f"The set with digest {what_if.digest[:12]}, tried on every app.")
    comes, goes = ([each for each in what_if.shifts if each.way == way] for way in ("comes", "goes"))
    for problem in what_if.problems:
        yield words(Mark("WRONG WITH THE SET", "bad"), problem, tone="bad")
    if what_if.breaks:
        rows: list[list[Cell]] = [
            [Code(file), [each.say for each in comes if each.file == file and each.stops]] for file in what_if.breaks
        ]
        yield Table("Apps that could be released no more", ["Spec", "Why"], rows)
    for title, shifts in (("Findings that come", comes), ("Findings that go", goes)):
        if shifts:
            table = Table(title, ["Rule", "What it says", "Where"], [_shift(each) for each in shifts])
            many = Fold(f"{title}: {len(shifts)}", [table])
            yield many if len(shifts) > _MOST_OPEN else table
    if not what_if.shifts:
        yield words("Nothing changes for any app.", tone="good")


def _shift(each: Shift) -> list[Cell]:
    rule: list[Piece] = [each.code, *([Mark("stops a release", "bad")] if each.stops else [])]
    return [rule, each.say, [Code(f"{each.file}:{each.line}"), *([Code(each.path)] if each.path else [])]]
