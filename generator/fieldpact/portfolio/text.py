"""The stock for people at a terminal: a line for each app, then what needs somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from fieldpact.portfolio.entry import Entry
from fieldpact.portfolio.stock import Stock
from fieldpact.portfolio.whatif import WhatIf
from fieldpact.report.text import shown, wide
from fieldpact.review.packet.blocks import counted

_HEADS = ("App", "Version", "Approval", "Lane", "Class", "Personal", "Review by", "Findings", "Owner")
_WIDEST = 32


def render_text(stock: Stock, colour: bool) -> str:
    """The whole stock, with a final newline."""
    parts = [
        _columns([_HEADS, *(_app(entry) for entry in stock.apps)], colour) if stock.apps else [],
        _titled("Can't be read", [f"{entry.file}: {entry.problem}" for entry in stock.broken], colour),
        _titled(
            "Several apps with one id", [f"{each.app}: {', '.join(each.files)}" for each in stock.duplicates], colour
        ),
        _titled("Nobody answers", [f"{each.app}: {'; '.join(each.lacks)}" for each in stock.orphans], colour),
        _titled(f"Due within {stock.within} days", list(_due(stock)), colour),
        _titled("Data about people", list(_data(stock)), colour),
        _titled("Connectors", list(_connectors(stock)), colour),
        _titled("Changes without a person", list(_greens(stock)), colour),
        list(_what_if(stock.what_if, colour)) if stock.what_if else [],
        [summary(stock)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def summary(stock: Stock) -> str:
    """One line on all of it."""
    told = [counted(len(stock.apps), "spec")]
    told += [f"{len(stock.broken)} can't be read"] if stock.broken else []
    told += [
        f"{sum(entry.found.stops > 0 and not entry.problem for entry in stock.apps)} with findings that stop a release"
    ]
    late = sum(each.days < 0 for each in stock.due)
    told += [f"{late} overdue, {len(stock.due) - late} due within {stock.within} days"]
    told += [f"{len(stock.orphans)} where nobody answers"]
    return ", ".join(told)


def _app(entry: Entry) -> tuple[str, ...]:
    if entry.problem:
        return (entry.shown_name, entry.version, "can't be read", "", "", "", "", _found(entry), "")
    owner = next((each.person for each in entry.owners if each.side == "business"), "nobody")
    lane, personal = entry.approval.lane, str(entry.personal_fields)
    return (
        entry.shown_name, entry.version, entry.approval.state, lane, entry.level, personal, entry.review_by,
        _found(entry), owner,
    )  # fmt: skip


def _found(entry: Entry) -> str:
    found = entry.found
    told = [(found.stops, "stop"), (found.warnings, "warn"), (found.waived, "waived")]
    return ", ".join(f"{count} {word}" for count, word in told if count) or "none"


def _due(stock: Stock) -> Iterator[str]:
    for each in stock.due:
        when = f"{-each.days} days ago" if each.days < 0 else f"in {each.days} days"
        yield f"{each.day}, {when}: {each.app}: {each.say}" + (f" ({each.who})" if each.who else "")


def _data(stock: Stock) -> Iterator[str]:
    for each in stock.data:
        kept = f", kept {each.days} days" if each.days is not None else ""
        fields = counted(each.fields, "field")
        yield f"{each.purpose or 'no purpose'}: {each.app} {each.table}: {fields}, {each.level}{kept}"


def _connectors(stock: Stock) -> Iterator[str]:
    for each in stock.connectors:
        known = each.group if each.known else "not known to IT"
        yield f"{each.connector} ({known}): {each.app}: {', '.join(each.tables)}, {each.direction}, {each.carries}"


def _greens(stock: Stock) -> Iterator[str]:
    greens = stock.greens
    if not greens.all:
        return
    yield f"{greens.all} went out, {greens.wrong} of them wrong; looks afterwards: {greens.rate}"
    for each in greens.drawn:
        due = each.green.sample.due if each.green.sample is not None else ""
        yield f"to be looked at by {due}: {each.app} {each.green.version}, submission {each.green.number}"


def _what_if(what_if: WhatIf, colour: bool) -> Iterator[str]:
    lines = [
        f"{'+' if each.way == 'comes' else '-'} {each.file}:{each.line}: {each.code} {each.say}"
        + (" (stops a release)" if each.stops else "")
        for each in what_if.shifts
    ]
    yield from _titled(f"With {what_if.named}", [*what_if.problems, *lines] or ["nothing changes"], colour)
    if what_if.breaks:
        yield f"  {counted(len(what_if.breaks), 'app')} could be released no more: {', '.join(what_if.breaks)}"


def _titled(title: str, lines: Sequence[str], colour: bool) -> list[str]:
    if not lines:
        return []
    return [click.style(shown(title), bold=True) if colour else shown(title), *(f"  {shown(line)}" for line in lines)]


def _columns(rows: Sequence[Sequence[str]], colour: bool) -> list[str]:
    cells = [[_cut(shown(cell)) for cell in row] for row in rows]
    widths = [max(map(wide, column)) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    return [click.style(lines[0], bold=True) if colour else lines[0], *lines[1:]]


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = [cell + " " * (width - wide(cell)) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(padded).rstrip()


def _cut(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…"
