"""What lies in `approvals/` beside a spec: signed events, their log, and the inputs of each submission.

An event counts once its line is in the log: the envelope is staged first, then the log is replaced in one step, then
the envelope gets its name. A kill in between leaves the state before or the state after.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path, PurePosixPath

from fieldapp.bundle.dsse import MAX_BYTES, PAYLOAD_TYPE, BadEnvelope, Envelope, read_envelope
from fieldapp.unchanging import unchanging
from fieldpact.project.lock import Busy, locked
from fieldpact.review.audit import FILE, Entry, entry_of, head_of, read_log
from fieldpact.review.machine import write_whole
from fieldpact.review.refusal import refused
from fieldpact.review.statement import Statement, read_statement

FOLDER = "approvals"
_NAME = re.compile(r"(\d{4})-(?:submitted|(approved|rejected|revoked|fine|wrong)-[a-z0-9._%+@-]+)\.json")
_LOCK, _STAGED = ".lock", ".staged"
_ATTRIBUTES = ".gitattributes"
"""Keeps git from changing line ends in what was signed."""


@unchanging
class Record:
    """One signed event. Nobody has looked at its signature yet."""

    file: str
    envelope: Envelope = field(repr=False)
    statement: Statement = field(repr=False)
    digest: str

    @property
    def number(self) -> int:
        return self.statement.number


@unchanging
class Records:
    """The events in the order of the log. `wrong` says in words what doesn't hold together."""

    folder: Path
    events: tuple[Record, ...] = ()
    entries: tuple[Entry, ...] = ()
    wrong: tuple[str, ...] = ()

    @classmethod
    def open(cls, beside: Path) -> Records:
        """The records beside the spec in a folder; none where nothing was ever submitted."""
        folder = beside / FOLDER
        if folder.is_symlink():
            return cls(folder, wrong=(f"{FOLDER} is a symbolic link",))
        if not folder.is_dir():
            return cls(folder)
        log = _read(folder, FILE)
        entries, wrong = read_log(log) if isinstance(log, bytes) else ([], [log] if _names(folder) else [])
        events: list[Record] = []
        for entry in entries:
            found = _event(folder, entry)
            if isinstance(found, str):
                wrong.append(found)
            else:
                events.append(found)
        logged = {entry.file for entry in entries}
        wrong += [f"{name} is not in {FILE}: its line was removed" for name in _names(folder) if name not in logged]
        return cls(folder, tuple(events), tuple(entries), tuple(dict.fromkeys(wrong)))

    @property
    def head(self) -> str:
        return head_of(self.entries)

    def of(self, number: int) -> list[Record]:
        return [event for event in self.events if event.number == number]

    def submissions(self) -> list[Record]:
        return [event for event in self.events if event.statement.kind == "submitted"]

    def inputs(self, number: int) -> Path:
        """The folder with what was submitted."""
        return self.folder / f"{number:04}"

    def shapes(self, number: int) -> dict[str, bytes]:
        """The shapes of stored records up to a submission; those that aren't as they were signed are left out."""
        submitted = next((event for event in self.submissions() if event.number == number), None)
        folder = self.inputs(number) / "schema"
        found = {}
        for path in sorted(folder.glob("*.json")) if folder.is_dir() else []:
            data = path.read_bytes()
            known = submitted.statement.subject.get(f"src/bundle/schema/{path.name}", {}) if submitted else {}
            if known.get("sha256") == hashlib.sha256(data).hexdigest():
                found[path.name] = data
        return found


def file_of(statement: Statement) -> str:
    """How the file of an event is called."""
    person = "" if statement.kind == "submitted" else f"-{statement.by}"
    return f"{statement.number:04}-{statement.kind}{person}.json"


@contextmanager
def writing(beside: Path) -> Iterator[None]:
    """Holds the records alone; somebody else's event is waited for by calling again. Raises `Refused`."""
    folder = beside / FOLDER
    if folder.is_symlink():
        raise refused("symbolic-link", f"{folder} is a symbolic link", "put a folder of its own there", True)
    try:
        folder.mkdir(exist_ok=True)
        with locked(folder / _LOCK):
            _settle(folder)
            if not (folder / _ATTRIBUTES).exists():
                write_whole(folder / _ATTRIBUTES, b"* -text\n")
            yield
    except Busy:
        say = "somebody else is signing for this app right now"
        raise refused("busy", say, "try again in a moment", True) from None
    except OSError as problem:
        say = f"{folder} can't be written: {problem.strerror or problem}; it is as it was"
        raise refused("cannot-write", say, "", True) from None


def add(records: Records, statement: Statement, envelope: Envelope, inputs: Mapping[str, bytes] | None = None) -> Path:
    """Writes one event, with the inputs of a submission, and returns its file. To be called while `writing`."""
    folder, name, data = records.folder, file_of(statement), envelope.to_json()
    if inputs is not None:
        _write_inputs(records.inputs(statement.number), inputs)
    entry = entry_of(statement, name, data)
    write_whole(folder / f"{_STAGED}-{entry.sha256}", data)
    log = folder / FILE
    before = log.read_bytes() if log.is_file() else b""
    write_whole(log, before + entry.line())
    (folder / f"{_STAGED}-{entry.sha256}").replace(folder / name)
    return folder / name


def _write_inputs(folder: Path, inputs: Mapping[str, bytes]) -> None:
    """One that is there has no submission in the log: it is left of a kill."""
    staged = folder.with_name(f"{_STAGED}-{folder.name}")
    shutil.rmtree(staged, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in inputs.items():
        write_whole(staged / PurePosixPath(path), data)
    staged.replace(folder)


def _settle(folder: Path) -> None:
    """Finishes or clears away what a kill left behind."""
    log = _read(folder, FILE)
    entries = read_log(log)[0] if isinstance(log, bytes) else []
    for entry in entries[-1:]:
        staged = folder / f"{_STAGED}-{entry.sha256}"
        if staged.is_file() and not os.path.lexists(folder / entry.file):
            staged.replace(folder / entry.file)
    for path in [*folder.glob(f"{_STAGED}-*"), *folder.glob(".*.half")]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _event(folder: Path, entry: Entry) -> Record | str:
    """The event that a line of the log is about, or in words why it can't be had."""
    match = _NAME.fullmatch(entry.file)
    if match is None:
        return f"{FILE} names {entry.file[:80]!r}, which is no name of an approval"
    data = _read(folder, entry.file)
    if not isinstance(data, bytes):
        staged = _read(folder, f"{_STAGED}-{entry.sha256}")
        if not isinstance(staged, bytes):
            return data
        data = staged
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        return f"{entry.file} was changed after it was signed"
    try:
        envelope = read_envelope(data)
    except BadEnvelope as problem:
        return f"{entry.file} can't be used: {problem.reason}"
    statement = read_statement(envelope.payload) if envelope.payload_type == PAYLOAD_TYPE else None
    if statement is None:
        return f"{entry.file} holds no statement that this version of fieldpact knows"
    if file_of(statement) != entry.file or entry_of(statement, entry.file, data) != entry:
        return f"{entry.file} and its line in {FILE} don't say the same"
    return Record(entry.file, envelope, statement, entry.sha256)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name))


def _read(folder: Path, name: str) -> bytes | str:
    path = folder / name
    try:
        if path.is_symlink():
            return f"{name} is a symbolic link"
        if path.stat().st_size > MAX_BYTES:
            return f"{name} is too large"
        return path.read_bytes()
    except FileNotFoundError:
        return f"{name} is missing"
    except OSError as problem:
        return f"{name} can't be read: {problem.strerror or problem}"
