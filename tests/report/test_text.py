"""The report at the terminal: the right line, the mark in the right columns."""

import pytest

from fieldpact.findings import Edit, Finding, Fix, Severity, Span
from fieldpact.report import render_text
from fieldpact.report.text import marked_line
from fieldpact.source.text import Source

SOURCE = Source("spec.yaml", "a: 1\nb: {type: txet}\n")
SPAN = Span("spec.yaml", 2, 11, 2, 15)


def test_a_finding_shows_its_line_mark_help_and_fix():
    finding = Finding(
        "unknown-type",
        "there is no type `txet`",
        SPAN,
        hint="did you mean `text`?",
        fix=Fix("write text", (Edit(SPAN, "text"),)),
    )
    assert render_text([finding], {"spec.yaml": SOURCE}, colour=False) == (
        "spec.yaml:2:11: error[unknown-type] there is no type `txet`\n"
        "  2 | b: {type: txet}\n"
        "    |           ^^^^\n"
        "    = help: did you mean `text`?\n"
        "    = fix: write text\n"
        "\n"
        "1 error\n"
    )


def test_findings_come_in_reading_order_and_are_counted():
    findings = [
        Finding("b", "second", SPAN, Severity.WARNING),
        Finding("a", "first", Span("spec.yaml", 1, 1, 1, 2)),
        Finding("c", "nowhere", None, Severity.INFO),
    ]
    report = render_text(findings, {"spec.yaml": SOURCE}, colour=False)
    assert report.index("nowhere") < report.index("first") < report.index("second")
    assert report.endswith("\n1 error, 1 warning, 1 note\n")
    assert render_text([], {}, colour=False) == "no findings\n"


def test_colour_is_only_added():
    finding = Finding("a", "first", SPAN)
    coloured = render_text([finding], {"spec.yaml": SOURCE}, colour=True)
    assert "\x1b[" in coloured
    assert "\x1b[" not in render_text([finding], {"spec.yaml": SOURCE}, colour=False)


@pytest.mark.parametrize(
    ("line", "start", "end", "text", "mark"),
    [
        ("a: bc", 4, 6, "a: bc", "   ^^"),
        ("a:\tbc", 4, 6, "a:    bc", "      ^^"),
        ("日本: bc", 5, 7, "日本: bc", "      ^^"),
        ("e\u0301: b", 5, 6, "e\u0301: b", "   ^"),
        ("a: 😀", 4, 5, "a: 😀", "   ^^"),
        ("a: b", 5, 5, "a: b", "    ^"),
        ("\u202ea: b", 5, 6, "\\u202ea: b", "         ^"),
    ],
)
def test_wide_characters_tabs_and_marks_dont_shift_the_caret(line, start, end, text, mark):
    assert marked_line(line, Span("f", 1, start, 1, end)) == (text, mark)


def test_a_very_long_line_is_cut_around_the_place():
    text, mark = marked_line("x" * 5000 + "HERE" + "y" * 5000, Span("f", 1, 5001, 1, 5005))
    assert len(text) < 200
    assert text[mark.index("^") : mark.index("^") + 4] == "HERE"


def test_escape_codes_in_a_message_reach_no_terminal():
    report = render_text([Finding("a", "label \x1b[2J wipes", SPAN)], {"spec.yaml": SOURCE}, colour=False)
    assert "\x1b" not in report
