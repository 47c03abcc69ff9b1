"""`fmt` keeps meaning and comments, and running it again changes nothing."""

import re

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fieldpact.source.comments import scan
from fieldpact.source.fmt import format_text, same
from fieldpact.source.yaml import read_text


def formatted(text):
    result, findings = format_text(text, "spec.yaml")
    assert findings == []
    assert format_text(result, "spec.yaml")[0] == result
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:   1\nb:\n    - x\n    - y", "a: 1\nb:\n  - x\n  - y\n"),
        ("b:\n- x\n- {y: z}\n# about c\nc: 1\n", "b:\n  - x\n  - {y: z}\n# about c\nc: 1\n"),
        ("{a: {b: c}, tables: {d: {e: f}}}", "a: {b: c}\ntables:\n  d: {e: f}\n"),
        ('a: "x"\nb: \'"y"\'\nc: "1"\nd: \'\'\n', 'a: x\nb: \'"y"\'\nc: "1"\nd: ""\n'),
        ("# top\n\n\n\na: 1 # one\n\n\nb: 2\n", "# top\n\na: 1  # one\n\nb: 2\n"),
        ("a: {b: =If(x, y), c: =z}\n", "a: {b: '=If(x, y)', c: =z}\n"),
        ("\ufeffa:\r\n\tb: 1\r\n", "a:\n  b: 1\n"),
        ("a: {b: 1, # one\n  c: 2}\n", "a:\n  b: 1    # one\n  c: 2\n"),
        ("a: |\n     x\n       y\nb: >-\n   z\n", "a: |\n  x\n    y\nb: >-\n  z\n"),
        ("a:\n    b: 1\n    # below b\nc: 2\n", "a:\n  b: 1\n  # below b\nc: 2\n"),
        ("- a: 1\n  b: 2\n-\n  - c\n  - d\n", "- a: 1\n  b: 2\n- - c\n  - d\n"),
        ("---\na: {}\nb: [ ]\nc:\n", "a: {}\nb: []\nc:\n"),
    ],
)
def test_the_canonical_form(text, expected):
    assert formatted(text) == expected


def test_formulas_get_their_sign_only_where_nothing_else_can_stand():
    text = (
        "tables:\n  visit:\n    fields:\n      when: date\n      visible: {type: text, visible: x, required: true}\n"
        "    checks:\n      - {that: total < 5, say: that}\n    keep: {hub: 10 years}\n"
    )
    assert formatted(text) == text.replace("visible: x", "visible: =x").replace("that: total", "that: =total")


def test_a_long_map_in_braces_is_broken_and_a_short_one_stays():
    names = ", ".join(f"name_{i}: {{type: text}}" for i in range(8))
    result = formatted(f"a: {{{names}}}\nb: {{{names[:60]}}}}}\n")
    assert result.startswith("a:\n  name_0: {type: text}\n")
    assert max(map(len, result.splitlines())) <= 120


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: [1\n", "a: *b\n", "", "a: x\0\n"])
def test_what_cannot_be_read_is_left_alone(text):
    result, findings = format_text(text, "spec.yaml")
    assert result == text
    assert findings


WORDS = st.text(st.sampled_from(list("ab=()'\"\\,:#é?!-&*{}[]|>%@` \n")), max_size=14)
KEYS = st.one_of(st.sampled_from(["visible", "tables", "fields", "a", "when"]), WORDS)
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(tree=TREES, flow=st.sampled_from([None, True, False]), width=st.sampled_from([20, 80]), data=st.data())
def test_meaning_and_comments_are_kept(tree, flow, width, data):
    emitted = yaml.dump(
        tree, Dumper=yaml.CSafeDumper, default_flow_style=flow, width=width, allow_unicode=True, sort_keys=False
    )
    lines = emitted.splitlines()
    for number in data.draw(st.lists(st.integers(0, max(len(lines) - 1, 0)), max_size=3, unique=True)):
        if lines:
            comment = f"# note {number}"
            lines[number] = data.draw(
                st.sampled_from(
                    [f"{comment}\n{lines[number]}", f"{lines[number]}  {comment}", f"\n  {comment}\n{lines[number]}"]
                )
            )
    text = "\n".join(lines) + "\n"
    before = read_text(text, "spec.yaml")
    assume(before.root is not None and not before.findings)
    result, findings = format_text(text, "spec.yaml")
    assert findings == []
    after = read_text(result, "spec.yaml")
    assert same(before.root, after.root)
    notes = [comment.text for comment in scan(before.source, before.root)]
    assert [comment.text for comment in scan(after.source, after.root)] == notes
    assert format_text(result, "spec.yaml")[0] == result
    assert not re.search(r"\n\n\n", result) or "|" in result or ">" in result


PIECES = [
    *("a: ", "b: ", "c:", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", "x", "=f(a)", "'it''s'", "? ", "''"),
    *("  # note", "\n# own\n", "|\n", "|+\n", "|2\n", ">-\n", ">\n", "\n\n", "tables:\n  ", "\r\n", "\t", "{}", "  "),
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_can_be_read_can_be_formatted(text):
    before = read_text(text, "spec.yaml")
    result, findings = format_text(text, "spec.yaml")
    if before.root is None or [finding for finding in before.findings if finding not in before.repaired]:
        assert result == text
        return
    assert findings == []
    after = read_text(result, "spec.yaml")
    assert same(before.root, after.root)
    kept = sorted(comment.text for comment in scan(after.source, after.root))
    assert kept == sorted(comment.text for comment in scan(before.source, before.root))
    assert format_text(result, "spec.yaml")[0] == result
