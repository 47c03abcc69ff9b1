"""What a field of options offers: its own, a list of the spec, or one in a file; and which of them fit the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field as attribute

from fieldapp.unchanging import unchanging
from fieldpact.formula import types as t
from fieldpact.model.field import Option
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.options import columns_of, resolve_options
from fieldpact.spec.field import Field

_TYPES = ("choice", "choices", "rank")


@unchanging
class Offer:
    """`choices` names the file's list that `listed` stands in; else the options are the field's own."""

    options: tuple[Option, ...] = ()
    choices: str | None = None
    listed: Mapping[str, Option] = attribute(default_factory=dict)
    where: Formula | None = None


def resolve_offer(context: Context, compiler: Compiler, field: Field, path: str, at: SpecPath, env: Env) -> Offer:
    """Nothing for a type without options."""
    if field.type not in _TYPES:
        return Offer()
    options = resolve_options(context, field, path, at)
    name = field.options if isinstance(field.options, str) else None
    where = None
    if field.where is not None and options:
        inner = env.inner(name or "option", columns_of(options))
        where = compiler.formula(field.where, f"{path}.where", (*at, "where"), inner, t.BOOLEAN)
    if name in context.choice_files:
        return Offer(choices=name, listed={option.value: option for option in options}, where=where)
    return Offer(options, where=where)
