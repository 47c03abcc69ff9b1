"""The people of drafts and tests: a file beside the spec, or one invented person for each role."""

from __future__ import annotations

import csv
import io
import itertools

from fieldpact.model.app import App
from fieldpact.model.field import Field, Option
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table
from fieldpact.model.text import Text
from fieldpact.resolve.data import Rows, read_rows

PERSON = "person"
_NEEDED = ("name", "role")
_TYPES = {"name": "text", "role": "choice", "territory": "text", "manager": "link", "email": "email"}


def read_people(app: App, name: str, data: bytes) -> Rows:
    """The canonical rows of the file, judged like those of a reference table; columns but id, name, role may miss."""
    header = data.decode("utf-8-sig", "replace").split("\n", 1)[0].replace(";", ",").split(",")
    there = {column.strip().strip('"') for column in header}
    needed = _NEEDED if app.roles else _NEEDED[:1]
    return read_rows(app, _table(app, {*needed, *there}), name, data)


def invented_people(app: App) -> bytes:
    """One person for each role, called as the role is, whose manager has the role declared after it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "name", "role", "manager"])
    roles = [*app.roles, ""]
    for role, manager in itertools.pairwise(roles):
        writer.writerow([role, app.roles[role].first(), role, manager])
    return out.getvalue().encode()


def _table(app: App, columns: set[str]) -> Table:
    """People as a reference table, with those of their columns that the file has."""

    def text(key: str) -> Text:
        return Text(key, {}, given=False)

    fields = tuple(
        Field(
            name=name,
            type=kind if app.roles or kind != "choice" else "text",
            path=f"{PERSON}.{name}",
            at=("people",),
            label=text(name),
            options=tuple(Option(role, label) for role, label in app.roles.items()) if kind == "choice" else (),
            to=PERSON if kind == "link" else None,
        )
        for name, kind in _TYPES.items()
        if name in columns
    )
    title = Formula(f"{PERSON}.title", "name", ["field", 0, "name"], "Text", ("name",), ("people",))
    return Table(PERSON, ("people",), text(PERSON), text(PERSON), title, fields, source=app.people)
