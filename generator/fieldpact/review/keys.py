"""Signing keys. They belong to people; the private half stays on its owner's machine, locked with a passphrase."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from fieldapp.bundle.dsse import PAYLOAD_TYPE, Envelope, Signature, key_id, pae, read_public
from fieldapp.unchanging import unchanging
from fieldpact.review.machine import machine_folder, write_secret
from fieldpact.review.refusal import person_named, refused

FORMAT = 1
VARIABLE = "FIELDPACT_KEY"
SHORTEST = 10
"""Characters of a passphrase."""
_COST = 2**15
_ADDRESS = re.compile(r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(\.[a-z0-9-]+)+")

AskPassphrase = Callable[[str], str]
"""Asks the person at the machine for the passphrase of somebody's key."""


@unchanging
class Key:
    """An unlocked key. It is never shown: its repr has no private part."""

    person: str
    public: bytes
    _private: Ed25519PrivateKey = field(repr=False)

    @property
    def keyid(self) -> str:
        return key_id(self.public)

    def sign(self, payload: bytes) -> Envelope:
        """A DSSE envelope of an in-toto statement."""
        signature = self._private.sign(pae(PAYLOAD_TYPE, payload))
        return Envelope(payload, PAYLOAD_TYPE, (Signature(self.keyid, signature),))


@unchanging
class PublicKey:
    """What may be shown of a key."""

    person: str
    public: bytes

    @property
    def keyid(self) -> str:
        return key_id(self.public)

    @property
    def text(self) -> str:
        return base64.b64encode(self.public).decode("ascii")


def person_of(address: str) -> str:
    """An e-mail address as keys and the root name people; raises `Refused` for anything else."""
    person = person_named(address)
    if not _ADDRESS.fullmatch(person):
        raise refused("bad-address", f"{address!r} is not an e-mail address", "write it as name@company.com", True)
    return person


def new_key(person: str, passphrase: str, folder: Path | None = None) -> PublicKey:
    """Makes a person's key and keeps it on this machine. One that is there already is left alone."""
    if len(passphrase) < SHORTEST:
        raise refused("short-passphrase", f"a passphrase has at least {SHORTEST} characters", unusable=True)
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    salt, nonce = os.urandom(16), os.urandom(12)
    locked = AESGCM(_stretched(passphrase, salt, _COST)).encrypt(nonce, private.private_bytes_raw(), person.encode())
    declared = {
        "format": FORMAT,
        "person": person,
        "public": _text(public),
        "locked": {"scrypt": _COST, "salt": _text(salt), "nonce": _text(nonce), "key": _text(locked)},
    }
    write_secret(_place(person, folder), _json(declared))
    return PublicKey(person, public)


def new_machine_key(person: str, path: Path) -> PublicKey:
    """Makes the key of a build server: an unlocked file, to be handed to its store of secrets as FIELDPACT_KEY."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    declared = {"format": FORMAT, "person": person, "public": _text(public), "key": _text(private.private_bytes_raw())}
    write_secret(path, _json(declared))
    return PublicKey(person, public)


def known_keys(folder: Path | None = None) -> list[PublicKey]:
    """The keys of this machine; files that are none are left out."""
    place = folder or machine_folder() / "keys"
    found = []
    for path in sorted(place.glob("*.json")) if place.is_dir() else []:
        declared = _read(path)
        public = read_public(declared.get("public"))
        if public is not None:
            found.append(PublicKey(str(declared.get("person")), public))
    return found


def open_key(who: str | None, ask: AskPassphrase, surroundings: Mapping[str, str] = os.environ) -> Key:
    """The key to sign with: FIELDPACT_KEY, else that of `who`, else the only one on this machine."""
    if given := surroundings.get(VARIABLE):
        return _machine_key(given)
    known = known_keys()
    wanted = person_of(who) if who else known[0].person if len(known) == 1 else None
    if wanted is None:
        names = ", ".join(key.person for key in known)
        if known:
            raise refused("which-key", f"this machine has several keys: {names}", "say whose with --as", True)
        raise refused("no-key", "there is no key on this machine", "make yours: fieldpact keys new YOUR@ADDRESS", True)
    declared = _read(_place(wanted, None))
    if not declared:
        raise refused("no-key", f"this machine has no key of {wanted}", f"fieldpact keys new {wanted}", True)
    return _unlocked(declared, wanted, ask)


def _machine_key(text: str) -> Key:
    try:
        declared = json.loads(text)
        private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(declared["key"], validate=True))
        return Key(person_of(declared["person"]), private.public_key().public_bytes_raw(), private)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        hint = "it holds the whole content of the file that fieldpact keys new --ci FILE wrote"
        raise refused("bad-key", f"{VARIABLE} is not a key", hint, True) from None


def _unlocked(declared: Mapping[str, Any], person: str, ask: AskPassphrase) -> Key:
    try:
        locked = declared["locked"]
        salt, nonce, sealed = (base64.b64decode(locked[name], validate=True) for name in ("salt", "nonce", "key"))
        cost = int(locked["scrypt"])
        if not 2**14 <= cost <= 2**20 or cost & (cost - 1):
            raise ValueError("an odd cost")
        raw = AESGCM(_stretched(ask(person), salt, cost)).decrypt(nonce, sealed, person.encode())
        private = Ed25519PrivateKey.from_private_bytes(raw)
    except InvalidTag:
        raise refused("wrong-passphrase", f"that isn't the passphrase of {person}'s key", unusable=True) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise refused("bad-key", f"the key of {person} on this machine is damaged", "make a new one", True) from None
    return Key(person, private.public_key().public_bytes_raw(), private)


def _stretched(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())


def _place(person: str, folder: Path | None) -> Path:
    return (folder or machine_folder() / "keys") / f"{person}.json"


def _read(path: Path) -> Mapping[str, Any]:
    try:
        declared = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return declared if isinstance(declared, dict) and declared.get("format") == FORMAT else {}


def _json(declared: Mapping[str, Any]) -> bytes:
    return (json.dumps(declared, indent=1) + "\n").encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
