"""The colour of a view's rows: a formula that answers with one of a few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldapp.app.colors import COLORS
from fieldpact.formula import types as t
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.suggest import nearest


def resolve_color(
    context: Context, compiler: Compiler, text: str | None, id_: str, at: SpecPath, env: Env
) -> Formula | None:
    """A word that is no colour is a finding."""
    formula = compiler.formula(text, id_, at, env, t.TEXT)
    if formula is None:
        return None
    colors = "colours are: " + ", ".join(COLORS)
    for word in dict.fromkeys(_answers(formula.tree)):
        if word not in COLORS:
            guess = nearest(word, COLORS)
            hint = f"did you mean {guess}? {colors}" if guess else colors
            context.report("unknown-color", at, f"{word!r} is not a colour that a row can have", hint=hint)
    return formula


def _answers(tree: Any) -> Iterator[str]:
    """The texts that a formula writes down as what may come out."""
    kind, *parts = tree
    if kind == "text":
        yield parts[0]
        return
    if kind == "switch":
        parts = parts[1:]
    if kind in ("if", "switch"):
        results = [*parts[1::2], *(parts[-1:] if len(parts) % 2 else [])]
    else:
        results = parts if kind == "coalesce" else []
    for result in results:
        yield from _answers(result)
