"""Numbers that the store gives to new records, within the transaction that saves them.

Each field counts on its own device: the code of the device stands in the number, so two devices never give the same
one. The counter only goes up, and a save that fails takes its step back with it: no gaps, and nothing given twice.
"""

from __future__ import annotations

import hashlib
import sqlite3

from fieldapp.app.definition import FieldDef
from fieldapp.data.database import quoted
from fieldapp.data.rows import Doc
from fieldapp.data.shape import Column, Shape
from fieldapp.fields.auto_number import number_in, numbered

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which people read as other signs."""
_CODE = "device_code"


def device_code(connection: sqlite3.Connection, device: str) -> str:
    """The device's six signs, made once from its id and kept: people read them out and type them."""
    found = connection.execute("SELECT value FROM kv WHERE key = ?", (_CODE,)).fetchone()
    if found:
        return str(found[0])
    digest = int.from_bytes(hashlib.sha256(device.encode()).digest()[:4], "big")
    code = "".join(_SIGNS[digest >> 5 * at & 31] for at in range(6))
    connection.execute("INSERT INTO kv (key, value) VALUES (?, ?)", (_CODE, code))
    return code


def number(connection: sqlite3.Connection, shape: Shape, doc: Doc, device: str) -> Doc:
    """The numbers that the record still lacks; nothing where it has them all."""
    lacking = [column for column in shape.columns if column.kind.given and doc.get(column.name) is None]
    if not lacking:
        return {}
    code = device_code(connection, device)
    return {column.name: _next(connection, shape, column, code) for column in lacking}


def _next(connection: sqlite3.Connection, shape: Shape, column: Column, code: str) -> str:
    key = f"number:{shape.name}.{column.name}"
    found = connection.execute("SELECT value FROM kv WHERE key = ?", (key,)).fetchone()
    last = int(found[0]) if found else _highest(connection, shape, column, code)
    connection.execute("INSERT OR REPLACE INTO kv (key, value) VALUES (?, ?)", (key, str(last + 1)))
    return numbered(_format(column.field), code, last + 1)


def _highest(connection: sqlite3.Connection, shape: Shape, column: Column, code: str) -> int:
    """The largest number that stands in the table: the field may have had another name, and its counter too."""
    texts = connection.execute(f"SELECT {quoted(column.name)} FROM {quoted(shape.table)}")
    given = (number_in(text, _format(column.field), code) for (text,) in texts if text is not None)
    return max((one for one in given if one is not None), default=0)


def _format(field: FieldDef) -> str:
    return field.format or "{device}-{0000}"
