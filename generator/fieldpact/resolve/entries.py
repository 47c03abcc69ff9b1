"""Values that the tests of a spec give and expect -> entries, each read by the type of its field."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.unchanging import unchanging
from fieldpact.formula import types as t
from fieldpact.model.field import Field
from fieldpact.model.formula import SpecPath
from fieldpact.model.test import Entry, FieldPath, Lines, Stored, Typed
from fieldpact.model.text import Text
from fieldpact.resolve.cells import WRITTEN, written_value
from fieldpact.resolve.context import Context, dotted
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler, shortened
from fieldpact.resolve.options import some_of
from fieldpact.resolve.types import held
from fieldpact.suggest import nearest

_LISTS = ("choices", "photo", "rank", "file")
_NO_FIELDS: Mapping[str, t.Type] = {}


def built_in(name: str, kind: str, to: str) -> Field:
    """A field that every record or person has without a spec declaring it."""
    return Field(name, kind, name, (), Text(name, {}), to=to if kind == "link" else None)


@unchanging
class EntryReader:
    context: Context
    compiler: Compiler
    currency: str

    def read(
        self,
        written: Mapping[str, object],
        fields: tuple[Field, ...],
        types: Mapping[str, t.Type],
        env: Env,
        at: SpecPath,
        *,
        filled: bool = False,
        unread: frozenset[FieldPath] = frozenset(),
        inside: FieldPath = (),
    ) -> dict[str, Entry]:
        """The entries by field. `filled` where a person fills them in, which nobody does with computed fields;
        `unread` are the fields whose text the test expects to be unreadable."""
        known = {field.name: field for field in fields if field.type != "note"}
        found: dict[str, Entry] = {}
        for name, raw in written.items():
            place, path = (*at, name), (*inside, name)
            field = known.get(name)
            if field is None:
                guess = nearest(name, known)
                hint = f"did you mean {guess}?" if guess else "fields are: " + ", ".join(known)
                self.context.report("unknown-field", place, f"there is no field {name!r}", hint=hint, on_key=True)
            elif filled and field.formula is not None:
                say = f"{name} is computed, so nobody fills it in"
                self.context.report("computed-field", place, say, hint="say what you expect under values:", on_key=True)
            elif field.type == "lines":
                rows = self._rows(field, raw, types[name], env, place, filled, unread, path)
                if rows is not None:
                    found[name] = Entry(rows, place)
            else:
                entry = self._entry(field, raw, types[name], env, place, path in unread)
                if entry is not None:
                    found[name] = entry
        return found

    def _rows(
        self,
        field: Field,
        raw: object,
        kind: t.Type,
        env: Env,
        at: SpecPath,
        filled: bool,
        unread: frozenset[FieldPath],
        path: FieldPath,
    ) -> Lines | None:
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            example = f"[{{{field.fields[0].name}: …}}]" if field.fields else "[]"
            self._wrong_shape(at, f"{field.name} takes a list of rows", f"write it as {field.name}: {example}")
            return None
        types = kind.fields if isinstance(kind, t.TableType) else _NO_FIELDS
        inner = env.inner(field.row or field.name, types)
        return Lines(
            tuple(
                self.read(row, field.fields, types, inner, (*at, n), filled=filled, unread=unread, inside=(*path, n))
                for n, row in enumerate(raw)
            )
        )

    def _entry(self, field: Field, raw: object, kind: t.Type, env: Env, at: SpecPath, unreadable: bool) -> Entry | None:
        if isinstance(raw, str) and raw.startswith("="):
            formula = self.compiler.formula(raw, dotted(at), at, env, kind)
            return Entry(formula, at) if formula is not None else None
        if field.type in _LISTS:
            items = raw if isinstance(raw, list) else [raw] if raw != "" else []
            texts = [item for item in items if isinstance(item, str)]
            if len(texts) < len(items):
                self._wrong_shape(at, f"{field.name} takes a list of texts", "write it as [a, b]")
                return None
            wrong = [self._not_an_option(field, text, at) for text in texts]
            return None if any(wrong) else Entry(Stored(tuple(texts)), at)
        if not isinstance(raw, str):
            self._wrong_shape(at, f"{field.name} takes a single value", "")
            return None
        if unreadable:
            return Entry(Typed(raw), at)
        if raw and self._not_an_option(field, raw, at):
            return None
        stored = written_value(held(field), raw, self.currency) if raw else ""
        if stored is None:
            say = f"{field.name}: {shortened(raw)!r} is not {WRITTEN[held(field)]}"
            ways = "to test text that can't be read, expect it under errors: as unreadable"
            hint = ways if "given" in at else ""
            self.context.report("wrong-value", at, say, hint=hint)
            return None
        return Entry(Stored(stored), at)

    def _not_an_option(self, field: Field, text: str, at: SpecPath) -> bool:
        """Whether the text should be an option of the field and isn't, which is reported."""
        options = field.listed or [option.value for option in field.options]
        if field.type not in ("choice", "choices", "rank") or text in options:
            return False
        guess = nearest(text, options)
        hint = f"did you mean {guess}?" if guess else "options are: " + some_of(options)
        self.context.report("unknown-option", at, f"{field.name} has no option {text!r}", hint=hint)
        return True

    def _wrong_shape(self, at: SpecPath, message: str, hint: str) -> None:
        self.context.report("wrong-shape", at, message, hint=hint)
