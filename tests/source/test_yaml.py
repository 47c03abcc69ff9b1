"""The strict reader: whatever is in the file, there are findings or a tree, and never an exception."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldpact.source.document import Document
from fieldpact.source.nodes import Mapping, Scalar, Sequence
from fieldpact.source.yaml import read_bytes, read_file, read_text


def plain(node):
    """The tree as dicts, lists and texts."""
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node}
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return node.text if isinstance(node, Scalar) else None


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def sliced(document: Document, span) -> str:
    source = document.source
    return source.text[source.offset(span.line, span.col) : source.offset(span.end_line, span.end_col)]


def test_values_keep_the_text_that_was_typed():
    document = read_text("a: NO\nb: 12:30\nc: 007\nd: 1E5\ne: 1.10\nf:\ng: [x, {y: z}]\n", "spec.yaml")
    assert plain(document.root) == {
        "a": "NO",
        "b": "12:30",
        "c": "007",
        "d": "1E5",
        "e": "1.10",
        "f": "",
        "g": ["x", {"y": "z"}],
    }
    assert document.findings == []


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", (3, 1)),
        ("a: &x 1\n", "anchor", (1, 4)),
        ("a: *x\n", "alias", (1, 4)),
        ("a: ! wet\n", "tag", (1, 4)),
        ("a: !!python/object:os.system {b: c}\n", "tag", (1, 4)),
        ("? [a]\n: b\n", "complex-key", (1, 3)),
        ("<<: {a: b}\n", "merge-key", (1, 1)),
        ("a: 1\n---\nb: 2\n", "second-document", (2, 1)),
        ("%YAML 1.2\n---\na: 1\n", "directive", (1, 1)),
        ("a:\n\tb: c\n", "tab-indentation", (2, 1)),
        ('a: "x\nb: 1\n', "quote-not-closed", (1, 4)),
        ("a: 'x'y\n", "quote-in-text", (1, 7)),
        ('a: "\\q"\n', "bad-escape", (1, 5)),
        ("a: b\n  c: d\n", "bad-indentation", (2, 3)),
        ("a:\n  b: 1\n c: 2\n", "bad-indentation", (3, 2)),
        ("a\nb: c\n", "colon-missing", (1, 1)),
        ("a:\n  b\n  c: d\n", "colon-missing", (2, 3)),
        ("a:\n  b:1\n  c: d\n", "colon-missing", (2, 3)),
        ("a: [1, 2\nb: c\n", "bracket-not-closed", (1, 4)),
        ("a: {b: 1}}\n", "bracket-not-open", (1, 10)),
        ("a: x: y\n", "text-cut-by-colon", (1, 4)),
        ("a: @x\n", "value-needs-quotes", (1, 4)),
        ("a: x\0y\n", "odd-character", (1, 5)),
        ("a: 😀\u2028\n", "odd-character", (1, 5)),
        ("", "file-empty", (1, 1)),
        ("# nothing\n", "file-empty", (1, 1)),
        ("color: #0B6E4F\n", "text-cut-by-hash", (1, 8)),
        ("say: Shelf #4\n", "text-cut-by-hash", (1, 12)),
        ("a: " + "[" * 61 + "]" * 61, "too-deep", (1, 63)),
    ],
)
def test_each_trouble_has_its_code_and_place(text, code, place):
    (finding,) = read_text(text, "spec.yaml").findings
    assert (finding.code, (finding.span.line, finding.span.col)) == (code, place)


def test_a_duplicate_key_names_both_lines():
    (finding,) = read_text("a: 1\nb: 2\na: 3\n", "spec.yaml").findings
    assert "line 1" in finding.message
    assert "lines 1 and 3" in finding.hint


@pytest.mark.parametrize(
    ("text", "code", "formula"),
    [
        ("a: {formula: =If(a, b), x: 1}", "formula-cut-by-comma", "=If(a, b)"),
        ("a: {formula: If(a, b), x: 1}", "formula-cut-by-comma", "If(a, b)"),
        ("a: {formula: =Sum(lines[1], 2), x: 1}", "formula-cut-by-bracket", "=Sum(lines[1], 2)"),
        ('a: {formula: =$"{a}: {b}", x: 1}', "formula-cut-by-bracket", '=$"{a}: {b}"'),
        ('a: {formula: =x = "a, b", x: 1}', "formula-cut-by-comma", '=x = "a, b"'),
        ("a: {formula: =If(a, x: 1}", "formula-cut-by-comma", "=If(a, x: 1"),
        ("a: {formula: =If(a,\n    b), x: 1}", "formula-cut-by-comma", "=If(a, b)"),
        ("a: {formula: Praise (a, b), x: 1}", "formula-cut-by-comma", "Praise (a, b)"),
        ('a:\n  formula: =$"{a} #{b}"  # why', "formula-cut-by-hash", '=$"{a} #{b}"'),
        ('a:\n  formula: =$"{a}: {b}"  # why', "formula-cut-by-colon", '=$"{a}: {b}"'),
    ],
)
def test_a_formula_that_yaml_cut_is_found_and_read_whole(text, code, formula):
    document = read_text(text, "spec.yaml")
    (finding,) = document.findings
    assert finding.code == code
    assert plain(document.find(["a", "formula"])) == formula
    (edit,) = finding.fix.edits
    source = document.source
    start, end = (
        source.offset(edit.span.line, edit.span.col),
        source.offset(edit.span.end_line, edit.span.end_col),
    )
    mended = read_text(text[:start] + edit.text + text[end:], "spec.yaml")
    assert mended.findings == []
    assert plain(mended.root) == plain(document.root)


def test_a_comment_behind_a_whole_formula_is_a_comment():
    document = read_text("where: =active  # only these\na: {visible: =x}  # 4 of them\n", "spec.yaml")
    assert document.findings == []


def test_lines_and_columns_with_byte_order_mark_crlf_and_emoji():
    document = read_bytes("\ufeffa: 😀 b\r\n😀: 'x'\r\nc:\r\n  - y\r\n".encode(), "spec.yaml")
    assert document.findings == []
    assert sliced(document, document.value_span(["a"])) == "😀 b"
    span = document.value_span(["😀"])
    assert (span.line, span.col, span.end_col) == (2, 4, 7)
    assert document.value_span(["c", 0]).line == 4


def test_paths_fall_back_to_the_nearest_ancestor():
    document = read_text("a:\n  b: {c: d}\n", "spec.yaml")
    assert sliced(document, document.key_span(["a", "b", "c"])) == "c"
    assert sliced(document, document.key_span(["a", "b", "nothing", "here"])) == "b"
    assert sliced(document, document.value_span(["a", "b", "nothing"])) == "{c: d}"
    assert document.find(["a", "b", "nothing"]) is None


def test_files_that_cannot_be_read(tmp_path: Path):
    assert codes(read_file(tmp_path)) == ["file-is-folder"]
    assert codes(read_file(tmp_path / "none.yaml")) == ["file-missing"]
    assert codes(read_file(Path("/dev/null"))) == ["file-unreadable"]
    assert codes(read_file(tmp_path / "a\0b")) == ["file-unreadable"]
    assert codes(read_file(tmp_path / ("x" * 5000))) == ["file-unreadable"]
    large = tmp_path / "large.yaml"
    large.write_bytes(b"a: b\n" * 2_000_000)
    assert codes(read_file(large)) == ["file-too-large"]


def test_bytes_that_are_no_utf8_are_placed():
    (finding,) = read_bytes("a: ö\nb: Butiksbesök".encode("latin-1"), "spec.yaml").findings
    assert (finding.code, finding.span.line, finding.span.col) == ("not-utf8", 1, 4)
    assert codes(read_bytes("a: b".encode("utf-16"), "spec.yaml")) == ["not-utf8"]


YAMLISH = st.text(
    st.one_of(st.sampled_from(list("{}[],:#&*!|>'\"%@`-?=()$ \n\t\r\\<.~")), st.sampled_from("ab1é😀\u2028\ufeff\0")),
    max_size=60,
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(YAMLISH.map(str.encode), st.binary(max_size=80)))
def test_any_bytes_give_findings_or_a_tree(data):
    document = read_bytes(data, "spec.yaml")
    assert document.root is not None or document.findings
    for finding in document.findings:
        assert finding.message
        assert 1 <= finding.span.line <= document.source.line_count
