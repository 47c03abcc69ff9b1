"""What a key of the spec takes, in words, from its type."""

from __future__ import annotations

import datetime as dt
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from fieldpact.report.markdown import anchor, code
from fieldpact.spec.base import Flag, FormulaText, Human, Rule, SpecModel, Value
from fieldpact.spec.field import FieldOrType
from fieldpact.spec.test import Entry

WORDS: list[tuple[Any, str]] = [
    (Flag, "true or false"),
    (Human, "[text for people](#values)"),
    (FormulaText, "[formula](formulas.md)"),
    (Rule, "true, false or a [formula](formulas.md)"),
    (Value, "value, or a [formula](formulas.md) after `=`"),
    (FieldOrType, "[field](#field)"),
    (Entry, "value, list, or a [formula](formulas.md) after `=`"),
    (str, "text"),
    (int, "whole number"),
    (dt.date, "date"),
    (Any, "[option](#options)"),
]


def takes(hint: Any) -> str:
    """The words for a type hint, with a link to the concept where it is one."""
    for known, words in WORDS:
        if hint == known:
            return words
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return takes(arguments[0])
    if origin in (Union, types.UnionType):
        return " or ".join(takes(part) for part in arguments if part is not type(None))
    if origin is Literal:
        return "one of " + ", ".join(code(value) for value in arguments) if len(arguments) > 1 else code(arguments[0])
    if origin is dict:
        return f"map from name to {takes(arguments[1])}"
    if origin is list:
        return f"list of {takes(arguments[0])}"
    if isinstance(hint, type) and issubclass(hint, SpecModel):
        return f"[{hint.__name__.lower()}](#{anchor(hint.__name__)})"
    raise TypeError(f"no words for {hint!r}")
