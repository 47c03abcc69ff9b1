"""What a person's own records pointed to last: the few that a link offers first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fieldapp.app.definition import FieldDef, Formula
from fieldapp.data.database import Database, quoted
from fieldapp.data.shape import Shape
from fieldapp.data.world import StoredWorld
from fieldapp.formula.world import World

_LOOKED_AT: Final = 1_000
"""Of the newest records so many are looked at: what was picked longer ago is not recent."""


def recent(
    database: Database,
    shapes: Mapping[str, Shape],
    seen: StoredWorld,
    world: World,
    link: FieldDef,
    where: Formula | None,
    records: Sequence[Mapping[str, Any]],
    limit: int,
) -> list[str]:
    """Ids of the last different records that this person's stored records point to by `link`, the latest first.

    Only those that are still there, that the person may read, and that `where` allows after the `records` of a form.
    """
    table, *lines = link.path.split(".")[:-1]
    if link.to is None or table not in shapes:
        return []
    with database.read() as connection:
        # A sealed link gives no id that a record has.
        rows = connection.execute(
            _statement(shapes[table], lines, link.name), [_LOOKED_AT, str(seen.me()["id"])]
        ).fetchall()
    found: list[str] = []
    for key in dict.fromkeys(key for (key,) in rows if isinstance(key, str)):
        candidate = seen.record(link.to, key)
        if candidate is not None and (where is None or where.call(world, *records, candidate) is True):
            found.append(key)
            if len(found) == limit:
                break
    return found


def _statement(shape: Shape, lines: Sequence[str], name: str) -> str:
    """What the link holds in the newest records, theirs or their rows', in the order of their making."""
    newest = f"SELECT * FROM {quoted(shape.table)} ORDER BY _row DESC LIMIT ?"
    column = quoted(name)
    if not lines:
        return f"SELECT {column} FROM ({newest}) AS record WHERE owner IS ? AND {column} IS NOT NULL ORDER BY _row DESC"
    rows = quoted(".".join((shape.table, *lines)))
    return (
        f"SELECT line.{column} FROM ({newest}) AS record JOIN {rows} AS line ON line._record = record.id"
        f" WHERE record.owner IS ? AND line.{column} IS NOT NULL ORDER BY record._row DESC, line._position"
    )
