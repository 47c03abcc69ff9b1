"""Findings for people at a terminal: the line, a mark under it, what is wrong and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping

import click

from fieldpact.findings import Finding, Severity, Span, by_place
from fieldpact.source.text import Source

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_TAB = "    "
_WIDEST = 160  # columns of a source line that are shown; a longer line is cut around the place
_ELLIPSIS = "…"

Styled = Callable[..., str]


def render_text(findings: Iterable[Finding], sources: Mapping[str, Source], colour: bool, why: bool = False) -> str:
    """All findings in reading order and a line that counts them. `sources` are by the file name of a span; with `why`
    each says which values made it fire."""
    styled: Styled = click.style if colour else _unstyled
    ordered = by_place(findings)
    blocks = [_block(finding, sources, styled, why) for finding in ordered]
    return "\n".join([*blocks, summary(ordered)]) + "\n"


def summary(findings: Iterable[Finding]) -> str:
    """How many findings of each severity, in words; those that are waived are counted apart."""
    told = list(findings)
    severities = [finding.severity for finding in told if finding.waived is None]
    waived = len(told) - len(severities)
    counts = [(severity, severities.count(severity)) for severity in Severity]
    words = [
        f"{count} {'note' if severity is Severity.INFO else severity.value}{'' if count == 1 else 's'}"
        for severity, count in counts
        if count
    ]
    words += [f"{waived} waived"] if waived else []
    return ", ".join(words) if words else "no findings"


def _unstyled(text: str, **_: object) -> str:
    return text


def _block(finding: Finding, sources: Mapping[str, Source], styled: Styled, why: bool) -> str:
    span = finding.span
    place = f"{shown(span.file)}:{span.line}:{span.col}: " if span else ""
    label = styled(f"{finding.severity.value}[{finding.code}]", fg=_COLOURS[finding.severity], bold=True)
    lines = [f"{place}{label} {shown(finding.message)}"]
    source = sources.get(span.file) if span else None
    number = f"{span.line}" if span else ""
    if span and source and source.line(span.line):
        text, mark = marked_line(source.line(span.line), span)
        gutter = " " * len(number)
        lines += [
            f"  {styled(number, dim=True)} {styled('|', dim=True)} {text}",
            f"  {gutter} {styled('|', dim=True)} {styled(mark, fg=_COLOURS[finding.severity], bold=True)}",
        ]
    indent = "  " + " " * (len(number) + 1) + "= "
    if finding.hint:
        lines.append(f"{indent}{styled('help:', bold=True)} {shown(finding.hint)}")
    if finding.fix:
        lines.append(f"{indent}{styled('fix:', bold=True)} {shown(finding.fix.say)}")
    for seen in finding.trace if why else ():
        joint = " is " if seen.value == "absent" else " = "
        lines.append(f"{indent}{styled('why:', bold=True)} {shown(seen.name + joint + seen.value)}")
    if waived := finding.waived:
        say = f"until {waived.expires} by {shown(waived.owner)}: {shown(waived.reason)} ({shown(waived.file)})"
        lines.append(f"{indent}{styled('waived:', bold=True)} {say}")
    return "\n".join(lines) + "\n"


def marked_line(line: str, span: Span) -> tuple[str, str]:
    """A source line as a terminal shows it, and the carets for the part of `span` on it.

    Tabs become blanks, characters that would move the cursor become escapes, wide ones count two columns.
    """
    start = span.col - 1
    end = span.end_col - 1 if span.end_line == span.line else len(line)
    # Only what can be shown is looked at: lines of megabytes have findings, too.
    cut = max(0, start - _WIDEST)
    hidden_after = len(line) > start + 2 * _WIDEST
    line, start, end = line[cut : start + 2 * _WIDEST], start - cut, end - cut
    end = max(end, start + 1)
    cells = [_cell(char) for char in line] + [" "]  # the place behind the last character can be marked too
    start = min(start, len(line))
    end = min(max(end, start + 1), len(cells))
    first, last, before, after = 0, len(line), "", ""
    if sum(map(wide, cells)) > _WIDEST:
        first = max(0, start - _WIDEST // 2)
        last = min(len(line), first + _WIDEST)
        end = min(end, max(last, start + 1))
        before = _ELLIPSIS if first or cut else ""
        after = _ELLIPSIS if last < len(line) or hidden_after else ""
    lead = len(before) + sum(wide(cell) for cell in cells[first:start])
    carets = max(1, sum(wide(cell) for cell in cells[start:end]))
    return before + "".join(cells[first:last]) + after, " " * lead + "^" * carets


def shown(text: str) -> str:
    """A text as a terminal shows it on one line: what would move the cursor or turn the line round is escaped."""
    return "".join(_cell(char) if char != "\n" else " " for char in text)


def _cell(char: str) -> str:
    if char == "\t":
        return _TAB
    # Controls, bidi marks and lone surrogates would move or reverse what stands around them.
    if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in _BIDI:
        return f"\\u{ord(char):04x}"
    return char


_BIDI = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def wide(cell: str) -> int:
    """Terminal columns of a cell."""
    return sum(_char_width(char) for char in cell)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
