"""Plural forms by the rules of CLDR: which words stand beside a number in a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from fieldapp.unchanging import unchanging

Category = Literal["zero", "one", "two", "few", "many", "other"]


@unchanging
class Relation:
    """One comparison: `operand` (modulo `mod`, unless 0) lies in one of `spans`, or outside all of them."""

    operand: str
    """CLDR's letter: n the number, i its whole digits, v w the count of decimals, f t the decimals, c e nothing."""
    spans: tuple[tuple[int, ...], ...]
    mod: int = 0
    negated: bool = False

    def holds(self, operands: Mapping[str, Decimal]) -> bool:
        value = operands.get(self.operand, Decimal(0))
        value = value % self.mod if self.mod else value
        inside = value == int(value) and any(low <= value <= high for low, high in self.spans)
        return inside is not self.negated


@unchanging
class PluralRule:
    """The numbers of one category: those for which every relation of any of the alternatives holds."""

    category: Category
    any: tuple[tuple[Relation, ...], ...]


def plural_form(number: int | Decimal, rules: Sequence[PluralRule]) -> Category:
    """The category of a number; `other` where no rule takes it."""
    operands = _operands(number)
    for rule in rules:
        if any(all(relation.holds(operands) for relation in alternative) for alternative in rule.any):
            return rule.category
    return "other"


def words_for(number: object, forms: Mapping[str, str], rules: Sequence[PluralRule]) -> str:
    """The words of `forms` (by category) that fit the number; what isn't a number takes `other`."""
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        return forms["other"]
    return forms.get(plural_form(number, rules), forms["other"])


def _operands(number: int | Decimal) -> dict[str, Decimal]:
    digits = format(Decimal(number).copy_abs(), "f")
    whole, _, fraction = digits.partition(".")
    short = fraction.rstrip("0")
    return {
        "n": Decimal(digits),
        "i": Decimal(whole),
        "v": Decimal(len(fraction)),
        "w": Decimal(len(short)),
        "f": Decimal(fraction or 0),
        "t": Decimal(short or 0),
    }


def _rule(category: Category, *relations: Relation) -> PluralRule:
    return PluralRule(category, (relations,))


_ONE = (_rule("one", Relation("i", ((1, 1),)), Relation("v", ((0, 0),))),)

_WHOLE_MILLIONS = (
    Relation("e", ((0, 0),)),
    Relation("i", ((0, 0),), negated=True),
    Relation("i", ((0, 0),), 1_000_000),
    Relation("v", ((0, 0),)),
)
_MILLIONS = PluralRule("many", (_WHOLE_MILLIONS, (Relation("e", ((0, 5),), negated=True),)))
RUNTIME_PLURALS: Mapping[str, Sequence[PluralRule]] = {
    "en": _ONE,
    "sv": _ONE,
    "de": _ONE,
    "fr": (_rule("one", Relation("i", ((0, 0), (1, 1)))), _MILLIONS),
    "es": (_rule("one", Relation("n", ((1, 1),))), _MILLIONS),
    "ar": (
        _rule("zero", Relation("n", ((0, 0),))),
        _rule("one", Relation("n", ((1, 1),))),
        _rule("two", Relation("n", ((2, 2),))),
        _rule("few", Relation("n", ((3, 10),), 100)),
        _rule("many", Relation("n", ((11, 99),), 100)),
    ),
}
"""The rules of the languages that the runtime's own words come in; an app brings those of its languages."""
