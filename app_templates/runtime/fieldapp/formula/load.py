"""From a typed tree to a Python function, through `ast`: only known kinds of nodes, of bounded depth and size.

Pure arithmetic gets two versions. The fast one calls bound methods of one decimal context, which raise for whatever is
not exact plain decimal arithmetic (a blank, an error, a float, a rounding); then the complete one answers.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from fieldapp.formula.emit import BadTree, Emitter, quick

__all__ = ["BadTree", "load", "source"]

MOST_RECORDS = 6


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
    return loaded


def source(tree: list[Any]) -> str:
    """The Python that a formula becomes, to read."""
    return ast.unparse(_module(tree, Emitter()))


def _module(tree: list[Any], emitter: Emitter) -> ast.Module:
    if not isinstance(tree, list):
        raise BadTree("a tree is a list")
    emitter.measure(tree)
    full = emitter.value(tree)
    body: list[ast.stmt]
    if quick(tree):
        body = [_define("complete", [ast.Return(full)])]
        parameters: list[ast.expr] = [ast.Name(name, ast.Load()) for name in _parameters()]
        again = ast.Call(ast.Name("complete", ast.Load()), parameters, [])
        handler = ast.ExceptHandler(ast.Name("NOT_QUICK", ast.Load()), None, [ast.Return(again)])
        body.append(_define("formula", [ast.Try([ast.Return(emitter.fast(tree))], [handler], [], [])]))
    else:
        body = [_define("formula", [ast.Return(full)])]
    return ast.fix_missing_locations(ast.Module(body, []))


def _parameters() -> list[str]:
    return ["world", *(f"r{level}" for level in range(MOST_RECORDS))]


def _define(name: str, body: list[ast.stmt]) -> ast.FunctionDef:
    arguments = [ast.arg(parameter) for parameter in _parameters()]
    blanks: list[ast.expr] = [ast.Constant(None) for _ in arguments]
    return ast.FunctionDef(name, ast.arguments([], arguments, None, [], [], None, blanks), body, [])
