"""Hostile files: the reader's work grows with their size and no faster, and the largest are answered too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from tests.work import counted

from fieldpact.source.yaml import read_text

Text = Callable[[int], str]

HOSTILE: dict[str, tuple[Text, int]] = {
    "brackets": (lambda n: "[" * n, 200_000),
    "braces": (lambda n: "{a: " * n, 200_000),
    "closed": (lambda n: "{" * n + "}" * n, 200_000),
    "dashes": (lambda n: "- " * n, 200_000),
    "questions": (lambda n: "? " * n, 200_000),
    "one long value": (lambda n: "a: " + "x " * n, 1_900_000),
    "one long list": (lambda n: "[" + "a," * n, 1_900_000),
    "quotes": (lambda n: "'" * (n * 2 + 1), 1_000_000),
    "cut formulas": (lambda n: "\n".join(f"k{i}: {{a: =If(a, (b)}}" for i in range(n)), 30_000),
    "broken formulas": (lambda n: "\n".join(f"k{i}: {{a: =If[a, [b])}}" for i in range(n)), 3_000),
    "tabs": (lambda n: "\ta: b\n" * n, 600_000),
    "empty tabs": (lambda n: "\t\n" * n, 1_000_000),
    "commas": (lambda n: "{a: " + "=(," * n, 1_000_000),
    "aliases": (lambda n: "- *a\n" * n, 600_000),
    "tags": (lambda n: "- ! a\n" * n, 600_000),
    "at signs": (lambda n: "- @a\n" * n, 600_000),
    "one key": (lambda n: "a: #5\n" * n, 600_000),
    "colons": (lambda n: "k: a:\n" * n, 300_000),
}
"""Each as a text of so many parts, and as many parts as nearly fill the largest file that is read."""


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_file_and_no_faster(name: str):
    """Quadratic work would be four times as much; a bound of three leaves room for what only larger files meet."""
    text, _ = HOSTILE[name]
    read_text(text(10), "spec.yaml")  # what is only done once is done
    (_, once), (_, twice) = (counted(partial(read_text, text(n), "spec.yaml")) for n in (2_000, 4_000))
    assert twice <= 3 * once


@pytest.mark.parametrize("name", HOSTILE)
def test_the_largest_file_is_answered(name: str):
    """Work inside C, such as an expression that backtracks, isn't counted above: one that is quadratic in files of this
    size would not come back for hours, and the run would stand still here."""
    text, most = HOSTILE[name]
    document = read_text(text(most), "spec.yaml")
    assert document.findings or document.root
