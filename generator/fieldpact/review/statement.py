"""What is signed: an in-toto statement about every file of a release, and what the signer says of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from fieldapp.bundle.approval import LANES, PREDICATE, STATEMENT
from fieldapp.unchanging import unchanging

Kind = Literal["submitted", "approved", "rejected", "revoked", "fine", "wrong"]
"""`fine` and `wrong` are what a reviewer says of a green release that was drawn for a look afterwards."""
KINDS: tuple[Kind, ...] = get_args(Kind)
DIGESTS = ("spec", "data", "images", "hooks", "lock", "governance", "runtime")
"""What a release is made of, each part with a digest of its own."""


@unchanging
class Statement:
    """One event in the life of a release.

    `number` is that of the submission; `base` the one that its lane was judged against, 0 for none; `owners` are the
    people whom the spec's pact names. `subject` maps files of the release to their digests, and the runtime's folder
    to its own. `audit_head` is the log's head before this event. `at` and `expires` are days.
    """

    kind: Kind
    number: int
    app: str
    version: str
    lane: str
    base: int
    subject: Mapping[str, Mapping[str, str]]
    digests: Mapping[str, str]
    owners: tuple[str, ...]
    by: str
    at: dt.date
    expires: dt.date
    root: int
    audit_head: str
    because: str = ""

    def to_json(self) -> bytes:
        """The bytes that are signed."""
        said = {
            "kind": self.kind,
            "submission": self.number,
            "app": self.app,
            "version": self.version,
            "lane": self.lane,
            "base": self.base,
            "digests": {name: self.digests[name] for name in DIGESTS},
            "owners": list(self.owners),
            "by": self.by,
            "at": self.at.isoformat(),
            "expires": self.expires.isoformat(),
            "root": self.root,
            "audit_head": self.audit_head,
            "because": self.because,
        }
        subject = [{"name": name, "digest": dict(self.subject[name])} for name in sorted(self.subject)]
        whole = {"_type": STATEMENT, "subject": subject, "predicateType": PREDICATE, "predicate": said}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def read_statement(payload: bytes) -> Statement | None:
    """The statement in a payload; None for anything else than what `to_json` writes."""
    try:
        match json.loads(payload.decode("utf-8")):
            case {"_type": type_, "subject": list(subject), "predicateType": kind, "predicate": dict(said)}:
                if (type_, kind) == (STATEMENT, PREDICATE):
                    return _statement(subject, said)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return None


def _statement(subject: list[Any], said: Mapping[str, Any]) -> Statement | None:
    digests = {name: _text(said["digests"][name]) for name in DIGESTS}
    found = Statement(
        kind=said["kind"],
        number=_count(said["submission"]),
        app=_text(said["app"]),
        version=_text(said["version"]),
        lane=said["lane"],
        base=_count(said["base"]),
        subject={
            _text(entry["name"]): {_text(k): _text(v) for k, v in entry["digest"].items()}
            for entry in subject
            if isinstance(entry, dict) and isinstance(entry["digest"], dict)
        },
        digests=digests,
        owners=tuple(_text(owner) for owner in said["owners"]),
        by=_text(said["by"]),
        at=dt.date.fromisoformat(said["at"]),
        expires=dt.date.fromisoformat(said["expires"]),
        root=_count(said["root"]),
        audit_head=_text(said["audit_head"]),
        because=_text(said["because"]),
    )
    whole = len(found.subject) == len(subject) and found.kind in KINDS and found.lane in LANES
    return found if whole else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("not a count")
    return value
