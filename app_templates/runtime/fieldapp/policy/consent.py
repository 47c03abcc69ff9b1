"""What people are told before the app asks their device where it is, and what they answered.

Each answer is a line in the app's own log, with its time and the version of what was said. A no holds until the person
takes it back; a yes holds only for what they were told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.data.nearby import place_field
from fieldapp.fields.places import may_be_exact
from fieldapp.policy.retention import days_of
from fieldapp.unchanging import unchanging

LOG = "consents.jsonl"
PLACE = "location"
_WORDING = 1
"""Goes up when the runtime's own words come to mean something else."""


@unchanging
class Terms:
    """What a person agrees to: why, how exactly, for how long."""

    purposes: tuple[Mapping[str, str], ...]
    """IT's words by language, where the place counts as somebody's."""
    fields: tuple[str, ...]
    """Texts that name the fields it goes into."""
    near: bool
    """Whether lists are put in the order of what is near."""
    exact: bool
    days: int | None
    """How long it may stay on the device, once it was sent."""

    @property
    def version(self) -> str:
        """Another one for other terms, the same on every device and in every language."""
        said = [_WORDING, [dict(sorted(text.items())) for text in self.purposes], self.fields, self.near]
        whole = json.dumps([*said, self.exact, self.days], ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()[:12]


def place_terms(app: AppDef) -> Terms | None:
    """The terms under which this app uses the device's place; None where it has no use for it."""
    asked = [
        (table, [field for field in _fields(table.fields) if field.type == "location"])
        for table in app.tables.values()
        if not table.reference
    ]
    near = any(table.reference and place_field(table) is not None for table in app.tables.values())
    fields = [field for _, found in asked for field in found]
    if not fields and not near:
        return None
    terms = [days_of(app.policy, table.name) for table, found in asked if found]
    days = [term for term in terms if term is not None]
    paths = {field.path for field in fields}
    return Terms(
        purposes=tuple(
            dict(purpose["text"])
            for _, purpose in sorted(app.policy.get("purposes", {}).items())
            if paths & set(purpose.get("fields", ()))
        ),
        fields=tuple(dict.fromkeys(field.label for field in fields)),
        near=near,
        exact=may_be_exact(app.policy),
        days=int(max(days)) if days else None,
    )


def _fields(fields: tuple[FieldDef, ...]) -> Iterator[FieldDef]:
    for field in fields:
        yield field
        yield from _fields(field.fields)


@unchanging
class Answer:
    """One line of the log."""

    at: str
    """UTC."""
    what: str
    yes: bool
    version: str
    """Of what the person was told."""
    language: str
    """That they were told it in."""
    person: str


class Consents:
    """The answers on this device, which are only ever added to."""

    def __init__(self, folder: Path, person: str, clock: Callable[[], dt.datetime]) -> None:
        self._file = folder / LOG
        self._person = person
        self._clock = clock

    def answers(self) -> list[Answer]:
        """All of this person's, the last one last. A line that a kill cut off counts as never given."""
        try:
            lines = self._file.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        read = [answer for line in lines if (answer := _read(line)) is not None]
        return [answer for answer in read if answer.person == self._person]

    def last(self, what: str) -> Answer | None:
        """What holds of the answers about `what`."""
        return next((answer for answer in reversed(self.answers()) if answer.what == what), None)

    def holds(self, what: str, version: str) -> bool | None:
        """Whether the person said yes to this version, or no to any; None where they have to be asked."""
        last = self.last(what)
        if last is None or (last.yes and last.version != version):
            return None
        return last.yes

    def give(self, what: str, *, yes: bool, version: str, language: str) -> None:
        """Write an answer down; it is on the disk when this returns."""
        at = self._clock().astimezone(dt.UTC).isoformat(timespec="seconds")
        line = json.dumps(asdict(Answer(at, what, yes, version, language, self._person)), ensure_ascii=False)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab") as file:
            file.write(f"\n{line}\n".encode())  # a line of its own, after one that was cut off too
            file.flush()
            os.fsync(file.fileno())


def _read(line: str) -> Answer | None:
    try:
        doc = json.loads(line)
        return Answer(**doc) if isinstance(doc["yes"], bool) else None
    except (ValueError, TypeError, KeyError):
        return None
