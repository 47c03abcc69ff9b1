"""Strict reading of declarations into the frozen classes of `fieldapp.app.definition`, by their annotations.

A key of a declaration is an attribute of its class. A missing, mistyped or unknown key refuses the bundle.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from fieldapp.app.definition import Formula, Name
from fieldapp.bundle.formulas import Formulas
from fieldapp.bundle.seal import BundleRefused

T = TypeVar("T")
Convert = Callable[[Any, str, Formulas], Any]
_KINDS: Mapping[type[Any], str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    list: "a list",
    dict: "an object",
}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def read(cls: type[T], declared: object, path: str, formulas: Formulas) -> T:
    """The object that `declared` says, at `path` in the bundle; raises `BundleRefused`."""
    if not isinstance(declared, dict):
        raise BundleRefused(f"{path} should be an object")
    annotated: Any = cls
    keys = _keys(annotated)
    if unknown := declared.keys() - keys.keys():
        raise BundleRefused(f"{path} has an unknown key {min(unknown)!r}")
    values = {}
    for name, (convert, needed) in keys.items():
        value = declared.get(name)
        if value is not None:
            values[name] = convert(value, f"{path}.{name}", formulas)
        elif needed:
            raise BundleRefused(f"{path}.{name} is missing")
    return cls(**values)


@functools.cache
def _keys(cls: Any) -> Mapping[str, tuple[Convert, bool]]:
    """By attribute how it is read, and whether it must be there."""
    hints = get_type_hints(cls, include_extras=True)
    return {
        field.name: (
            _convert(hints[field.name]),
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(cls)
    }


def _convert(hint: Any) -> Convert:
    if hint is Formula:
        return _formula
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return functools.partial(_object, hint)
    if hint == Name:
        return _name
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _convert(inner)
    if origin is tuple:
        return functools.partial(_each, _convert(arguments[0]))
    if origin is Literal:
        return functools.partial(_one_of, arguments)
    if origin is not None and issubclass(origin, Mapping):
        return functools.partial(_map, _convert(arguments[1]))
    return functools.partial(_plain, get_args(hint)[0] if origin is Annotated else hint)


def _plain(kind: type[Any], value: Any, path: str, formulas: Formulas) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BundleRefused(f"{path} should be {_KINDS[kind]}")
    return value


def _name(value: Any, path: str, formulas: Formulas) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise BundleRefused(f"{path} is not an id: {value!r}")
    return value


def _one_of(allowed: tuple[Any, ...], value: Any, path: str, formulas: Formulas) -> Any:
    if value not in allowed:
        raise BundleRefused(f"{path} has the unknown value {value!r}")
    return value


def _formula(value: Any, path: str, formulas: Formulas) -> Formula:
    found = formulas.of(_plain(str, value, path, formulas))
    assert found is not None
    return found


def _object(cls: type[Any], value: Any, path: str, formulas: Formulas) -> Any:
    return read(cls, value, path, formulas)


def _each(convert: Convert, value: Any, path: str, formulas: Formulas) -> tuple[Any, ...]:
    """A list; an object in it is told by its name where it has one."""
    items = _plain(list, value, path, formulas)
    names = [item.get("name", n) if isinstance(item, dict) else n for n, item in enumerate(items)]
    return tuple(convert(item, f"{path}.{name}", formulas) for name, item in zip(names, items, strict=True))


def _map(convert: Convert, value: Any, path: str, formulas: Formulas) -> dict[str, Any]:
    items = _plain(dict, value, path, formulas)
    return {name: convert(item, f"{path}.{name}", formulas) for name, item in items.items()}
