"""Signed envelopes: a payload, its type and signatures over both (DSSE 1.0). Shared by the compiler and the app."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping

from fieldapp.unchanging import unchanging

PAYLOAD_TYPE = "application/vnd.in-toto+json"
MAX_BYTES = 8_000_000
_KEY_BYTES = 32


class BadEnvelope(Exception):
    """It can't be read as an envelope; `reason` says why in one sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@unchanging
class Signature:
    """`keyid` only helps to find the key; nothing is believed because of it."""

    keyid: str
    sig: bytes


@unchanging
class Envelope:
    payload: bytes
    payload_type: str
    signatures: tuple[Signature, ...]

    def to_json(self) -> bytes:
        """The recommended JSON envelope; the same envelope gives the same bytes."""
        declared = {
            "payloadType": self.payload_type,
            "payload": _encoded(self.payload),
            "signatures": [{"keyid": each.keyid, "sig": _encoded(each.sig)} for each in self.signatures],
        }
        return (json.dumps(declared, indent=1) + "\n").encode()


def pae(payload_type: str, payload: bytes) -> bytes:
    """What is signed: both parts with their lengths, so that neither can be taken for a piece of the other."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def key_id(public: bytes) -> str:
    """How a public key is called: the sha256 of its 32 bytes."""
    return hashlib.sha256(public).hexdigest()


def read_public(text: object) -> bytes | None:
    """A public key as people hand it on, in base64; None for anything else."""
    try:
        key = _decoded(text)
    except BadEnvelope:
        return None
    return key if len(key) == _KEY_BYTES else None


def read_envelope(data: bytes) -> Envelope:
    """The envelope in a file; raises `BadEnvelope`. Keys that the format doesn't know are left out of account."""
    if len(data) > MAX_BYTES:
        raise BadEnvelope(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        return parse_envelope(json.loads(data.decode("utf-8")))
    except (ValueError, RecursionError):
        raise BadEnvelope("it is not readable JSON") from None


def parse_envelope(declared: object) -> Envelope:
    """The envelope in a JSON value; raises `BadEnvelope`."""
    match declared:
        case {"payloadType": str(kind), "payload": str(payload), "signatures": list(signatures)} if signatures:
            return Envelope(_decoded(payload), kind, tuple(_signature(each) for each in signatures))
    raise BadEnvelope("it has no payload with its type and signatures")


def signers(envelope: Envelope, keys: Mapping[str, bytes]) -> frozenset[str]:
    """Ids of those keys, out of `keys` (id -> public key), whose signature holds."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signed = pae(envelope.payload_type, envelope.payload)
    found = set()
    for signature in envelope.signatures:
        for keyid in [signature.keyid] if signature.keyid in keys else [] if signature.keyid else keys:
            try:
                Ed25519PublicKey.from_public_bytes(keys[keyid]).verify(signature.sig, signed)
            except (InvalidSignature, ValueError):
                continue
            found.add(keyid)
    return frozenset(found)


def _signature(declared: object) -> Signature:
    match declared:
        case {"sig": str(sig), **rest}:
            keyid = rest.get("keyid", "")
            return Signature(keyid if isinstance(keyid, str) else "", _decoded(sig))
    raise BadEnvelope("one of its signatures can't be read")


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decoded(text: object) -> bytes:
    """Standard and URL-safe base64 alike, as the protocol asks."""
    if not isinstance(text, str) or not text.isascii():
        raise BadEnvelope("a part of it is not base64")
    try:
        return base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        raise BadEnvelope("a part of it is not base64") from None
