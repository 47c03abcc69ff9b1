"""The options of a field, found by value, also among ten thousand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fieldapp.app.strings import Strings

if TYPE_CHECKING:
    from fieldapp.app.definition import FieldDef, Option

_MOST = 200
"""Lists that are kept; an app has fewer."""
_by_value: dict[int, tuple[tuple[Option, ...], Mapping[str, Option]]] = {}
_by_text: dict[tuple[int, str], tuple[tuple[Option, ...], Mapping[str, str]]] = {}
_candidates: dict[tuple[int, str], tuple[tuple[Option, ...], Mapping[str, Mapping[str, Any]]]] = {}
"""What is worked out from a list once. The list stands beside it, so that its number is no other's."""


def by_value(definition: FieldDef | None) -> Mapping[str, Option]:
    """The options by their stored value, in their own order."""
    options = definition.options if definition is not None else ()
    known = _by_value.get(id(options))
    if known is None:
        _trim(_by_value)
        known = _by_value[id(options)] = (options, {option.value: option for option in options})
    return known[1]


def by_text(definition: FieldDef | None, strings: Strings) -> Mapping[str, str]:
    """The values by what people may type: value or label, whatever its case. The first of two wins."""
    options = definition.options if definition is not None else ()
    key = (id(options), strings.language)
    known = _by_text.get(key)
    if known is None:
        _trim(_by_text)
        found: dict[str, str] = {}
        for option in options:
            for text in (option.value, strings.of(option.label)):
                found.setdefault(text.casefold(), option.value)
        known = _by_text[key] = (options, found)
    return known[1]


def candidates(definition: FieldDef, strings: Strings) -> Mapping[str, Mapping[str, Any]]:
    """The options by value as a `where` reads them: `value`, `label` and their columns, blank where one has none."""
    options = definition.options
    key = (id(options), strings.language)
    known = _candidates.get(key)
    if known is None:
        _trim(_candidates)
        blank: dict[str, Any] = dict.fromkeys(name for option in options for name in option.columns)
        rows = {
            option.value: {**blank, **option.columns, "value": option.value, "label": strings.of(option.label)}
            for option in options
        }
        known = _candidates[key] = (options, rows)
    return known[1]


def _trim(cache: dict[Any, Any]) -> None:
    if len(cache) >= _MOST:
        cache.clear()
