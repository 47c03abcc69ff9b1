"""The pact -> model pact, with its measures compiled."""

from __future__ import annotations

from fieldpact.formula import types as t
from fieldpact.model.app import Measure, Pact, Party
from fieldpact.model.formula import SpecPath
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Schema
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.texts import resolve_text
from fieldpact.spec import pact as spec_pact


def resolve_pact(context: Context, compiler: Compiler, schema: Schema, pact: spec_pact.Pact) -> Pact:
    """Measures are compiled so that a mistake shows at once; they run outside the app."""
    env = schema.env([])
    measures = []
    for number, measure in enumerate(pact.success):
        at: SpecPath = ("pact", "success", number)
        name = f"pact.success.{number}"
        text = resolve_text(context, measure.name, f"{name}.name", (*at, "name"))
        part = compiler.formula(measure.part, f"{name}.part", (*at, "part"), env, t.NUMBER)
        whole = compiler.formula(measure.whole, f"{name}.whole", (*at, "whole"), env, t.NUMBER)
        measures.append(Measure(text.first(), part, whole, measure.target))
    parties = {
        "business": Party(pact.business.name, pact.business.person, pact.business.deputy),
        "it": Party(pact.it.name, pact.it.person, pact.it.deputy),
    }
    return Pact(parties, pact.plan.go_live, pact.plan.review_by, tuple(measures), pact.dpia)
