"""What moves bring about -> model: records that are created, and who is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fieldapp.unchanging import unchanging
from fieldpact.formula import compile as compile_formula
from fieldpact.formula import types as t
from fieldpact.formula.env import Scope
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table
from fieldpact.model.workflow import Effect, SetValue, Tell
from fieldpact.resolve.durations import minutes_of
from fieldpact.resolve.env import Env
from fieldpact.resolve.process import Process
from fieldpact.resolve.texts import resolve_text
from fieldpact.spec import workflow as spec
from fieldpact.suggest import nearest

_CHANNEL = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_UNSET = ("lines", "photo", "note", "file", "auto_number")
_OWNER = "owner"


@unchanging
class EffectResolver(Process):
    """The effects of one move, or those of all moves; `name` says which."""

    name: str

    def resolve_all(self, effects: Sequence[spec.Effect], at: SpecPath, path: str) -> tuple[Effect, ...]:
        """`path` begins the ids of their formulas. Effects on one table are told apart by their order."""
        made: dict[str, int] = {}
        found = []
        for number, effect in enumerate(effects):
            kind = effect.create or "tell"
            made[kind] = made.get(kind, 0) + 1
            id_ = f"{self.table}.{self.name}.{kind}" + (f".{made[kind]}" if made[kind] > 1 else "")
            found.append(self._effect(effect, id_, (*at, number), f"{path}.{number}"))
        return tuple(found)

    def _effect(self, effect: spec.Effect, id_: str, at: SpecPath, path: str) -> Effect:
        if effect.create is None and effect.tell is None:
            hint = "add create: with a table, or tell: with who is told what"
            self.context.report("no-effect", at, "this effect does nothing", hint=hint)
        outer = self.env
        env, rows, for_each = outer, None, None
        if effect.for_each is not None:
            for_each = self.compiler.formula(effect.for_each, f"{path}.for_each", (*at, "for_each"), outer, None)
            rows = self._rows(effect.for_each, for_each, outer, at)
            if rows is not None:
                self._check_row(effect.row, at)
                named = Scope(_row_name(effect, rows), rows.fields, rows.table)
                env = self.schema.env([*outer.row_scopes, named])
        elif effect.row is not None:
            say = "row: names a row of for_each:, and there is none"
            self.context.report("unused-key", (*at, "row"), say, hint="add for_each:, or take row: out", on_key=True)
        when = self.compiler.formula(effect.when, f"{path}.when", (*at, "when"), outer, t.BOOLEAN)
        return Effect(
            id_,
            at,
            self._once_per(effect, rows, env, at, path),
            when,
            for_each,
            effect.create,
            self._set(effect, env, at, path),
            None if effect.tell is None else self._tell(effect.tell, env, (*at, "tell"), f"{path}.tell"),
        )

    def _rows(self, text: str, compiled: Formula | None, env: Env, at: SpecPath) -> t.TableType | None:
        if compiled is None:
            return None
        kind = compile_formula(text.removeprefix("="), env).type
        if isinstance(kind, t.TableType):
            return kind
        say = f"for_each: goes through the rows of a table, and this is a {kind}"
        self.context.report("not-a-table", (*at, "for_each"), say, hint="write it as =Filter(lines, qty > 0)")
        return None

    def _check_row(self, name: str | None, at: SpecPath) -> None:
        if name is not None and (name == self.table or name in self.schema.fields[self.table]):
            say = f"{name} is the name of {'the table' if name == self.table else 'a field'} already"
            hint = f"call the row this_{name}, or something closer"
            self.context.report("clashing-id", (*at, "row"), say, hint=hint)

    def _set(self, effect: spec.Effect, env: Env, at: SpecPath, path: str) -> tuple[SetValue, ...]:
        if effect.create is None:
            if effect.set:
                hint = "add create: with the table of the record"
                self.context.report("no-table", (*at, "set"), "set: has no record to fill", hint=hint, on_key=True)
            return ()
        table = self.tables.get(effect.create)
        if table is None or table.reference:
            self._report_table(effect.create, (*at, "create"))
            return ()
        types, found = self.schema.fields[table.name], []
        for name, text in effect.set.items():
            place: SpecPath = (*at, "set", name)
            if not self._settable(table, name, place):
                continue
            value = self.compiler.value(text, f"{path}.set.{name}", place, env, types[name])
            if value is not None:
                found.append(SetValue(name, value))
        return tuple(found)

    def _report_table(self, name: str, at: SpecPath) -> None:
        own = [table.name for table in self.tables.values() if not table.reference]
        if name in self.schema.fields:
            say = f"no record can be created in {name}: its rows come from a file"
            self.context.report("not-in-reference", at, say, hint="name a table that people fill: " + ", ".join(own))
            return
        guess = nearest(name, own)
        hint = f"did you mean {guess}?" if guess else "tables are: " + ", ".join(own)
        self.context.report("unknown-table", at, f"there is no table {name!r}", hint=hint)

    def _settable(self, table: Table, name: str, at: SpecPath) -> bool:
        fields = {field.name: field for field in table.fields}
        field = fields.get(name)
        if name == _OWNER:
            return True
        if field is None:
            guess = nearest(name, (*fields, _OWNER))
            hint = f"did you mean {guess}?" if guess else "fields are: " + ", ".join(fields)
            self.context.report("unknown-field", at, f"{table.name} has no field {name!r}", hint=hint, on_key=True)
        elif field.formula is not None or field.type in _UNSET or name not in self.schema.fields[table.name]:
            why = "it is computed" if field.formula is not None else f"it is of type {field.type}"
            hint = "set a field that people fill, or take this one out"
            self.context.report("not-settable", at, f"{name} can't be set: {why}", hint=hint, on_key=True)
        else:
            return True
        return False

    def _once_per(
        self, effect: spec.Effect, rows: t.TableType | None, env: Env, at: SpecPath, path: str
    ) -> tuple[Formula, ...]:
        """One text for each name: the id of a record or row, the value of a field."""
        names = list(effect.once_per)
        if not names:
            names = [self.table] if rows is None else [self.table, _row_name(effect, rows)]
            if rows is not None and "id" not in rows.fields:
                say = "these rows have no id that would tell them apart on a retry"
                hint = f"say what the effect happens once for, such as once_per: [{self.table}, a field of the row]"
                self.context.report("no-row-id", (*at, "for_each"), say, hint=hint)
                return ()
        if effect.for_each is not None and rows is None:
            return ()
        found = []
        for number, name in enumerate(names):
            given = bool(effect.once_per)
            place: SpecPath = (*at, "once_per", number) if given else at
            kind = compile_formula(name, env).type
            text = f"{name}.id" if isinstance(kind, t.RecordType) else name
            made = self.compiler.formula(text, f"{path}.once_per.{number}", place, env, None)
            if made is not None and not isinstance(kind, t.RecordType) and kind is not None and not t.is_scalar(kind):
                hint = f"name the record ({self.table}), the row, or fields with one value"
                self.context.report(
                    "wrong-value", place, f"{name} is a {kind}, which can't tell records apart", hint=hint
                )
            elif made is not None:
                found.append(made)
        return tuple(found)

    def _tell(self, tell: spec.Tell, env: Env, at: SpecPath, path: str) -> Tell | None:
        role, person = None, None
        if tell.to.startswith("="):
            person = self.compiler.formula(tell.to, f"{path}.to", (*at, "to"), env, t.link("person"))
        elif self.is_role(tell.to, (*at, "to"), "; or write a formula such as =Me().manager"):
            role = tell.to
        if _CHANNEL.match(tell.by) is None:
            hint = "write one word in small letters, such as teams or email"
            self.context.report("bad-id", (*at, "by"), f"{tell.by!r} is not the name of a way to tell", hint=hint)
        if isinstance(tell.text, dict) and any(words.startswith("=") for words in tell.text.values()):
            say = "a message by language can't be a formula"
            hint = 'write one formula for all languages, or plain texts such as {en: Late, sv: "För sent"}'
            self.context.report("formula-by-language", (*at, "text"), say, hint=hint)
            return None
        text = resolve_text(self.context, tell.text, f"{path}.text", (*at, "text"))
        title = self.tables[self.table].title
        first = text.first() if tell.text is not None else f"={title.text}"
        words = self.compiler.saying(text, first, f"{path}.text", (*at, "text"), env)
        within = minutes_of(self.context, tell.within, (*at, "within"))
        return None if words is None else Tell(tell.by, text, words, role, person, within)


def _row_name(effect: spec.Effect, rows: t.TableType) -> str:
    """What a row is called: what the effect says, else what its lines say."""
    return effect.row or rows.row or "row"
