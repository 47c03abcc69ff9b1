"""Fields of a table or of lines -> model fields."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.fields import of
from fieldapp.unchanging import unchanging
from fieldpact.formula import types as t
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.rows import FillFrom, Rows
from fieldpact.resolve.choosing import resolve_offer
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env, field_types
from fieldpact.resolve.filling import FillResolver
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.links import with_links
from fieldpact.resolve.lookup import LookupResolver
from fieldpact.resolve.names import BUILT_IN_FIELDS, check_ids
from fieldpact.resolve.options import options_of
from fieldpact.resolve.origins import check_renames, resolve_change
from fieldpact.resolve.pictures import most_photos, resolve_beside
from fieldpact.resolve.rows import RowsResolver
from fieldpact.resolve.score import resolve_score
from fieldpact.resolve.settings import bounds_of, plain_value, with_settings
from fieldpact.resolve.showing import shown
from fieldpact.resolve.sign import resolve_sign
from fieldpact.resolve.texts import from_name, resolve_text
from fieldpact.resolve.types import type_of
from fieldpact.spec import field as spec_field
from fieldpact.suggest import nearest


@unchanging
class FieldResolver:
    """Resolves the fields of one table, those of its lines with one more row scope each."""

    context: Context
    compiler: Compiler

    def resolve_all(
        self, fields: Mapping[str, spec_field.Field], prefix: str, at: SpecPath, env: Env
    ) -> tuple[Field, ...]:
        """`prefix` is the table's path (`visit`, `visit.lines`), `at` the place of the `fields:` map."""
        check_ids(self.context, fields, at, "a field", BUILT_IN_FIELDS)
        before = {name: field.renamed_from for name, field in fields.items()}
        check_renames(self.context, before, at, "a field", BUILT_IN_FIELDS)
        made = ((self.resolve(name, said, f"{prefix}.{name}", (*at, name), env), said) for name, said in fields.items())
        found = tuple(with_settings(self.context, field, said, "." in prefix) for field, said in made)
        return with_links(self.context, self.compiler, found, fields, env)

    def resolve(self, name: str, field: spec_field.Field, path: str, at: SpecPath, env: Env) -> Field:
        self._check_keys(field, at)
        rule = {
            key: self.compiler.rule(getattr(field, key), f"{path}.{key}", (*at, key), env)
            for key in ("visible", "required", "read_only")
        }
        value_type = type_of(field, options_of(self.context, field)) if field.type != "lines" else None
        formula = self.compiler.formula(field.formula, f"{path}.formula", (*at, "formula"), env, value_type)
        minimum, maximum = self._bounds(field, path, at, env, value_type)
        scored, score = resolve_score(self.context, self.compiler, field, path, at, env)
        looked, lookup = LookupResolver(self.context, self.compiler, f"{path}.lookup", (*at, "lookup")).field(
            field, env, value_type
        )
        offer = resolve_offer(self.context, self.compiler, field, path, at, env)
        inner, rows, fill_from = self._lines(name, field, path, at, env)
        return Field(
            name=name,
            type=field.type,
            path=path,
            at=at,
            label=resolve_text(self.context, field.label, f"{path}.label", (*at, "label"), from_name(name)),
            hint=resolve_text(self.context, field.hint, f"{path}.hint", (*at, "hint")) if field.hint else None,
            visible=rule["visible"] or self._never(field.visible, path, "visible", at, env),
            keep_hidden=field.keep_hidden,
            required=rule["required"],
            read_only=rule["read_only"],
            default=self._default(field, path, at, env, value_type),
            formula=scored or looked or formula,
            min=minimum,
            max=maximum,
            where=offer.where or self._where(field, path, at, env),
            search=field.search,
            options=offer.options,
            choices=offer.choices,
            listed=offer.listed,
            to=self._target(field, at, env),
            max_length=field.max_length,
            round=field.round,
            row=(field.row or f"{name}_row") if field.type == "lines" else None,
            show=shown(self.context, field, at),
            fields=inner,
            rows=rows,
            fill_from=fill_from,
            lookup=lookup,
            text=resolve_text(self.context, field.text, f"{path}.text", (*at, "text")) if field.text else None,
            accuracy=field.accuracy,
            score=score,
            sign=resolve_sign(self.context, self.compiler, name, field, path, at, env),
            renamed_from=field.renamed_from,
            changed_from=resolve_change(self.context, self.compiler, field, path, at, env, value_type),
            beside=resolve_beside(self.context, self.compiler, field, path, at, env),
            ghost=field.ghost,
            pull=field.pull,
            purpose=field.purpose,
            about=field.about,
            data_class=field.class_,
        )

    def _never(self, text: str | None, path: str, key: str, at: SpecPath, env: Env) -> Formula | None:
        """`visible: false` hides for good; absent means shown, so false can't be dropped as elsewhere."""
        return self.compiler.formula("=false", f"{path}.{key}", (*at, key), env, t.BOOLEAN) if text == "false" else None

    def _bounds(
        self, field: spec_field.Field, path: str, at: SpecPath, env: Env, value_type: t.Type | None
    ) -> tuple[Formula | None, Formula | None]:
        counted = of(field.type).counted is not None
        expect = t.NUMBER if counted or value_type is None else value_type
        low, high = bounds_of(field)
        high = most_photos(self.context, field, at) if field.type == "photo" else high
        return (
            self.compiler.value(low, f"{path}.min", (*at, "min"), env, expect),
            self.compiler.value(high, f"{path}.max", (*at, "max"), env, expect),
        )

    def _default(
        self, field: spec_field.Field, path: str, at: SpecPath, env: Env, value_type: t.Type | None
    ) -> Formula | None:
        if field.default is None or value_type is None:
            return None
        if field.formula is not None:
            say = "a computed field can't have a default"
            self.context.report("default-and-formula", (*at, "default"), say, hint="keep one of them", on_key=True)
        text = plain_value(field, field.default)
        return self.compiler.value(text, f"{path}.default", (*at, "default"), env, value_type)

    def _target(self, field: spec_field.Field, at: SpecPath, env: Env) -> str | None:
        if field.type != "link":
            return None
        if field.to is None:
            self.context.report("missing-key", at, "a link needs to: with the table it points to", on_key=True)
        elif env.table(field.to) is None:
            guess = nearest(field.to, env.tables())
            hint = f"did you mean {guess}?" if guess else "tables are: " + ", ".join(env.tables())
            self.context.report("unknown-table", (*at, "to"), f"there is no table {field.to!r}", hint=hint)
        return field.to

    def _where(self, field: spec_field.Field, path: str, at: SpecPath, env: Env) -> Formula | None:
        candidate = env.table(field.to) if field.to else None
        if field.where is None or candidate is None or field.to is None:
            return None
        inner = env.inner(field.to, candidate)
        return self.compiler.formula(field.where, f"{path}.where", (*at, "where"), inner, t.BOOLEAN)

    def _lines(
        self, name: str, field: spec_field.Field, path: str, at: SpecPath, env: Env
    ) -> tuple[tuple[Field, ...], Rows | None, FillFrom | None]:
        """The fields of a row, the rows that a new record starts with, and how they were last time."""
        if field.type != "lines":
            return (), None, None
        if not field.fields:
            self.context.report("missing-key", at, "lines need fields: for their rows", on_key=True)
            return (), None, None
        types = field_types(self.context, field.fields)
        inner = env.inner(field.row or f"{name}_row", types)
        fields = self.resolve_all(field.fields, path, (*at, "fields"), inner)
        rows, fill_from = None, None
        if field.rows is not None:
            resolver = RowsResolver(self.context, self.compiler, path, (*at, "rows"))
            fields, rows = resolver.resolve(field.rows, fields, types, env, inner, field.fixed)
        elif field.fixed:
            say = "only lines with rows: can be fixed: nobody could add a row to these"
            self.context.report("fixed-without-rows", (*at, "fixed"), say, hint="take it out", on_key=True)
        if field.fill_from is not None:
            filler = FillResolver(self.context, self.compiler, name, path, (*at, "fill_from"))
            fill_from = filler.resolve(field.fill_from, fields, env)
        return fields, rows, fill_from

    def _check_keys(self, field: spec_field.Field, at: SpecPath) -> None:
        known = spec_field.keys_of(field.type)
        for attribute in sorted(field.model_fields_set):
            key = spec_field.KEY_OF.get(attribute, attribute)
            if key not in known:
                say = f"{key}: has no meaning for a field of type {field.type}"
                hint = "it takes: " + ", ".join(sorted(known))
                self.context.report("key-for-other-type", (*at, key), say, hint=hint, on_key=True)
