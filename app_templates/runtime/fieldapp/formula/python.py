"""The few shapes of Python that formulas become, as `ast` nodes with a position.

Each node gets its position as it is made: filling them in afterwards takes longer than all the rest of loading.
Nodes without parts are shared, since Python only reads them: most of an app's formulas are names and constants.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias

Constant: TypeAlias = str | int | None

LOAD: Final = ast.Load()
STORE: Final = ast.Store()
IS: Final = ast.Is()


@lru_cache(maxsize=2048)
def name(word: str) -> ast.expr:
    return ast.Name(word, LOAD, lineno=1, col_offset=0)


@lru_cache(maxsize=2048, typed=True)
def constant(value: Constant) -> ast.expr:
    return ast.Constant(value, lineno=1, col_offset=0)


def call(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    return ast.Call(function, list(arguments), [], lineno=1, col_offset=0)


def method(value: ast.expr, word: str, *arguments: ast.expr) -> ast.expr:
    return call(ast.Attribute(value, word, LOAD, lineno=1, col_offset=0), *arguments)


def item(value: ast.expr, key: str | int) -> ast.expr:
    return ast.Subscript(value, constant(key), LOAD, lineno=1, col_offset=0)


def choose(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    """`then if test else otherwise`."""
    return ast.IfExp(test, then, otherwise, lineno=1, col_offset=0)


def keep(word: str, value: ast.expr) -> ast.expr:
    """`word := value`."""
    target = ast.Name(word, STORE, lineno=1, col_offset=0)
    return ast.NamedExpr(target, value, lineno=1, col_offset=0)


def is_(value: ast.expr, other: bool) -> ast.expr:
    return ast.Compare(value, [IS], [constant(other)], lineno=1, col_offset=0)


def dictionary(keys: Sequence[str], values: Sequence[ast.expr]) -> ast.expr:
    return ast.Dict([constant(key) for key in keys], list(values), lineno=1, col_offset=0)


def sequence(items: Sequence[ast.expr]) -> ast.expr:
    return ast.List(list(items), LOAD, lineno=1, col_offset=0)


@lru_cache(maxsize=256)
def parameters(words: tuple[str, ...], optional: bool) -> ast.arguments:
    found = [ast.arg(word, lineno=1, col_offset=0) for word in words]
    defaults = [constant(None) for _ in words] if optional else []
    return ast.arguments([], found, None, [], [], None, defaults)


def function_of(word: str, body: ast.expr) -> ast.expr:
    """`lambda word: body`."""
    return ast.Lambda(parameters((word,), optional=False), body, lineno=1, col_offset=0)


def later(body: ast.expr) -> ast.expr:
    """`lambda: body`."""
    return ast.Lambda(parameters((), optional=False), body, lineno=1, col_offset=0)


def define(word: str, takes: tuple[str, ...], body: ast.stmt) -> ast.stmt:
    arguments = parameters(takes, optional=True)
    return ast.FunctionDef(word, arguments, [body], [], lineno=1, col_offset=0)


def give(value: ast.expr) -> ast.stmt:
    return ast.Return(value, lineno=1, col_offset=0)


def attempt(body: ast.stmt, failures: ast.expr, instead: ast.stmt) -> ast.stmt:
    """`try: body` and `except failures: instead`."""
    handler = ast.ExceptHandler(failures, None, [instead], lineno=1, col_offset=0)
    return ast.Try([body], [handler], [], [], lineno=1, col_offset=0)
