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
    _measured(tree, emitter)
    if quick(tree):
        emitter.names["complete"] = _later(tree)
        return _made(_fast(tree, emitter), emitter)
    loaded = _made(_complete("formula", tree, emitter), emitter)
    return bounded(loaded, emitter.nodes) if emitter.works else loaded


def source(tree: list[Any]) -> str:
    """The Python that a formula becomes, to read."""
    emitter = Emitter()
    _measured(tree, emitter)
    if not quick(tree):
        return ast.unparse(_complete("formula", tree, emitter))
    return f"{ast.unparse(_complete('complete', tree, emitter))}\n\n{ast.unparse(_fast(tree, emitter))}"


def _measured(tree: Any, emitter: Emitter) -> None:
    if not isinstance(tree, list):
        raise BadTree("a tree is a list")
    emitter.measure(tree)


def _complete(name: str, tree: list[Any], emitter: Emitter) -> ast.stmt:
    return py.define(name, PARAMETERS, py.give(emitter.value(tree)))


def _fast(tree: list[Any], emitter: Emitter) -> ast.stmt:
    again = py.call(py.name("complete"), *(py.name(parameter) for parameter in PARAMETERS))
    body = py.attempt(py.give(emitter.fast(tree)), py.name("NOT_QUICK"), py.give(again))
    return py.define("formula", PARAMETERS, body)


def _made(function: ast.stmt, emitter: Emitter) -> Callable[..., Any]:
    try:
        exec(compile(ast.Module([function], []), "<formula>", "exec"), emitter.names)
    except (RecursionError, MemoryError) as failure:
        raise BadTree("the formula is too deep") from failure
    loaded: Callable[..., Any] = emitter.names["formula"]
    return loaded


def _later(tree: list[Any]) -> Callable[..., Any]:
    """The complete version, made when the fast one first gives up: many formulas never need it."""
    made: Callable[..., Any] | None = None

    def complete(*arguments: Any) -> Any:
        nonlocal made
        if made is None:  # two threads may both make it: the same function twice, no harm
            emitter = Emitter()
            made = _made(_complete("formula", tree, emitter), emitter)
        return made(*arguments)

    return complete
