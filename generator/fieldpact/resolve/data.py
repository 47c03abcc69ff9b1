"""Reference data: CSV beside the spec -> canonical rows, every mistake placed in its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from fieldpact.findings import Finding, Span
from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.table import Table
from fieldpact.resolve.cells import WRITTEN, written_value
from fieldpact.suggest import nearest

MAX_FINDINGS_A_FILE = 20


class _Reader(Protocol):
    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


class _Writer(Protocol):
    def writerow(self, row: Sequence[str], /) -> object: ...


@dataclass(slots=True)
class _File:
    name: str
    findings: list[Finding]

    def report(self, code: str, line: int, message: str, hint: str = "") -> None:
        if len(self.findings) < MAX_FINDINGS_A_FILE:
            self.findings.append(Finding(code, message, Span(self.name, line, 1, line, 1), path=self.name, hint=hint))


def read_rows(app: App, table: Table, name: str, data: bytes) -> tuple[bytes, list[Finding]]:
    """Canonical CSV (id and fields in the spec's order) of a table, and what is wrong with the file.

    `name` is the file's path as shown in findings. Line numbers are those of the file.
    """
    file = _File(name, [])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        file.report("not-utf8", line, "this file is not UTF-8 text", "in Excel, save it as 'CSV UTF-8'")
        return b"", file.findings
    if "\0" in text:
        file.report("not-text", 1, "this file has NUL characters in it and is not a CSV text", "save it again as 'CSV UTF-8'")
        return b"", file.findings
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = [field for field in table.fields if field.type not in ("lines", "note")]
    writer.writerow(["id", *(field.name for field in columns)])
    try:
        _copy(app, table, columns, reader, writer, file)
    except csv.Error as problem:
        file.report("bad-csv", reader.line_num, f"this row can't be read: {problem}")
    return out.getvalue().encode(), file.findings


def _delimiter(text: str) -> str:
    """Excel writes `;` where the comma is the decimal sign."""
    first = text.split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _copy(app: App, table: Table, columns: list[Field], reader: _Reader, writer: _Writer, file: _File) -> None:
    header = next(reader, None)
    if header is None:
        file.report("bad-csv", 1, "this file is empty", "its first row names the columns: id, " + ", ".join(f.name for f in columns))
        return
    header = [name.strip() for name in header]
    known = {"id", *(field.name for field in columns)}
    for name in header:
        if name not in known:
            guess = nearest(name, known)
            hint = f"did you mean {guess}?" if guess else f"add it to tables.{table.name}.fields, or take the column out"
            file.report("unknown-column", 1, f"{table.name} has no field {name!r}", hint)
    if "id" not in header:
        file.report("missing-column", 1, "there is no column id", "add one with a short key of its own for each row, such as a0001")
        return
    seen: dict[str, int] = {}
    for row in reader:
        line = reader.line_num
        if not any(row):
            continue
        cells = dict(zip(header, row, strict=False))
        key = cells.get("id", "").strip()
        if len(row) > len(header):
            file.report("bad-csv", line, f"this row has {len(row)} values for {len(header)} columns", "put values with commas in quotes")
        if not key:
            file.report("missing-id", line, "this row has no id")
        elif key in seen:
            file.report("duplicate-id", line, f"the id {key!r} stands in row {seen[key]} too", "give each row an id of its own")
        seen.setdefault(key, line)
        writer.writerow([key, *(_canonical(app, field, cells.get(field.name, ""), line, file) for field in columns)])


def _canonical(app: App, field: Field, text: str, line: int, file: _File) -> str:
    """The stored form of a cell; "" for blank."""
    text = text.strip() if field.type not in ("text", "long_text") else text
    if text == "":
        return ""
    options = [option.value for option in field.options]
    given = [part.strip() for part in text.split(";")] if field.type == "choices" else [text]
    for value in given if options else ():
        if value not in options:
            guess = nearest(value, options)
            hint = f"did you mean {guess}?" if guess else "options are: " + ", ".join(options)
            file.report("wrong-value", line, f"{field.name}: {value!r} is none of its options", hint)
            return ""
    stored = written_value(field.type, text, app.currency)
    if stored is None:
        file.report("wrong-value", line, f"{field.name}: {text!r} is not {WRITTEN[field.type]}")
        return ""
    return stored
