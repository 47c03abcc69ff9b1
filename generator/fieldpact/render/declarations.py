"""The model as app.json and formulas.json.

A part of the model has attributes of the same names as its class in the runtime, and that class says what is declared:
a formula by its id, a text by its key, what equals the default not at all.
"""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

from fieldapp.app.definition import Brand, Declared
from fieldpact.model.app import App
from fieldpact.model.formula import Formula
from fieldpact.model.text import Text


def app_declaration(app: App, draft: bool) -> dict[str, Any]:
    """app.json."""
    brand = Brand(app.brand_color, "brand/logo.png" if app.brand_logo else None)
    return _declare(Declared, app, {"brand": brand, "draft": draft, "tables": tuple(app.tables.values())})


def formula_declarations(app: App) -> dict[str, Any]:
    """formulas.json: id -> tree, deps, type."""
    return {
        id_: {"tree": formula.tree, "deps": list(formula.deps), "type": formula.type}
        for id_, formula in sorted(app.formulas.items())
    }


def _declare(cls: Any, part: Any, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`given` are values that the part of the model keeps in another shape."""
    declared = {}
    for name, inner, default in _attributes(cls):
        value = given[name] if given and name in given else getattr(part, name)
        plain = _plain(inner, value)
        if default is dataclasses.MISSING or not (plain is None or plain == default or plain in ([], {})):
            declared[name] = plain
    return declared


@functools.cache
def _attributes(cls: Any) -> tuple[tuple[str, type[Any] | None, Any], ...]:
    """Name, the class of what stands in it, and the default."""
    hints = get_type_hints(cls)
    return tuple((field.name, _inner(hints[field.name]), _default(field)) for field in dataclasses.fields(cls))


def _default(field: dataclasses.Field[Any]) -> Any:
    """MISSING where the declaration must say something."""
    return None if field.default_factory is not dataclasses.MISSING else field.default


def _inner(hint: Any) -> type[Any] | None:
    if dataclasses.is_dataclass(hint):
        return hint if isinstance(hint, type) else None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType, tuple) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return next((found for part in get_args(hint) if (found := _inner(part)) is not None), None)
    return None


def _plain(cls: type[Any] | None, value: Any) -> Any:
    if isinstance(value, Formula):
        return value.id
    if isinstance(value, Text):
        return value.key
    if isinstance(value, list | tuple):
        return [_plain(cls, inner) for inner in value]
    if isinstance(value, Mapping):
        return {key: _plain(cls, inner) for key, inner in value.items()}
    return _declare(cls, value) if dataclasses.is_dataclass(value) and cls is not None else value


def plain_declaration(declared: Any) -> dict[str, Any]:
    """An object of one of the runtime's classes as its declaration."""
    return _declare(type(declared), declared)
