"""Views -> model views."""

from __future__ import annotations

from fieldpact.formula import types as t
from fieldpact.model.app import View
from fieldpact.model.formula import SpecPath
from fieldpact.resolve.colors import resolve_color
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Schema
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.links import filters_of
from fieldpact.resolve.texts import from_name, resolve_text
from fieldpact.spec import view as spec_view
from fieldpact.suggest import nearest


def resolve_view(context: Context, compiler: Compiler, schema: Schema, name: str, view: spec_view.View) -> View | None:
    """None where the view's table doesn't exist."""
    at: SpecPath = ("views", name)
    fields = schema.fields.get(view.of)
    if fields is None:
        guess = nearest(view.of, schema.fields)
        hint = f"did you mean {guess}?" if guess else "tables are: " + ", ".join(schema.fields)
        context.report("unknown-table", (*at, "of"), f"there is no table {view.of!r}", hint=hint)
        return None
    env = schema.env([schema.record_scope(view.of)])
    for key, names in (("sort", view.sort), ("columns", view.columns)):
        for index, written in enumerate(names):
            wanted = written.removeprefix("-") if key == "sort" else written
            if wanted not in fields:
                guess = nearest(wanted, fields)
                hint = f"did you mean {guess}?" if guess else "fields are: " + ", ".join(fields)
                context.report("unknown-field", (*at, key, index), f"{view.of} has no field {wanted!r}", hint=hint)
            elif isinstance(fields[wanted], (t.TableType, t.ListType)):
                context.report("wrong-value", (*at, key, index), f"a list can't be ordered by or show {wanted!r}")
    label = resolve_text(context, view.label, f"views.{name}.label", (*at, "label"), from_name(name))
    where = compiler.formula(view.where, f"views.{name}.where", (*at, "where"), env, t.BOOLEAN)
    declared = context.tables[view.of].fields if view.of in context.tables else {}
    filters = filters_of(context, view.filters, view.of, declared, (*at, "filters"))
    color = resolve_color(context, compiler, view.color, f"views.{name}.color", (*at, "color"), env)
    return View(name, view.type, view.of, at, label, where, tuple(view.sort), tuple(view.columns), filters, color)
