"""The tests of a spec -> model tests: tables, fields, options and checks bound, values read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldapp.form.fault import KINDS
from fieldapp.unchanging import unchanging
from fieldpact.formula import types as t
from fieldpact.model.formula import SpecPath
from fieldpact.model.table import Table
from fieldpact.model.test import Entry, Expectation, FieldPath, Test
from fieldpact.resolve.context import Context
from fieldpact.resolve.counted_before import FIGURE, figures_of
from fieldpact.resolve.entries import EntryReader, built_in
from fieldpact.resolve.env import Env, Schema
from fieldpact.resolve.expected_moves import expected_moves
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.paths import find_field
from fieldpact.resolve.types import PERSON
from fieldpact.spec import test as spec_test
from fieldpact.suggest import nearest

_PERSON = tuple(built_in(name, "link" if name == "manager" else "text", "person") for name in PERSON if name != "id")
_RECORD = tuple(
    built_in(name, kind, "person")
    for name, kind in (("owner", "link"), ("created", "datetime"), ("edited", "datetime"), ("state", "text"))
)
"""What rows of the world may say beside their table's own fields."""


def resolve_tests(
    context: Context,
    schema: Schema,
    tables: Mapping[str, Table],
    roles: Sequence[str],
    currency: str,
    tests: Sequence[spec_test.Test],
) -> tuple[Test, ...]:
    """The tests that can be run; what is wrong with the others is reported at its place.

    Their formulas are compiled apart, since the app never runs them.
    """
    reader = EntryReader(context, Compiler(context), currency)
    resolver = _Resolver(context, schema, tables, roles, reader)
    found = (resolver.test(test, ("tests", number)) for number, test in enumerate(tests))
    return tuple(test for test in found if test is not None)


@unchanging
class _Resolver:
    context: Context
    schema: Schema
    tables: Mapping[str, Table]
    roles: Sequence[str]
    reader: EntryReader

    def test(self, test: spec_test.Test, at: SpecPath) -> Test | None:
        table = self._table(test.in_, at)
        self._check_person(test.me, (*at, "me"))
        stored = {name: rows for name, rows in test.world.items() if name not in FIGURE}
        world = {name: self._rows(name, rows, (*at, "world", name)) for name, rows in stored.items()}
        counted = figures_of(self.context, self.tables, test.world, (*at, "world"))
        if table is None:
            return None
        env = self.schema.env([self.schema.record_scope(table.name)])
        errors = self._errors(table, test.expect, (*at, "expect", "errors"))
        unread = frozenset(e.path for e in errors if e.error == "unreadable")
        types = self.schema.fields[table.name]
        given = self.reader.read(test.given, table.fields, types, env, (*at, "given"), filled=True, unread=unread)
        moves = expected_moves(self.context, table, test, at)
        expect = (*self._expectations(table, test.expect, types, env, (*at, "expect")), *errors, *moves)
        return Test(
            test.name, at, table.name, test.me, test.today, world, given, expect, tuple(test.covers), test.state,
            test.owner, counted,
        )  # fmt: skip

    def _table(self, name: str, at: SpecPath) -> Table | None:
        table = self.tables.get(name)
        if table is None:
            self._unknown_table(name, (*at, "in"), [n for n, found in self.tables.items() if not found.reference])
        elif table.reference:
            say = f"nobody fills in {name}: its rows come from {table.source}"
            self.context.report("wrong-value", (*at, "in"), say, hint="name a table without from:")
            return None
        return table

    def _unknown_table(self, name: str, at: SpecPath, tables: Sequence[str], on_key: bool = False) -> None:
        guess = nearest(name, tables)
        hint = f"did you mean {guess}?" if guess else "tables are: " + ", ".join(tables)
        self.context.report("unknown-table", at, f"there is no table {name!r}", hint=hint, on_key=on_key)

    def _check_person(self, me: Mapping[str, str], at: SpecPath) -> None:
        for name, value in me.items():
            if name not in PERSON:
                guess = nearest(name, PERSON)
                hint = f"did you mean {guess}?" if guess else "a person has: " + ", ".join(PERSON)
                self.context.report("unknown-field", (*at, name), f"a person has no {name!r}", hint=hint, on_key=True)
            elif name == "role" and value not in self.roles:
                guess = nearest(value, self.roles)
                known = "roles are: " + ", ".join(self.roles) if self.roles else "declare it under roles:"
                hint = f"did you mean {guess}?" if guess else known
                self.context.report("unknown-role", (*at, name), f"there is no role {value!r}", hint=hint)

    def _rows(self, name: str, rows: Sequence[Mapping[str, object]], at: SpecPath) -> Mapping[str, Mapping[str, Entry]]:
        """The rows of one table of the world, by id."""
        if name != "person" and name not in self.tables:
            self._unknown_table(name, at, list(self.tables), on_key=True)
            return {}
        if not isinstance(rows, list):
            self.context.report("wrong-shape", at, "expected a list of rows, each with its id", hint="write [{id: …}]")
            return {}
        fields = _PERSON if name == "person" else (*self.tables[name].fields, *_RECORD)
        found: dict[str, Mapping[str, Entry]] = {}
        for number, row in enumerate(rows):
            place, key = (*at, number), row.get("id")
            values = {field: value for field, value in row.items() if field != "id"}
            entries = self.reader.read(values, fields, self.schema.fields[name], self.schema.env([]), place)
            if not isinstance(key, str) or not key:
                self.context.report("missing-id", place, "this row has no id", hint="add id: to it")
            elif key in found:
                say = f"the id {key!r} stands here twice"
                self.context.report("duplicate-id", (*place, "id"), say, hint="write one row with both")
            else:
                found[key] = entries
        return found

    def _expectations(
        self, table: Table, expect: spec_test.Expect, types: Mapping[str, t.Type], env: Env, at: SpecPath
    ) -> tuple[Expectation, ...]:
        values = self.reader.read(expect.values, table.fields, types, env, (*at, "values"))
        found = [Expectation("value", entry.at, (name,), entry) for name, entry in values.items()]
        for name in ("visible", "hidden", "required"):
            for number, written in enumerate(getattr(expect, name)):
                place = (*at, name, number)
                path = find_field(self.context, table, written, place)
                if path is not None:
                    found.append(Expectation(name, place, path))
        found += [Expectation("allowed", (*at, "allowed", n), action=a) for n, a in enumerate(expect.allowed)]
        found += [Expectation("denied", (*at, "denied", n), action=a) for n, a in enumerate(expect.denied)]
        if expect.valid is not None:
            found.append(Expectation("valid" if expect.valid else "invalid", (*at, "valid")))
        return tuple(found)

    def _errors(self, table: Table, expect: spec_test.Expect, at: SpecPath) -> tuple[Expectation, ...]:
        found = []
        names = {check.name: number for number, check in enumerate(table.checks)}
        for written, error in expect.errors.items():
            place = (*at, written)
            check, path = names.get(written, int(written) - 1 if _is_number(written) else None), FieldPath()
            if check is None:
                path = find_field(self.context, table, written, place, on_key=True) or ()
                known: tuple[str, ...] = (*KINDS, "none")
            elif 0 <= check < len(table.checks):
                known = (table.checks[check].strength, "none")
            else:
                say = f"{table.name} has no check {written}"
                hint = f"its checks are numbered from 1 to {len(table.checks)}" if table.checks else "it has none"
                self.context.report("unknown-check", place, say, hint=hint, on_key=True)
                continue
            if error not in known:
                guess = nearest(error, known)
                hint = f"did you mean {guess}?" if guess else "it can be " + ", ".join(known)
                what = f"check {written}" if check is not None else written
                self.context.report("unknown-value", place, f"{what} can't have the error {error!r}", hint=hint)
            elif path or check is not None:
                found.append(Expectation("error", place, path, error=error, check=check))
        return tuple(found)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6
