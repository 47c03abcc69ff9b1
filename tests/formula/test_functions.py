"""The function library: every example in a docstring holds, and every function has one."""

from __future__ import annotations

import doctest
import re

import pytest

from fieldapp.formula.registry import FUNCTIONS
from fieldpact.formula import evaluate
from fieldpact.formula.excel import LAZY
from tests.formula.conformance import same

WANTED = frozenset(
    re.findall(
        r"\w+",
        """
        If Switch And Or Not IsBlank IsEmpty IsError IfError Coalesce Blank Error
        Sum Average Min Max Count CountA CountIf CountRows First Last FirstN LastN Index Filter LookUp Sort
        SortByColumns Distinct ForAll With AddColumns ShowColumns Sequence Concat
        Text Value Boolean Len Left Right Mid Upper Lower Proper Trim TrimEnds Substitute Replace Find StartsWith
        EndsWith Split Concatenate Char IsMatch
        Round RoundUp RoundDown Int Trunc Mod Abs Power Sqrt Exp Ln Log Pi
        Date Time DateTime DateValue TimeValue DateAdd DateDiff EDate EOMonth Year Month Day Hour Minute Second
        Weekday WeekNum Today Now IsToday
        """,
    )
)

EXAMPLES = [
    pytest.param(example.source.strip(), example.want.strip(), id=f"{name}-{index}")
    for name, function in FUNCTIONS.items()
    for index, example in enumerate(doctest.DocTestParser().get_examples(function.doc))
]


def test_the_library_has_every_function_of_the_language() -> None:
    assert {*FUNCTIONS, *LAZY} >= WANTED


@pytest.mark.parametrize("name", list(FUNCTIONS))
def test_every_function_says_what_it_does(name: str) -> None:
    assert ">>>" in FUNCTIONS[name].doc
    assert FUNCTIONS[name].doc.strip().partition("\n")[0].endswith(".")


@pytest.mark.parametrize(("formula", "value"), EXAMPLES)
def test_the_example_holds(formula: str, value: str) -> None:
    assert same(evaluate(formula), evaluate(value))
