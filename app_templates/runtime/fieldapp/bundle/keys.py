"""Strict reading of a declaration's keys: a missing, mistyped or unknown key refuses the bundle."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from fieldapp.bundle.seal import BundleRefused

T = TypeVar("T")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Keys:
    """One JSON object at `path`. Take its keys one by one, then call `done`."""

    def __init__(self, declared: object, path: str) -> None:
        if not isinstance(declared, dict):
            raise BundleRefused(f"{path} should be an object")
        self.path = path
        self._left: dict[str, Any] = dict(declared)

    def text(self, key: str) -> str:
        return self._require(key, str)

    def name(self, key: str = "name") -> str:
        """An id: the only texts that ever become names in SQL."""
        value = self.text(key)
        if not _NAME.fullmatch(value):
            raise BundleRefused(f"{self.path}.{key} is not an id: {value!r}")
        return value

    def optional_text(self, key: str) -> str | None:
        return self._optional(key, str)

    def optional_whole(self, key: str) -> int | None:
        value = self._optional(key, int)
        if isinstance(value, bool):
            raise BundleRefused(f"{self.path}.{key} should be a whole number")
        return value

    def flag(self, key: str) -> bool:
        return bool(self._optional(key, bool))

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(self._each(key, str))

    def objects(self, key: str, read: Callable[[Keys], T]) -> tuple[T, ...]:
        """A list of objects, each read by `read`; its keys must all have been taken."""
        items = []
        for index, declared in enumerate(self._each(key, dict)):
            keys = Keys(declared, f"{self.path}.{key}.{declared.get('name', index)}")
            items.append(read(keys))
            keys.done()
        return tuple(items)

    def object(self, key: str, read: Callable[[Keys], T]) -> T:
        keys = Keys(self._require(key, dict), f"{self.path}.{key}")
        item = read(keys)
        keys.done()
        return item

    def optional_object(self, key: str, read: Callable[[Keys], T]) -> T | None:
        return self.object(key, read) if key in self._left else None

    def text_map(self, key: str) -> dict[str, str]:
        declared = self._optional(key, dict) or {}
        if not all(isinstance(text, str) for text in declared.values()):
            raise BundleRefused(f"{self.path}.{key} should map names to texts")
        return declared

    def done(self) -> None:
        if self._left:
            raise BundleRefused(f"{self.path} has an unknown key {min(self._left)!r}")

    def _each(self, key: str, kind: type[T]) -> Sequence[T]:
        values = self._optional(key, list) or []
        if not all(isinstance(value, kind) for value in values):
            raise BundleRefused(f"{self.path}.{key} has an item of the wrong kind")
        return values

    def _require(self, key: str, kind: type[T]) -> T:
        value = self._optional(key, kind)
        if value is None:
            raise BundleRefused(f"{self.path}.{key} is missing")
        return value

    def _optional(self, key: str, kind: type[T]) -> T | None:
        value = self._left.pop(key, None)
        if value is not None and not isinstance(value, kind):
            raise BundleRefused(f"{self.path}.{key} should be of kind {kind.__name__}")
        return value
