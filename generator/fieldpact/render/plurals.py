"""CLDR's plural rules as Babel writes them (`i in 1 and v in 0`), as the declarations that the runtime reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from fieldapp.app.plurals import Category, PluralRule, Relation

_RELATION = re.compile(r"([a-z])(?: mod ([0-9]+))? (not in|in) ([0-9.,]+)")
_ORDER = ("zero", "one", "two", "few", "many")


def plural_rules(rules: Mapping[str, str]) -> tuple[PluralRule, ...]:
    """Category -> condition in Babel's notation, as rules in CLDR's order; ValueError for what isn't written so."""
    return tuple(PluralRule(cast(Category, name), _alternatives(rules[name])) for name in _ORDER if name in rules)


def _alternatives(condition: str) -> tuple[tuple[Relation, ...], ...]:
    return tuple(
        tuple(_relation(part) for part in alternative.split(" and ")) for alternative in condition.split(" or ")
    )


def _relation(text: str) -> Relation:
    found = _RELATION.fullmatch(text)
    if found is None:
        raise ValueError(f"not a plural rule: {text!r}")
    operand, mod, sign, spans = found.groups()
    return Relation(operand, tuple(map(_span, spans.split(","))), int(mod or 0), negated=sign == "not in")


def _span(text: str) -> tuple[int, int]:
    low, _, high = text.partition("..")
    return int(low), int(high or low)
