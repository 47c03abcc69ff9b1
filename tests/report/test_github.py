"""Annotations: GitHub reads back exactly what was found, and nobody's text becomes a command."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fieldpact.findings import Finding, Severity, Span, Waived
from fieldpact.report.github import render_github
from fieldpact.report.text import shown


def read(line: str) -> tuple[str, dict[str, str], str]:
    """As GitHub's runner reads a line of a step's output: command, properties, message."""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    command, _, said = head.partition(" ")
    properties = dict(each.split("=", 1) for each in said.split(","))
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        properties = {name: value.replace(code, char) for name, value in properties.items()}
        data = data.replace(code, char) if char not in ":," else data
    return command, properties, data


def test_a_finding_is_an_annotation_at_its_place():
    span = Span("apps/a,b: 100%/spec.yaml", 3, 5, 3, 9)
    [line] = render_github([Finding("bad-id", "wrong: 5%, no", span, hint="do this")], str).splitlines()
    command, properties, message = read(line)
    assert command == "error"
    assert properties == {
        "file": "apps/a,b: 100%/spec.yaml", "line": "3", "endLine": "3", "col": "5", "endColumn": "9",
        "title": "bad-id",
    }  # fmt: skip
    assert message == "wrong: 5%, no\nWhat helps: do this"
    assert line.startswith("::error file=apps/a%2Cb%3A 100%25/spec.yaml,line=3,")


def test_severities_and_waivers():
    span = Span("spec.yaml", 1, 1, 4, 2)
    waived = Waived("agreed", "ann@example.com", date(2027, 3, 31), "waivers/w.yaml")
    text = render_github(
        [
            Finding("a", "x", span, Severity.ERROR, waived=waived),
            Finding("b", "x", span, Severity.WARNING),
            Finding("c", "x", span, Severity.INFO),
            Finding("d", "x", None),
        ],
        str,
    )
    found = {
        properties["title"]: (command, properties, say) for command, properties, say in map(read, text.splitlines())
    }
    assert {title: command for title, (command, _, _) in found.items()} == {
        "a (waived)": "notice", "b": "warning", "c": "notice", "d": "error",
    }  # fmt: skip
    assert "col" not in found["b"][1]  # a stretch of lines has no columns
    assert "file" not in found["d"][1]
    assert "Waived until 2027-03-31 by ann@example.com: agreed" in found["a (waived)"][2]


NASTY = st.text(st.one_of(st.sampled_from("%:,\r\n=#[]\x1b\u202e\u2028\ud800AD0235"), st.characters()))


@given(NASTY, NASTY, NASTY)
def test_no_text_becomes_a_command_or_a_property(message: str, hint: str, file: str):
    text = render_github([Finding("a-code", message, Span(file, 1, 1, 1, 2), hint=hint)], str)
    assert text.encode("utf-8")
    [line] = text.split("\n")[:-1]
    assert "\r" not in line
    command, properties, said = read(line)
    assert command == "error"
    assert set(properties) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert properties["file"] == shown(file)
    assert said == shown(message) + (f"\nWhat helps: {shown(hint)}" if hint else "")
