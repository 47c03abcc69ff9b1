"""`Scalar.place` leads each character of a text back to its own place in the file, in every style of YAML."""

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from fieldpact.source.comments import scalars
from fieldpact.source.yaml import read_text

LETTERS = st.sampled_from(list("ab=()'\"\\,:#é😀日  \n"))
TEXTS = st.text(LETTERS, min_size=1, max_size=60)


def raw_at(document, span):
    source = document.source
    return source.text[source.offset(span.line, span.col) : source.offset(span.end_line, span.end_col)]


def check(document, scalar):
    """Each character but folded line breaks and escapes stands for itself, and places never go backwards."""
    at = 0
    for index, char in enumerate(scalar.text):
        span = scalar.place(index, index + 1)
        raw = raw_at(document, span)
        start = document.source.offset(span.line, span.col)
        assert start >= at
        at = start
        if char == "\n":
            assert raw in ("\n", "\r\n", "\\n")
        elif char == " ":
            assert raw == " " or "\n" in raw or raw == "\\ "
        elif scalar.style == "double" and raw.startswith("\\"):
            assert yaml.safe_load(f'"{raw}"') == char
        else:
            assert raw == char or (scalar.style == "single" and raw == "''" and char == "'")


@pytest.mark.parametrize("style", [None, "'", '"', "|", ">"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@settings(max_examples=120, deadline=None)
@given(text=TEXTS, width=st.sampled_from([8, 20, 200]), unicode=st.booleans())
@example(text="a\n\n b\nc d e f g h i j\n\n", width=8, unicode=True)
def test_each_character_is_found_again(style, line_break, text, width, unicode):
    emitted = yaml.dump(
        {"outer": {"key": text}}, default_style=style, width=width, allow_unicode=unicode, line_break=line_break
    )
    assume("!!" not in emitted)
    document = read_text(emitted, "spec.yaml")
    assume(document.root is not None and not document.findings)
    scalar = document.find(["outer", "key"])
    assume(scalar.text == text)
    check(document, scalar)


@pytest.mark.parametrize(
    "text",
    [
        "a: =If(a,\n    b,\n\n    c)\n",
        "a: 'it''s\n  here'\n",
        'a: "x\\\n    \\ny \\u00e9 \\x41\\\n\n   b"\n',
        "a: |2\n    x\n   y\n\n  z\n",
        "a: >-\n  one\n  two\n\n  three\n    deeper\n  four\n",
        "a: |+\n  x\n\n\n",
        "a: >  # note\n\n  x\n  y\n",
    ],
)
def test_hand_written_scalars(text):
    document = read_text(text, "spec.yaml")
    assert document.findings == []
    for scalar in scalars(document.root):
        check(document, scalar)


def test_the_place_of_a_stretch_and_of_the_end():
    document = read_text("x: 1\na: 'it''s so'\n", "spec.yaml")
    scalar = document.find(["a"])
    assert raw_at(document, scalar.place(0, 4)) == "it''s"
    assert raw_at(document, scalar.place(5, 7)) == "so"
    end = scalar.place(7, 7)
    assert (end.line, end.col, end.end_col) == (2, 13, 13)
