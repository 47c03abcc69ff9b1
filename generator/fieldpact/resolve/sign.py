"""What a signature says, shows and seals -> model."""

from __future__ import annotations

from fieldpact.formula import types as t
from fieldpact.model.formula import SpecPath
from fieldpact.model.sign import Sign
from fieldpact.model.text import Text
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.texts import resolve_text
from fieldpact.resolve.types import BUILT_IN
from fieldpact.spec import field as spec_field
from fieldpact.suggest import nearest


def resolve_sign(
    context: Context, compiler: Compiler, name: str, field: spec_field.Field, path: str, at: SpecPath, env: Env
) -> Sign | None:
    """None for a field of another type."""
    if field.type != "signature":
        return None
    beside = [each for each in env.row_scopes[-1].fields if each not in BUILT_IN and each != name]
    texts: dict[str, Text | None] = {
        key: resolve_text(context, given, f"{path}.{key}", (*at, key)) if (given := getattr(field, key)) else None
        for key in ("meaning", "says")
    }
    return Sign(
        compiler.formula(field.by, f"{path}.by", (*at, "by"), env, t.TEXT),
        texts["meaning"],
        texts["says"],
        _beside(context, field.seals, (*at, "seals"), beside, "seal"),
        _beside(context, field.shows, (*at, "shows"), beside, "show"),
        field.typed,
    )


def _beside(context: Context, names: list[str], at: SpecPath, beside: list[str], verb: str) -> tuple[str, ...]:
    found = []
    for number, name in enumerate(names):
        if name in beside:
            found.append(name)
            continue
        guess = nearest(name, beside)
        hint = f"did you mean {guess}?" if guess else "fields beside it are: " + (", ".join(beside) or "none")
        say = f"there is no field {name!r} beside this signature that it could {verb}"
        context.report("unknown-field", (*at, number), say, hint=hint)
    return tuple(dict.fromkeys(found))
