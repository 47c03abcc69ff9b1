"""`renamed_from:` and `changed_from:` -> model: what stored records were called, and how their values are read now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import get_args

from fieldpact.formula import types as t
from fieldpact.formula.env import Scope
from fieldpact.model.formula import SpecPath
from fieldpact.model.origin import ChangedFrom
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.names import ID, suggestion
from fieldpact.resolve.types import type_of
from fieldpact.spec import field as spec_field
from fieldpact.suggest import nearest

_NO_RULE = frozenset(
    {
        "lines", "photo", "note", "link", "choices", "rank", "file", "auto_number", "hidden", "signature", "location",
        "score",
    }
)  # fmt: skip
"""Types whose values a formula can't make, or whose old values it can't read."""
OLD = "old"


def check_renames(
    context: Context, named: Mapping[str, str | None], at: SpecPath, noun: str, taken: Collection[str] = ()
) -> None:
    """Reports `renamed_from` that can't be: `named` is what each name at `at` says it was called before."""
    seen: dict[str, str] = {}
    for name, before in named.items():
        if before is None:
            continue
        place = (*at, name, "renamed_from")
        if not ID.match(before):
            say = f"{before!r} can't have been the id of {noun}"
            context.report("bad-id", place, say, hint=suggestion(before))
        elif before in named or before in taken:
            say = f"{before!r} is still there, so {name} can't be what became of it"
            hint = "take renamed_from: out, or the old one"
            context.report("still-there", place, say, hint=hint)
        elif before in seen:
            say = f"{seen[before]} says already that it was {before!r}"
            context.report("renamed-twice", place, say, hint="keep one of them")
        seen.setdefault(before, name)


def resolve_change(
    context: Context, compiler: Compiler, field: spec_field.Field, path: str, at: SpecPath, env: Env, to: t.Type | None
) -> ChangedFrom | None:
    """How values of the former type are read as `to`; None where nothing is said or it can't be used."""
    said = field.changed_from
    if said is None:
        return None
    place = (*at, "changed_from")
    known = [name for name in get_args(spec_field.FieldType) if name not in _NO_RULE]
    if said.type not in known or to is None or field.type in _NO_RULE:
        wrong = said.type if said.type not in known else field.type
        guess = nearest(wrong, known) if said.type not in known else None
        say = f"there is no rule that makes values from or into {wrong!r}"
        context.report(
            "unknown-type", (*place, "type"), say, hint=f"did you mean {guess}?" if guess else "leave the rule out"
        )
        return None
    former = t.TEXT if said.type == "choice" else type_of(spec_field.Field.model_validate({"type": said.type}), {})
    if former is None:
        return None
    alone = env.schema.env([Scope("was", {OLD: former})])
    value = compiler.formula(said.value, f"{path}.changed_from", (*place, "value"), alone, to)
    if value is None:
        return None
    if set(value.deps) - {OLD}:
        say = "the rule must give the same on every phone, on every day, for everybody"
        hint = "make the value of old alone; leave out tables, Me(), Today() and Now()"
        context.report("impure-rule", (*place, "value"), say, hint=hint)
    del compiler.formulas[value.id]  # part of the schema history, where it stays when this line has left the spec
    return ChangedFrom(said.type, value, place)
