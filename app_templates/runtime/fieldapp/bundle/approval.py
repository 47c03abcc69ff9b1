"""The approval that a release carries, and whether it holds: who signed for exactly this bundle, and are they enough.

A draft has none. A release stands beside `trust.json`, which holds the public keys of those who may sign; it came with
the app itself, so that no bundle can bring its own. Lanes and rules were looked at where people signed; what an app
can see for itself is that nothing was changed since, and by whom it was approved.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldapp.app.definition import AppDef
from fieldapp.bundle.dsse import PAYLOAD_TYPE, BadEnvelope, Envelope, parse_envelope, read_public, signers
from fieldapp.bundle.seal import APPROVAL, SEAL, BundleRefused, parse_json
from fieldapp.unchanging import unchanging

TRUST = "trust.json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://fieldpact.dev/approval/v1"
FORMAT = 1
LANES = ("green", "amber", "red")
"""The mildest first."""
APPROVERS = frozenset({"reviewer", "it", "privacy"})
AUTOMATIC = "ci"
_SEALED = f"src/bundle/{SEAL}"


@unchanging
class Signer:
    """Whose key it is: one number a person, however many keys they have."""

    person: int
    roles: frozenset[str]


@unchanging
class Trust:
    """trust.json: keys and signers by the id of the key, and how many people each lane asks for."""

    keys: Mapping[str, bytes]
    signers: Mapping[str, Signer]
    thresholds: Mapping[str, int]


@unchanging
class _Signed:
    """One envelope whose signature holds."""

    by: Signer
    said: Mapping[str, Any]
    sealed: str


def trust_beside(bundle: Path) -> Trust | None:
    """Whom the app beside the packaged `bundle` believes; None for a draft's. Raises `BundleRefused`."""
    path = bundle.parent / TRUST
    try:
        return read_trust(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise BundleRefused(f"{TRUST} can't be read: {problem.strerror or problem}") from problem


def read_trust(data: bytes) -> Trust:
    """Raises `BundleRefused` for anything that isn't exactly what a build writes."""
    match parse_json(data, TRUST):
        case {"format": 1, "keys": list(declared), "thresholds": dict(thresholds)} if declared:
            if thresholds.keys() == set(LANES) and all(type(n) is int and n >= 0 for n in thresholds.values()):
                keys, known = {}, {}
                for entry in declared:
                    keyid, keys[keyid], known[keyid] = _key(entry)
                return Trust(keys, known, thresholds)
    raise BundleRefused(f"{TRUST} has a format that this app doesn't know")


def _key(declared: object) -> tuple[str, bytes, Signer]:
    match declared:
        case {"id": str(keyid), "public": public, "person": int(person), "roles": list(roles)}:
            key = read_public(public)
            if key is not None and all(isinstance(role, str) for role in roles):
                return keyid, key, Signer(person, frozenset(roles))
    raise BundleRefused(f"{TRUST} has a key that can't be read")


def check_packaged(folder: Path, app: AppDef, trust: Trust | None) -> None:
    """The bundle that came with the app: a draft without `trust.json`, or an approved release with it."""
    if trust is not None:
        check_approval(folder, app, trust)
    elif not app.draft:
        raise BundleRefused(f"{TRUST} is missing: this release can't tell who may approve it")


def check_approval(folder: Path, app: AppDef, trust: Trust, today: dt.date | None = None) -> None:
    """Raises `BundleRefused` unless the people in `trust` approved the sealed bundle in `folder`, which holds `app`.

    An approval's term is looked at only where `today` is given: when a bundle comes. One that runs goes on running.
    """
    if app.draft:
        raise BundleRefused("it is a draft, and this app takes releases only")
    try:
        sealed = hashlib.sha256((folder / SEAL).read_bytes()).hexdigest()
        envelopes = _envelopes((folder / APPROVAL).read_bytes())
    except FileNotFoundError:
        raise BundleRefused(f"{APPROVAL} is missing: nobody approved this release") from None
    except OSError as problem:
        raise BundleRefused(f"{APPROVAL} can't be read: {problem.strerror or problem}") from problem
    signed = [each for envelope in envelopes for each in _signed(envelope, trust)]
    about = [each for each in signed if each.sealed == sealed and _is_of(each.said, app)]
    if not about:
        raise BundleRefused("nobody whom this app knows signed exactly this release")
    if any(each.said.get("kind") == "revoked" and each.by.roles & APPROVERS for each in signed):
        raise BundleRefused("its approval was revoked")
    _enough(about, trust)
    if today is not None and any(_past(each.said.get("expires"), today) for each in about):
        raise BundleRefused("its approval has expired")


def _envelopes(data: bytes) -> list[Envelope]:
    match parse_json(data, APPROVAL):
        case {"format": 1, "envelopes": list(declared)}:
            try:
                return [parse_envelope(each) for each in declared]
            except BadEnvelope as problem:
                raise BundleRefused(f"{APPROVAL} has an envelope that can't be used: {problem.reason}") from problem
    raise BundleRefused(f"{APPROVAL} has a format that this app doesn't know")


def _signed(envelope: Envelope, trust: Trust) -> list[_Signed]:
    """Its statement, once for each key that signed it."""
    holding = signers(envelope, trust.keys)
    if not holding or envelope.payload_type != PAYLOAD_TYPE:
        return []
    match parse_json(envelope.payload, APPROVAL):
        case {"_type": type_, "predicateType": kind, "subject": list(subject), "predicate": dict(said)}:
            if type_ == STATEMENT and kind == PREDICATE:
                return [_Signed(trust.signers[keyid], said, _sealed(subject)) for keyid in sorted(holding)]
    return []


def _sealed(subject: list[Any]) -> str:
    """The digest of seal.json that the statement is about."""
    for entry in subject:
        match entry:
            case {"name": name, "digest": {"sha256": str(digest)}} if name == _SEALED:
                return digest
    return ""


def _is_of(said: Mapping[str, Any], app: AppDef) -> bool:
    return said.get("app") == app.id and said.get("version") == app.version and said.get("lane") in LANES


def _enough(signed: list[_Signed], trust: Trust) -> None:
    authors = {each.by.person for each in signed if each.said["kind"] == "submitted"}
    approved = [each for each in signed if each.said["kind"] == "approved"]
    people = {each.by.person for each in approved if each.by.roles & APPROVERS} - authors
    lane = max((each.said["lane"] for each in signed), key=LANES.index)
    needed = trust.thresholds[lane]
    if lane == LANES[0] and not any(AUTOMATIC in each.by.roles for each in approved):
        needed = max(needed, 1)
    if len(people) < needed:
        people_needed = "1 person" if needed == 1 else f"{needed} people"
        raise BundleRefused(f"a release of the {lane} lane needs {people_needed}; {len(people)} approved it")


def _past(expires: object, today: dt.date) -> bool:
    try:
        return dt.date.fromisoformat(str(expires)) < today
    except ValueError:
        return True
