"""Sealing: restricted values are encrypted one by one, with their place bound in, wherever they touch the disk.

AES-256-GCM under a random key from the device's key store. What is bound in is `table|field|record`, so that a value
can't be moved to another record or field; a field that was renamed since opens its values by its former names. In
memory, where formulas and forms need them, values are plain.

In SQLite a sealed value is a BLOB, which no plain value ever is; in JSON it is `{"_sealed": "…"}`, a name that no
field can have. Whether there is a value shows; how long it is shows to the next 32 bytes only.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from fieldapp.data.problem import DataProblem
from fieldapp.unchanging import unchanging

MARK: Final = "_sealed"
_VERSION: Final = b"\x01"
_NONCE: Final = 12
_STEP: Final = 32
_FILE: Final = b"FIELDAPP-SEALED-1\n"

Paths = tuple[str, ...]
"""The names of one field, `visit.lines.note`: today's first, then those of earlier releases."""


class Cipher:
    """Seals and opens bytes under one key."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)
        self._names = hmac.digest(key, b"names of files", "sha256")
        self.fingerprint = hashlib.sha256(b"fieldapp key " + key).hexdigest()[:32]
        """Tells one key from another and says nothing about it."""

    def seal(self, plain: bytes, place: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, places: Iterable[str]) -> bytes:
        """Raises `DataProblem` for what was changed, or was sealed for another place or under another key."""
        from cryptography.exceptions import InvalidTag

        nonce, rest = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        if sealed[:1] == _VERSION:
            for place in places:
                try:
                    return self._cipher.decrypt(nonce, rest, place.encode())
                except InvalidTag:
                    continue
        raise DataProblem("storage_damaged", {"detail": "a sealed value doesn't open"})

    def name_of(self, data: bytes) -> str:
        """A name for a file by its content, which tells nothing of it to whoever lacks the key."""
        return hmac.digest(self._names, data, "sha256").hex()


class Seal(Protocol):
    """What stands between one field and the disk."""

    def seal(self, value: Any, record: str) -> bytes: ...

    def open(self, sealed: bytes, record: str) -> Any: ...


@unchanging
class FieldSeal:
    """Seals the values of one field. `record` is a record's id; for a row of lines `<record id>/<row id>`."""

    cipher: Cipher
    paths: Paths

    def seal(self, value: Any, record: str) -> bytes:
        plain = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
        padded = plain.ljust(-(-len(plain) // _STEP) * _STEP)
        return self.cipher.seal(padded, _place(self.paths[0], record))

    def open(self, sealed: bytes, record: str) -> Any:
        return json.loads(self.cipher.open(sealed, (_place(path, record) for path in self.paths)))


class ClosedSeal:
    """Reads sealed values as blank: for whatever is worked out of a record and stored without a seal."""

    def seal(self, value: Any, record: str) -> bytes:
        raise TypeError("nothing is written through a closed view of the records")

    def open(self, sealed: bytes, record: str) -> Any:
        return None


class Seals:
    """The seals of one app's restricted fields, found by any name that a field ever had."""

    def __init__(self, cipher: Cipher, fields: Iterable[Paths]) -> None:
        self.cipher = cipher
        self.fields = tuple(sorted(fields))
        self.names = frozenset(path.rpartition(".")[2] for paths in self.fields for path in paths[:1])
        """The last parts of their names."""
        self._by_path: dict[str, FieldSeal] = {}
        for paths in self.fields:
            for path in paths:
                self._by_path.setdefault(path, FieldSeal(cipher, paths))
        self._above = {path[:at] for path in self._by_path for at, sign in enumerate(path) if sign == "."}
        self._draft = FieldSeal(cipher, ("draft.*",))

    def at(self, path: str) -> FieldSeal | None:
        """The seal of the field at `visit.lines.note`; None where its values are kept as they are."""
        return self._by_path.get(path)

    def sealed(self, table: str, record: str, doc: Mapping[str, Any]) -> dict[str, Any]:
        """A record, or some of its fields, in canonical JSON, with everything sealed that has to be."""
        return self._doc(table, record, doc, self._seal_json)

    def opened(self, table: str, record: str, doc: Mapping[str, Any]) -> dict[str, Any]:
        """The same with everything plain. What the app has no field for any more stays sealed."""
        return self._doc(table, record, doc, _open_json)

    def sealed_pairs(self, table: str, record: str, changes: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
        """Values before and after a change, by field."""
        return {name: self._sides(table, record, name, pair, self._seal_json) for name, pair in changes.items()}

    def opened_pairs(self, table: str, record: str, changes: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
        return {name: self._sides(table, record, name, pair, _open_json) for name, pair in changes.items()}

    def sealed_draft(self, draft: str, doc: Mapping[str, Any]) -> dict[str, Any]:
        """A draft is sealed whole: what was typed stands in many places of it."""
        return _marked(self._draft.seal(doc, draft))

    def opened_draft(self, draft: str, doc: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = dict(doc)
        if is_marked(doc):
            found = self._draft.open(_unmarked(doc), draft)
        return found

    def sealed_file(self, name: str, data: bytes) -> bytes:
        return _FILE + self.cipher.seal(data, _place("attachment.*", name))

    def opened_file(self, name: str, data: bytes) -> bytes:
        return self.cipher.open(data[len(_FILE) :], (_place("attachment.*", name),)) if is_sealed_file(data) else data

    def _sides(self, table: str, record: str, name: str, pair: Sequence[Any], turn: _Turn) -> list[Any]:
        return [self._doc(table, record, {name: side}, turn)[name] for side in pair]

    def _doc(self, at: str, record: str, doc: Mapping[str, Any], turn: _Turn) -> dict[str, Any]:
        if at not in self._above:
            return dict(doc)
        found = dict(doc)
        for name, value in doc.items():
            path = f"{at}.{name}"
            if value is None:
                continue
            if (seal := self._by_path.get(path)) is not None:
                found[name] = turn(seal, value, record)
            elif path in self._above and isinstance(value, list):
                top = record.partition("/")[0]
                found[name] = [self._doc(path, f"{top}/{row['id']}", row, turn) for row in value]
        return found

    @staticmethod
    def _seal_json(seal: FieldSeal, value: Any, record: str) -> Any:
        return value if is_marked(value) else _marked(seal.seal(value, record))


class _Turn(Protocol):
    def __call__(self, seal: FieldSeal, value: Any, record: str, /) -> Any: ...


def _open_json(seal: FieldSeal, value: Any, record: str) -> Any:
    return seal.open(_unmarked(value), record) if is_marked(value) else value


def is_marked(value: Any) -> bool:
    """Whether the JSON value is a sealed one."""
    return isinstance(value, Mapping) and value.keys() == {MARK}


def is_sealed_file(data: bytes) -> bool:
    return data.startswith(_FILE)


def _marked(sealed: bytes) -> dict[str, Any]:
    return {MARK: base64.b64encode(sealed).decode()}


def _unmarked(value: Mapping[str, Any]) -> bytes:
    return base64.b64decode(value[MARK])


def _place(path: str, record: str) -> str:
    table, _, field = path.partition(".")
    return f"{table}|{field}|{record}"
