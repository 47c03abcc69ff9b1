"""The key of a store's sealed values: found in the key store, made where nothing was sealed yet, never replaced."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

from fieldapp.app.definition import AppDef
from fieldapp.data.database import Database, connect
from fieldapp.data.keystore import KEY_BYTES, KeyStore
from fieldapp.data.opening import FILE
from fieldapp.data.problem import DataProblem
from fieldapp.data.sealed_fields import known_paths, sealed_fields
from fieldapp.data.sealing import Cipher, Paths, Seals

_KEY = "seal_key"
"""In the store's own values: which key it was sealed under, by its fingerprint."""
_FIELDS = "sealed"
"""Which fields are sealed in it, under all their names."""


def seals_of(database: Database, app: AppDef, keys: KeyStore) -> Seals | None:
    """The seals of the app over this store; None where nothing is sealed, now or before.

    `DataProblem("key_lost")` where the store was sealed under a key that isn't there any more: what is sealed stays as
    it is, and nothing is written over it.
    """
    fields = sealed_fields(app)
    with database.read() as connection:
        fingerprint, before = _kept(connection, _KEY), sealed_before(connection)
    if not fields and not before:
        return None
    known, today = known_paths(app), {path for paths in fields for path in paths}
    # What the app has no field for any more waits sealed: for the hub, or for a release that has the field again.
    fields += [paths for paths in before if not known.intersection(paths) and not today.intersection(paths)]
    key = keys.get(app.id)
    if key is None and fingerprint:
        raise DataProblem("key_lost")
    if key is None:
        key = os.urandom(KEY_BYTES)
        keys.set(app.id, key)
    try:
        cipher = Cipher(key)
    except ImportError as error:  # the app was packed when it had nothing to seal
        raise DataProblem("key_lost") from error
    if fingerprint and cipher.fingerprint != fingerprint:
        raise DataProblem("key_lost")
    return Seals(cipher, fields)


def sealed_before(connection: sqlite3.Connection) -> list[Paths]:
    """The fields that are sealed in the store as it is."""
    return [tuple(paths) for paths in json.loads(_kept(connection, _FIELDS) or "[]")]


def remember(connection: sqlite3.Connection, seals: Seals) -> None:
    """Writes down what is sealed from now on, and under which key; before anything is."""
    values = {_KEY: seals.cipher.fingerprint if seals.fields else "", _FIELDS: json.dumps(seals.fields)}
    for name, value in values.items():
        if _kept(connection, name) != value:
            connection.execute("INSERT OR REPLACE INTO kv (key, value) VALUES (?, ?)", (name, value))


def holds_sealed(folder: Path) -> bool:
    """Whether a store in the folder was ever sealed, so that its key can't be made anew."""
    path = folder / FILE
    if not path.exists():
        return False
    connection = connect(path)
    try:
        return bool(_kept(connection, _KEY))
    finally:
        connection.close()


def _kept(connection: sqlite3.Connection, name: str) -> str:
    there = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'kv'").fetchone()
    found = connection.execute("SELECT value FROM kv WHERE key = ?", (name,)).fetchone() if there else None
    return str(found[0]) if found else ""
