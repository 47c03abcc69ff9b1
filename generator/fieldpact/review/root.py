"""The trust root: whom IT believes, with which keys, for what, and which of its rule sets count.

It comes from outside of every project, since whoever can change an app could change a root beside it too: from the
environment, where a build server protects it, or from this machine, where its owner put it with `fieldpact keys trust`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fieldapp.bundle.approval import APPROVERS, AUTOMATIC
from fieldapp.bundle.dsse import key_id, read_public
from fieldapp.unchanging import unchanging
from fieldpact.review.machine import inside, machine_folder, project_of, write_whole
from fieldpact.review.refusal import Refused, person_named, refused

VARIABLE = "FIELDPACT_ROOT"
FILE = "root.json"
MAX_BYTES = 1_000_000
_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_HINT = "ask IT for the current root.json, and put it on this machine with fieldpact keys trust root.json"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PersonFile(_Strict):
    """A person: their keys, by id, and what they may do."""

    keys: list[_Digest]
    roles: list[Literal["author", "reviewer", "it", "privacy", "ci"]]


class ThresholdsFile(_Strict):
    """How many people have to approve in each lane."""

    green: int = Field(default=0, ge=0)
    amber: int = Field(default=1, ge=1)
    red: int = Field(default=2, ge=1)


class RootFile(_Strict):
    """root.json as IT writes it."""

    version: int = Field(ge=1)
    expires: dt.date
    organisation: str
    governance: list[_Digest]
    people: dict[str, PersonFile]
    keys: dict[_Digest, str]
    thresholds: ThresholdsFile = ThresholdsFile()
    approval_days: int = Field(default=365, ge=1)
    revoked: list[_Digest] = []


@unchanging
class Root:
    """`revoked` are digests of submissions that stay revoked whatever lies beside a spec."""

    version: int
    expires: dt.date
    organisation: str
    governance: frozenset[str]
    roles: Mapping[str, frozenset[str]]
    keys: Mapping[str, bytes]
    owners: Mapping[str, str]
    thresholds: Mapping[str, int]
    approval_days: int
    revoked: frozenset[str]
    digest: str

    def approvers(self) -> list[str]:
        """Everybody who may approve something."""
        return [person for person, roles in self.roles.items() if roles & APPROVERS]

    @property
    def automatic(self) -> bool:
        """Whether a build server may sign green changes."""
        return any(AUTOMATIC in roles for roles in self.roles.values())


def read_root(data: bytes, name: str) -> Root:
    """A root out of its file; raises `Refused` for one that can't be believed."""
    if len(data) > MAX_BYTES:
        raise refused("bad-root", f"{name} is too large for a trust root", _HINT, True)
    try:
        file = RootFile.model_validate_json(data)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise refused("bad-root", f"{name} is not a trust root: {place or 'it'}: {first['msg']}", _HINT, True) from None
    keys: dict[str, bytes] = {}
    for keyid, text in file.keys.items():
        public = read_public(text)
        if public is None or key_id(public) != keyid:
            raise refused("bad-root", f"{name}: the key {keyid[:12]}… is not the one with that id", _HINT, True)
        keys[keyid] = public
    roles: dict[str, frozenset[str]] = {}
    owners: dict[str, str] = {}
    for address, person in file.people.items():
        who = person_named(address)
        if who in roles:
            raise refused("bad-root", f"{name} names {who} twice", _HINT, True)
        roles[who] = frozenset(person.roles)
        if AUTOMATIC in roles[who] and len(roles[who]) > 1:
            raise refused("bad-root", f"{name}: {who} is a build server and can't be a person too", _HINT, True)
        for keyid in person.keys:
            if keyid not in keys or keyid in owners:
                wrong = "is missing" if keyid not in keys else "has two owners"
                say = f"{name}: the key {keyid[:12]}… of {who} {wrong}"
                raise refused("bad-root", say, _HINT, True)
            owners[keyid] = who
    return Root(
        file.version,
        file.expires,
        file.organisation,
        frozenset(file.governance),
        roles,
        {keyid: keys[keyid] for keyid in owners},
        owners,
        file.thresholds.model_dump(),
        file.approval_days,
        frozenset(file.revoked),
        hashlib.sha256(data).hexdigest(),
    )


def root_for(spec: Path, today: dt.date, surroundings: Mapping[str, str] = os.environ) -> Root:
    """The root that counts on this machine for a spec or a built app. Raises `Refused`."""
    folder = spec if spec.is_dir() else spec.parent
    _none_inside(folder)
    pinned = pinned_root()
    given = surroundings.get(VARIABLE, "").strip()
    root = _given(given, folder) if given else pinned
    if root is None:
        say = "this machine doesn't know yet whom IT believes: it has no trust root"
        raise refused("no-root", say, _HINT, True)
    if pinned is not None and root.version < pinned.version:
        say = f"{VARIABLE} holds version {root.version} of the trust root; this machine knows version {pinned.version}"
        raise refused("old-root", say, _HINT, True)
    if pinned is not None and root.version == pinned.version and root.digest != pinned.digest:
        say = f"{VARIABLE} and this machine have two different trust roots of version {root.version}"
        raise refused("other-root", say, _HINT, True)
    if root.expires < today:
        raise refused("root-expired", f"the trust root was good until {root.expires}", _HINT, True)
    return root


def pinned_root() -> Root | None:
    """The root of this machine."""
    path = machine_folder() / FILE
    try:
        return read_root(path.read_bytes(), str(path))
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise refused("bad-root", f"{path} can't be read: {problem.strerror or problem}", _HINT, True) from None


def pin_root(data: bytes, name: str, today: dt.date) -> Root:
    """Puts a root onto this machine. An older one never takes the place of a newer one."""
    root = read_root(data, name)
    pinned = pinned_root()
    if root.expires < today:
        raise refused("root-expired", f"{name} was good until {root.expires}", _HINT, True)
    if pinned is not None and root.version < pinned.version:
        say = f"{name} is version {root.version}; this machine has version {pinned.version}, which is newer"
        raise refused("old-root", say, _HINT, True)
    if pinned is not None and root.version == pinned.version and root.digest != pinned.digest:
        say = f"{name} is version {root.version}, as the root of this machine is, and says something else"
        raise refused("other-root", say, "a root that changes gets a higher version", True)
    try:
        write_whole(machine_folder() / FILE, data)
    except OSError as problem:
        raise refused("cannot-write", f"the root can't be kept: {problem.strerror or problem}", "", True) from None
    return root


def _given(given: str, folder: Path) -> Root:
    if given.startswith("{"):
        return read_root(given.encode(), VARIABLE)
    path = Path(given)
    if inside(path, project_of(folder)):
        raise _inside_project(str(path))
    try:
        return read_root(path.read_bytes(), given)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise refused("bad-root", f"{VARIABLE} names {given}, which can't be read: {reason}", _HINT, True) from None


def _none_inside(folder: Path) -> None:
    """A root that lies where an author or approver can write is told about, never read."""
    for place in (folder, folder / "approvals", project_of(folder)):
        if os.path.lexists(place / FILE):
            raise _inside_project(str(place / FILE))
    if inside(machine_folder() / FILE, folder):
        raise _inside_project(str(machine_folder() / FILE))


def _inside_project(shown: str) -> Refused:
    say = f"{shown} lies inside the project, and a trust root there can't be believed: whoever changes the app could"
    return refused("root-in-project", f"{say} change it too", "take it away; IT's root comes from outside", True)
