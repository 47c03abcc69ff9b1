"""Reference data: CSV beside the spec -> canonical rows, every mistake placed in its row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Span
from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.table import Table
from fieldpact.resolve.cells import WRITTEN, written_value
from fieldpact.resolve.entries import built_in
from fieldpact.resolve.options import some_of
from fieldpact.resolve.types import held
from fieldpact.spec.characters import UNSEEN, complaint
from fieldpact.suggest import nearest

MAX_FINDINGS_A_FILE = 20

_MOST_CANDIDATES = 2_000
"""Among more ids than this the nearest is not looked for: it would take longer than finding it by eye."""


_OWNER = built_in("owner", "link", "person")
"""A column that a file may have without the spec declaring it, as records have the field."""


class _Reader(Protocol):
    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


class _Writer(Protocol):
    def writerow(self, row: Sequence[str], /) -> object: ...


@unchanging
class _Link:
    """A cell that names a row of another table."""

    line: int
    field: str
    to: str
    value: str


@dataclass(slots=True)
class Rows:
    """A reference table's file: `name` as findings show it, `data` its canonical CSV, `ids` with their lines."""

    name: str
    data: bytes = b""
    ids: dict[str, int] = field(default_factory=dict)
    links: list[_Link] = field(default_factory=list)
    pictures: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, field and path beside the spec of each picture that a cell names."""
    mistakes: list[Finding] = field(default_factory=list)

    def report(self, code: str, line: int, message: str, hint: str = "") -> None:
        self.mistakes.append(Finding(code, message, Span(self.name, line, 1, line, 1), path=self.name, hint=hint))

    def findings(self) -> list[Finding]:
        """The first mistakes of the file, and how many more there are."""
        shown = self.mistakes[:MAX_FINDINGS_A_FILE]
        if len(self.mistakes) > len(shown):
            last = shown[-1]
            more = f"and {len(self.mistakes) - len(shown)} more in this file"
            shown.append(Finding("more-mistakes", more, last.span, path=self.name))
        return shown


def read_rows(app: App, table: Table, name: str, data: bytes) -> Rows:
    """The canonical rows (id and fields in the spec's order) of a table's file, with what is wrong with it.

    Line numbers are those of the file, for a row over several lines its first. Links are judged by `check_links`.
    """
    rows = Rows(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        rows.report("not-utf8", line, "this file is not UTF-8 text", "in Excel, save it as 'CSV UTF-8'")
        return rows
    if "\0" in text:
        hint = "save it again as 'CSV UTF-8'"
        rows.report("not-text", 1, "this file has NUL characters in it and is not a CSV text", hint)
        return rows
    # Strict, since a quote that is never closed would else swallow the rest of the file in silence.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    out = io.StringIO()
    columns = [field for field in table.fields if field.type != "note"]
    line = 1
    try:
        header = next(reader, None)
        line = reader.line_num + 1
        if header is not None and _OWNER.name in map(str.strip, header) and table.at != ("people",):
            columns.append(_OWNER)
        if _check_header(table, columns, header, rows) and header is not None:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(["id", *(field.name for field in columns)])
            names = [name.strip() for name in header]
            for row in reader:
                _copy(app, columns, names, row, line, writer, rows)
                line = reader.line_num + 1
    except csv.Error as problem:
        hint = "a quote that opens a value must close it; write a quote inside one twice"
        rows.report("bad-csv", line, f"this row can't be read: {problem}", hint)
    rows.data = out.getvalue().encode()
    return rows


def check_links(app: App, read: Mapping[str, Rows]) -> None:
    """Reports cells that name no row; `read` are all reference tables' rows by table."""
    for rows in read.values():
        for link in rows.links:
            target = read.get(link.to)
            if target is None or link.value in target.ids:
                continue
            guess = nearest(link.value, target.ids) if len(target.ids) <= _MOST_CANDIDATES else None
            hint = f"did you mean {guess}?" if guess else f"add the row to {target.name}, or mend the id here"
            say = f"{link.field}: {link.to} has no row with the id {link.value!r}"
            rows.report("unknown-id", link.line, say, hint)


def _delimiter(text: str) -> str:
    """Excel writes `;` where the comma is the decimal sign."""
    first = text.split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _check_header(table: Table, columns: list[Field], header: list[str] | None, rows: Rows) -> bool:
    """Whether there is a header with an id, so that rows can be read."""
    if header is None:
        hint = "its first row names the columns: id, " + ", ".join(field.name for field in columns)
        rows.report("bad-csv", 1, "this file is empty", hint)
        return False
    names = [name.strip() for name in header]
    known = {"id", *(field.name for field in columns)}
    for name, count in Counter(names).items():
        if name not in known:
            guess = nearest(name, known)
            hint = f"did you mean {guess}?" if guess else _where_to_add(table)
            rows.report("unknown-column", 1, f"{table.name} has no field {name!r}", hint)
        elif count > 1:
            rows.report("duplicate-column", 1, f"there are {count} columns {name!r}", "keep one of them")
    for field_ in columns:
        if field_.name not in names:
            hint = f"add it, or take {field_.name} out of tables.{table.name}.fields"
            if table.at == ("people",):
                hint = f"add it: each person has a {field_.name}"
            rows.report("missing-column", 1, f"there is no column {field_.name}", hint)
    if "id" not in names:
        hint = "add one with a short key of its own for each row, such as a0001"
        rows.report("missing-column", 1, "there is no column id", hint)
    return "id" in names


def _where_to_add(table: Table) -> str:
    if table.at == ("people",):
        return "a person has id, name, role, territory, manager and email; take the column out"
    return f"add it to tables.{table.name}.fields, or take the column out"


def _copy(
    app: App, columns: list[Field], names: list[str], row: list[str], line: int, writer: _Writer, rows: Rows
) -> None:
    if not any(cell.strip() for cell in row):
        return
    if len(row) > len(names):
        say = f"this row has {len(row)} values for {len(names)} columns"
        rows.report("bad-csv", line, say, "put values with commas in quotes")
    cells = dict(zip(names, row, strict=False))
    key = cells.get("id", "").strip()
    odd = UNSEEN.search(key)
    if odd:
        rows.report("odd-character", line, f"id: {complaint(odd[0])}", "delete it and type the text anew")
    if not key:
        rows.report("missing-id", line, "this row has no id", "give each row a short key of its own, such as a0001")
    elif key in rows.ids:
        say = f"the id {key!r} stands in row {rows.ids[key]} too"
        rows.report("duplicate-id", line, say, "give each row an id of its own")
    rows.ids.setdefault(key, line)
    writer.writerow([key, *(_canonical(app, field, cells.get(field.name, ""), line, rows) for field in columns)])


def _canonical(app: App, field: Field, text: str, line: int, rows: Rows) -> str:
    """The stored form of a cell; "" for blank."""
    text = text.strip() if field.type not in ("text", "long_text") else text
    if text == "":
        return ""
    odd = UNSEEN.search(text.replace("\r\n", "\n"))
    if odd:
        rows.report("odd-character", line, f"{field.name}: {complaint(odd[0])}", "delete it and type the text anew")
        return ""
    if field.to:
        rows.links.append(_Link(line, field.name, field.to, text))
    options = field.listed or [option.value for option in field.options]
    given = [part.strip() for part in text.split(";")] if field.type in ("choices", "rank", "photo") else [text]
    for value in given if options else ():
        if value not in options:
            guess = nearest(value, options) if len(options) <= _MOST_CANDIDATES else None
            hint = f"did you mean {guess}?" if guess else "options are: " + some_of(options)
            rows.report("wrong-value", line, f"{field.name}: {value!r} is none of its options", hint)
            return ""
    if field.type == "photo":
        rows.pictures += [(line, field.name, name) for name in given]
    stored = written_value(held(field), text, app.currency)
    if stored is None:
        rows.report("wrong-value", line, f"{field.name}: {text!r} is not {WRITTEN[held(field)]}")
        return ""
    return stored
