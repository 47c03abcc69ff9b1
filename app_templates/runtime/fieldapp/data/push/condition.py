"""A condition as a WHERE: true for every row that meets the condition or fails in it, and never NULL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Final

from fieldapp.data.push.columns import ZERO, Term, Unsuited, bound, term
from fieldapp.data.shape import Shape
from fieldapp.formula import coerce
from fieldapp.formula.selection import Condition
from fieldapp.formula.values import ErrorValue
from fieldapp.unchanging import unchanging

_MIRRORED: Final = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_MOST_ALTERNATIVES: Final = 100
_LONGEST: Final = 5_000
"""Characters of a WHERE: so many can't hold an expression that is too deep for SQLite, or too many values."""


@unchanging
class Part:
    """SQL with its values. `exact` holds for exactly the rows that meet the condition; `sure` never fails."""

    sql: str
    values: tuple[Any, ...] = ()
    exact: bool = True
    sure: bool = True


TRUE: Final = Part("1")
FALSE: Final = Part("0")


def both(one: Part, other: Part) -> Part:
    """The rows that meet two conditions of which neither hides an error of the other."""
    return _joined(" AND ", (one, other), whole=True)


class Conditions:
    """Conditions over one table, with the values of one call."""

    def __init__(self, shapes: Mapping[str, Shape], shape: Shape, values: Sequence[Any]) -> None:
        self._shapes = shapes
        self._shape = shape
        self._values = values
        self._kinds: Mapping[str, Callable[..., Part | None]] = {
            "value": self._constant,
            "column": self._flag,
            "and": self.all,
            "or": self._any,
            "not": self._not,
            "IsBlank": self._is_blank,
            "StartsWith": self._starts,
            "in": self._in,
            "exactin": self._exactin,
        }

    def where(self, conditions: Sequence[Condition]) -> Part | None:
        """All of the conditions, as far as SQL can say them; None where it can say nothing."""
        part = self.all(*conditions)
        return part if part and len(part.sql) <= _LONGEST else None

    def all(self, *conditions: Condition) -> Part | None:
        """Conditions asked from left to right. What follows one that may fail can't be asked before it."""
        parts: list[Part] = []
        said = 0
        for condition in conditions:
            part = self._part(condition)
            if part is None:
                break
            parts.append(part)
            said += 1
            if not part.sure:
                break
        whole = said == len(conditions)
        if not parts:
            return TRUE if whole else None
        return _joined(" AND ", parts, whole)

    def column(self, condition: Condition) -> Term | None:
        return term(self._shapes, self._shape, condition[1:]) if condition[0] == "column" else None

    def _part(self, condition: Condition) -> Part | None:
        """None where SQL can say nothing about the condition."""
        kind, *parts = condition
        try:
            if kind in _MIRRORED:
                return self._comparison(kind, *parts)
            method = self._kinds.get(kind)
            return method(*parts) if method else None
        except Unsuited:
            return None

    def _constant(self, index: int) -> Part | None:
        truth = coerce.boolean(self._values[index])
        return None if isinstance(truth, ErrorValue) else TRUE if truth else FALSE

    def _flag(self, *path: str) -> Part | None:
        found = term(self._shapes, self._shape, path)
        return Part(f"({found.stored} IS 1)") if found and found.kind == "yes_no" else None

    def _any(self, *conditions: Condition) -> Part | None:
        parts = [self._part(condition) for condition in conditions]
        known = [part for part in parts if part is not None]
        return _joined(" OR ", known, whole=True) if len(known) == len(parts) else None

    def _not(self, condition: Condition) -> Part | None:
        part = self._part(condition)
        return Part(f"(NOT {part.sql})", part.values) if part and part.exact and part.sure else None

    def _is_blank(self, condition: Condition) -> Part | None:
        found = self.column(condition)
        return _blank(found) if found else None

    def _comparison(self, operator: str, left: Condition, right: Condition) -> Part | None:
        a, b = self.column(left), self.column(right)
        if a and b:
            return _between(operator, a, b)
        if a and right[0] == "value":
            return _compared(operator, a, self._values[right[1]])
        if b and left[0] == "value":
            return _compared(_MIRRORED[operator], b, self._values[left[1]])
        return None

    def _starts(self, text: Condition, start: Condition) -> Part | None:
        found = self.column(text)
        if found is None or found.kind != "text" or start[0] != "value":
            return None
        return Part(f"fx_starts({found.stored}, ?)", (_words(self._values[start[1]]),))

    def _in(self, needle: Condition, hay: Condition, exact: bool = False) -> Part | None:
        function = "fx_exactin" if exact else "fx_in"
        inner, outer = self.column(needle), self.column(hay)
        if outer and outer.kind == "text" and needle[0] == "value":
            return Part(f"{function}(?, {outer.stored})", (_words(self._values[needle[1]]),))
        if inner is None or hay[0] != "value":
            return None
        values = self._values[hay[1]]
        if isinstance(values, list | tuple):
            return _among(inner, values, fold=not exact)
        return Part(f"{function}({inner.stored}, ?)", (_words(values),)) if inner.kind == "text" else None

    def _exactin(self, needle: Condition, hay: Condition) -> Part | None:
        return self._in(needle, hay, exact=True)


def _joined(by: str, parts: Iterable[Part], whole: bool) -> Part:
    parts = list(parts)
    return Part(
        f"({by.join(part.sql for part in parts)})",
        tuple(value for part in parts for value in part.values),
        whole and all(part.exact for part in parts),
        whole and all(part.sure for part in parts),
    )


def _blank(found: Term) -> Part:
    return Part(f"(coalesce({found.stored}, '') = '')" if found.kind == "text" else f"({found.stored} IS NULL)")


def _words(value: Any) -> str | None:
    return None if value is None else str(bound("text", value))


def _compared(operator: str, found: Term, value: Any) -> Part:
    if operator == "=":
        return _equal(found, value)
    if operator == "<>":
        same = _equal(found, value)
        return Part(f"(NOT {same.sql})", same.values)
    return _ordered(operator, found, value)


def _equal(found: Term, value: Any) -> Part:
    """A blank equals only a blank, and no stored text is empty: an empty one reads as blank."""
    if found.kind == "other":
        raise Unsuited
    if value is None:
        return _blank(found)
    stored = bound(found.kind, value, found.digits)
    if stored == "" or isinstance(stored, Decimal):
        return FALSE
    return Part(f"({found.key} IS ?)", (stored,))


def _ordered(operator: str, found: Term, value: Any) -> Part:
    if found.kind not in ZERO:
        raise Unsuited
    zero = ZERO[found.kind]
    stored = zero if value is None else bound(found.kind, value, found.digits)
    if found.kind == "decimal":
        return Part(f"(fx_compare({found.key}, ?) {operator} 0)", (stored,))
    if isinstance(stored, Decimal):  # between two integers: x < 2.5 is x < 3, and x <= 2.5 is x <= 2
        up = operator in ("<", ">=")
        stored = int(stored.to_integral_value(ROUND_CEILING if up else ROUND_FLOOR))
    return Part(f"(coalesce({found.key}, ?) {operator} ?)", (zero, stored))


def _between(operator: str, a: Term, b: Term) -> Part:
    """Two columns of the row."""
    if a.kind != b.kind or a.kind == "other":
        raise Unsuited
    if operator in ("=", "<>"):
        blank = "''" if a.kind == "text" else "NULL"
        is_not = " NOT" if operator == "<>" else ""
        return Part(f"(coalesce({a.key}, {blank}) IS{is_not} coalesce({b.key}, {blank}))")
    if a.kind not in ZERO:
        raise Unsuited
    if a.kind == "decimal":
        return Part(f"(fx_compare({a.key}, coalesce({b.key}, '0')) {operator} 0)")
    zero = ZERO[a.kind]
    return Part(f"(coalesce({a.key}, ?) {operator} coalesce({b.key}, ?))", (zero, zero))


def _among(found: Term, rows: Sequence[Any], fold: bool) -> Part:
    """A column in a list, or in a table of one column."""
    values = [next(iter(row.values()), None) if isinstance(row, Mapping) else row for row in rows]
    if len(values) > _MOST_ALTERNATIVES:
        raise Unsuited
    parts = [FALSE]
    for value in values:
        part = _equal(found, value)
        if fold and isinstance(value, str) and part.values:
            part = Part(f"(fx_fold({found.stored}) IS ?)", (value.casefold(),))
        parts.append(part)
    return _joined(" OR ", parts, whole=True)
