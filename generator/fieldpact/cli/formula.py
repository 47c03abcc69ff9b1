"""`fieldpact formula eval | explain`: what a formula gives, and what it becomes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fieldapp.unchanging import unchanging
from fieldpact.cli.output import print_findings, spec_path

if TYPE_CHECKING:
    from fieldpact.formula.types import Type
    from fieldpact.model.app import App
    from fieldpact.resolve.env import Env, Schema

SPEC = click.option("--spec", type=click.Path(path_type=Path), help="The spec whose names the formula may use.")


@click.group("formula")
def command() -> None:
    """Try formulas, and see what they become."""


@command.command("eval")
@click.argument("expression", metavar="EXPR", required=False)
@SPEC
@click.option("--table", help="The table whose record the formula stands in.")
@click.option("--record", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Its values, as JSON.")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A file of JSON lines.")
def evaluate(
    expression: str | None, spec: Path | None, table: str | None, record: Path | None, batch: Path | None
) -> None:
    """The value of EXPR as JSON: its value and type, or the kind and message of its error.

    Numbers are decimal text, so that no digit is lost. A batch has a line {"expr": …, "scope": {…}} for each formula
    and gives a line for each.

    Exit status: 0 with a value, 1 with an error value, 2 the spec or record can't be read.
    """
    if (expression is None) == (batch is None):
        raise click.UsageError("give one formula, or a file of them with --batch")
    if batch is not None:
        for line in batch.read_text("utf-8-sig", errors="replace").splitlines():
            if line.strip():
                click.echo(json.dumps(_line(line), ensure_ascii=False))
        return
    from fieldpact.formula import value_of
    from fieldpact.formula.jsons import answer

    assert expression is not None
    place = _place(spec, table)
    value, kind = value_of(_bare(expression), place.env, [_values(place, record)], place.world)
    found = answer(value, kind)
    click.echo(json.dumps(found, ensure_ascii=False))
    raise SystemExit("error" in found)


@command.command("explain")
@click.argument("expression", metavar="EXPR")
@SPEC
@click.option("--at", help="Where in the spec the formula stands, such as tables.visit.fields.total.")
def explain(expression: str, spec: Path | None, at: str | None) -> None:
    """EXPR in canonical form, its type, what it depends on, and the Python that it becomes on the phone.

    Exit status: 0, or 1 where the formula has problems, 2 where the spec can't be read.
    """
    from fieldapp.formula.load import source
    from fieldpact.formula import compile, parse, show

    text = _bare(expression)
    compiled = compile(text, _at(spec, at).env)
    if compiled.tree is None:
        for problem in compiled.problems:
            click.echo(f"{text}\n{' ' * problem.start}{'^' * max(1, problem.end - problem.start)} {problem.message}")
            if problem.hint:
                click.echo(problem.hint)
        raise SystemExit(1)
    node, _ = parse(text)
    assert node is not None
    click.echo(f"formula      ={show(node)}")
    click.echo(f"type         {compiled.type}")
    click.echo(f"depends on   {', '.join(compiled.deps) or 'nothing'}")
    click.echo(f"tree         {json.dumps(compiled.tree, ensure_ascii=False)}")
    click.echo(f"\n{source(compiled.tree)}")


def _bare(expression: str) -> str:
    """Without the = that formulas in a spec begin with."""
    return expression.strip().removeprefix("=")


def _line(line: str) -> dict[str, Any]:
    """The answer to one line of a batch."""
    from fieldpact.formula import value_in
    from fieldpact.formula.jsons import answer, parse

    try:
        asked = parse(line)
    except ValueError as failure:
        return {"error": "InvalidLine", "message": f"This line is not JSON: {failure}"}
    text, scope = (asked.get("expr"), asked.get("scope") or {}) if isinstance(asked, dict) else (None, {})
    if not isinstance(text, str) or not isinstance(scope, dict):
        return {"error": "InvalidLine", "message": 'A line is {"expr": "1 + a", "scope": {"a": 2}}.'}
    return answer(*value_in(_bare(text), scope))


@unchanging
class Place:
    """Where a formula stands: the names in reach, the table of its record, and the stored records."""

    env: Env
    world: StoredRows
    fields: Mapping[str, Type] = field(default_factory=dict)


def _place(spec: Path | None, table: str | None) -> Place:
    """The place of a formula in a record of a table; a spec's only own table needs no naming."""
    schema, world = _schema(spec)
    if table is None:
        return Place(schema.env(()), world)
    if table not in schema.fields:
        raise click.UsageError(f"there is no table {table}")
    return Place(schema.env([schema.record_scope(table)]), world, schema.fields[table])


def _at(spec: Path | None, at: str | None) -> Place:
    """The place that a path in the spec names: in a record, or in a row of its lines."""
    from fieldpact.formula.types import TableType

    parts = (at or "").split(".")
    if not at or parts[0] != "tables" or len(parts) < 2:
        return _place(spec, None)
    place = _place(spec, parts[1])
    lines = place.fields.get(parts[3]) if len(parts) > 5 and parts[2] == "fields" and parts[4] == "fields" else None
    if isinstance(lines, TableType):
        return Place(place.env.inner(lines.row, lines.fields), place.world, place.fields)
    return place


def _schema(spec: Path | None) -> tuple[Schema, StoredRows]:
    from fieldpact.pipeline import read_model
    from fieldpact.resolve.context import Context
    from fieldpact.resolve.env import Schema, build_schema
    from fieldpact.spec.read import read_spec

    if spec is None:
        return Schema({}), StoredRows({}, "en-US")
    reading = read_model(spec_path(spec))
    document, _ = read_spec(reading.document)
    if document is None:
        print_findings(reading.findings, reading.sources)
        raise SystemExit(2)
    lists = {name: dict(options) for name, options in document.choices.items()}
    context = Context(reading.document, tuple(document.app.languages), lists)
    schema = build_schema(context, document)
    return schema, StoredRows(_reference_rows(schema, reading.reference, reading.app), context.languages[0])


def _reference_rows(schema: Schema, files: Mapping[str, bytes], app: App | None) -> dict[str, list[dict[str, Any]]]:
    return {name: list(_rows(schema.fields[name], data)) for name, data in files.items()} if app is not None else {}


def _rows(fields: Mapping[str, Type], data: bytes) -> Iterator[dict[str, Any]]:
    from fieldpact.formula.jsons import typed

    for row in csv.DictReader(io.StringIO(data.decode(), newline="")):
        yield {name: typed(row.get(name), kind) for name, kind in fields.items()}


def _values(place: Place, path: Path | None) -> dict[str, Any]:
    """The record of a file; every field that it doesn't state is blank."""
    from fieldpact.formula.jsons import parse, typed
    from fieldpact.formula.types import record

    try:
        stated = parse(path.read_text("utf-8-sig")) if path else {}
        if not isinstance(stated, dict):
            raise ValueError("a record is an object of fields and values")
        unknown = [name for name in stated if name not in place.fields]
        if unknown:
            raise ValueError(f"there is no field {unknown[0]}; name the table with --spec and --table")
        values: dict[str, Any] = typed(stated, record(place.fields))
    except ValueError as failure:
        click.echo(f"{path}: {failure}", err=True)
        raise SystemExit(2) from failure
    return values


class StoredRows:
    """A world whose stored records are the spec's own reference data, and whose language is the app's first."""

    def __init__(self, tables: Mapping[str, list[dict[str, Any]]], language: str) -> None:
        from fieldpact.formula import PlainWorld

        plain = PlainWorld()
        self.zone, self.language = plain.zone, language
        self.now, self.today, self.me, self.text, self.here = plain.now, plain.today, plain.me, plain.text, plain.here
        self._tables = tables

    def record(self, table: str, key: str) -> dict[str, Any] | None:
        return next((row for row in self.rows(table) if row["id"] == key), None)

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self._tables.get(table, [])
