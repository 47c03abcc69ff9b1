"""The log of what was submitted, approved and otherwise signed: one line an event, each chained to the one before.

Lines are only ever added. Each event signs the head that it found, so that whoever edits, removes or moves a line
breaks either the chain or a signature.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields

from fieldapp.unchanging import unchanging
from fieldpact.review.statement import Statement

FILE = "audit.jsonl"
START = "0" * 64
"""The head of an empty log."""


@unchanging
class Entry:
    """One line: which event, in which file, with the digest of its envelope and of the line before."""

    number: int
    at: str
    kind: str
    by: str
    file: str
    sha256: str
    prev: str

    def line(self) -> bytes:
        declared = {each.name: getattr(self, each.name) for each in fields(self)}
        return json.dumps(declared, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    @property
    def head(self) -> str:
        return hashlib.sha256(self.line()).hexdigest()


def entry_of(statement: Statement, file: str, envelope: bytes) -> Entry:
    """The line for an event whose statement signed the head that it found."""
    digest = hashlib.sha256(envelope).hexdigest()
    return Entry(
        statement.number, statement.at.isoformat(), statement.kind, statement.by, file, digest, statement.audit_head
    )


def head_of(entries: Sequence[Entry]) -> str:
    return entries[-1].head if entries else START


def read_log(data: bytes) -> tuple[list[Entry], list[str]]:
    """The entries, and in words what is wrong: a line that was changed, or isn't chained to the one before."""
    entries: list[Entry] = []
    wrong: list[str] = []
    lines = data.split(b"\n")
    if lines[-1]:
        wrong.append(f"line {len(lines)} of {FILE} is cut off")
    head = START
    for place, line in enumerate(lines[:-1], 1):
        entry = _entry(line)
        if entry is None:
            wrong.append(f"line {place} of {FILE} was changed and can't be read")
            continue
        if entry.prev != head:
            say = "the line before it was changed, removed or moved" if place > 1 else "lines before it were removed"
            wrong.append(f"line {place} of {FILE} doesn't follow from what stands above it: {say}")
        head = entry.head
        entries.append(entry)
    return entries, wrong


def _entry(line: bytes) -> Entry | None:
    """None unless the line is exactly what an entry writes."""
    try:
        entry = Entry(**json.loads(line))
        texts = (entry.at, entry.kind, entry.by, entry.file, entry.sha256, entry.prev)
        typed = type(entry.number) is int and all(isinstance(text, str) for text in texts)
        return entry if typed and entry.line() == line + b"\n" else None
    except (ValueError, TypeError, RecursionError):
        return None
