"""The formula language: text to typed trees. Knows names through the TypeEnv protocol, never the model.

`compile` is what the compiler calls; `evaluate` gives a value at once; `parse` and `show` are for tools on text.
"""

from fieldpact.formula.compiling import Compiled, compile
from fieldpact.formula.evaluate import PlainEnv, PlainWorld, evaluate, value_in, value_of
from fieldpact.formula.parser import parse
from fieldpact.formula.printer import show
from fieldpact.formula.problems import Problem

__all__ = [
    "Compiled",
    "PlainEnv",
    "PlainWorld",
    "Problem",
    "compile",
    "evaluate",
    "parse",
    "show",
    "value_in",
    "value_of",
]
