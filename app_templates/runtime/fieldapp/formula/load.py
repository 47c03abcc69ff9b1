"""From a typed tree to a Python function, through `ast`: only known kinds of nodes, of bounded depth and size.

Pure arithmetic gets two versions. The fast one calls bound methods of one decimal context, which raise for whatever is
not exact plain decimal arithmetic (a blank, an error, a float, a rounding); then the complete one answers.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from fieldapp.formula import python as py
from fieldapp.formula.emit import BadTree, Emitter, quick
from fieldapp.formula.work import bounded

__all__ = ["BadTree", "load", "source"]

PARAMETERS = ("world", "r0", "r1", "r2", "r3", "r4", "r5")
"""Of every loaded function; a formula reads as many records as it has scopes."""


def load(tree: list[Any]) -> Callable[..., Any]:
    """The formula as a function `fn(world, record, row, …)`. Raises BadTree where the tree is not one."""
    emitter = Emitter()
    module = _module(tree, emitter)
    names = emitter.names
    try:
        exec(compile(module, "<formula>", "exec"), names)
    except (RecursionError, MemoryError) as failure:
        raise BadTree("the formula is too deep") from failure
    loaded: Callable[..., Any] = names["formula"]
    return bounded(loaded, emitter.nodes) if emitter.works else loaded


def source(tree: list[Any]) -> str:
    """The Python that a formula becomes, to read."""
    return ast.unparse(_module(tree, Emitter()))


def _module(tree: list[Any], emitter: Emitter) -> ast.Module:
    if not isinstance(tree, list):
        raise BadTree("a tree is a list")
    emitter.measure(tree)
    full = emitter.value(tree)
    if not quick(tree):
        return ast.Module([py.define("formula", PARAMETERS, py.give(full))], [])
    again = py.call(py.name("complete"), *(py.name(parameter) for parameter in PARAMETERS))
    fast = py.attempt(py.give(emitter.fast(tree)), py.name("NOT_QUICK"), py.give(again))
    complete = py.define("complete", PARAMETERS, py.give(full))
    return ast.Module([complete, py.define("formula", PARAMETERS, fast)], [])
