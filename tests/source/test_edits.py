"""Settings become edits that keep everything else of a file."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fieldpact.findings import Setting
from fieldpact.source.edits import applied, edits_of
from fieldpact.source.fmt import format_text
from fieldpact.source.nodes import Mapping, Scalar
from fieldpact.source.yaml import read_text
from fieldpact.spec.plain import to_plain

NOTES = ("tables", "visit", "fields", "notes")


def changed(text: str, *settings: tuple[tuple, object]) -> str | None:
    document = read_text(text, "spec.yaml")
    assert not document.findings, document.findings
    edits = edits_of(document, [Setting(path, value) for path, value in settings])
    return applied(document.source, edits) if edits else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("notes: long_text  # short", "notes: {type: long_text, max_length: 500}  # short"),
        ("notes: {type: long_text}", "notes: {type: long_text, max_length: 500}"),
        ("notes: {type: long_text,}", "notes: {type: long_text, max_length: 500,}"),
        ("notes: {}", "notes: {max_length: 500}"),
        ("notes: {max_length: 900, type: long_text}", "notes: {max_length: 500, type: long_text}"),
        ("notes: {type: long_text, max_length: }", "notes: {type: long_text, max_length: 500}"),
        ("notes:\n        type: long_text", "notes:\n        type: long_text\n        max_length: 500"),
        (
            "notes:\n        type: long_text  # long\n        # below\n        label:\n          en: N",
            "notes:\n        type: long_text  # long\n        max_length: 500\n        # below\n"
            "        label:\n          en: N",
        ),
        (
            "notes:\n        label:\n          en: N\n        hint: |\n          A\n          B\n",
            "notes:\n        label:\n          en: N\n        hint: |\n          A\n          B\n"
            "        max_length: 500\n",
        ),
    ],
)
def test_a_key_is_set_in_every_form_of_a_field(before, after):
    head = "tables:\n  visit:\n    fields:\n      "
    assert changed(head + before, ((*NOTES, "max_length"), "500")) == head + after


def test_windows_line_breaks_stay():
    text = "tables:\r\n  visit:\r\n    title: =name\r\n    fields: {name: text}\r\n"
    wanted = text.replace("    fields", "    purpose: x\r\n    fields")
    assert changed(text, (("tables", "visit", "purpose"), "x")) == wanted


def test_keys_that_are_missing_on_the_way_are_made():
    text = "app: {id: a.b}\npact:\n  it: {name: IT}\n"
    assert changed(text, (("pact", "plan", "review_by"), "2027-01-15")) == text + "  plan: {review_by: 2027-01-15}\n"


def test_several_keys_of_a_short_field_share_its_braces():
    text = "tables: {visit: {fields: {notes: long_text}}}"
    made = changed(text, ((*NOTES, "max_length"), "5"), ((*NOTES, "about"), "a_place"))
    assert made == "tables: {visit: {fields: {notes: {type: long_text, max_length: 5, about: a_place}}}}"


def test_values_are_quoted_where_they_must_be():
    text = "tables: {visit: {fields: {notes: long_text}}}"
    assert changed(text, ((*NOTES, "visible"), "=a, b")) is not None
    made = changed(text, ((*NOTES, "visible"), "=If(a, b)"), ((*NOTES, "kinds"), ("ean13", "a, b")))
    assert made is not None
    field = to_plain(read_text(made, "spec.yaml").root)["tables"]["visit"]["fields"]["notes"]
    assert field == {"type": "long_text", "visible": "=If(a, b)", "kinds": ["ean13", "a, b"]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{type: phone, class: public}", "{type: phone}"),
        ("{class: public, type: phone}", "{type: phone}"),
        ("\n        type: phone\n        class: public  # no\n", "\n        type: phone\n"),
        ("\n        class: public\n        type: phone\n", "\n        type: phone\n"),
    ],
)
def test_a_key_is_taken_out(before, after):
    head = "tables:\n  visit:\n    fields:\n      notes: "
    made = changed((head + before).replace(": \n", ":\n"), ((*NOTES, "class"), None))
    assert made == (head + after).replace(": \n", ":\n")


@pytest.mark.parametrize(
    "text", ["tables: {visit: {fields: {notes: {class: public}}}}", "app: [1]", "tables: {visit: x}"]
)
def test_what_has_no_sure_place_is_left_alone(text):
    assert changed(text, ((*NOTES, "class"), None)) is None


def test_edits_that_touch_the_same_characters_are_refused():
    document = read_text("a: 1\n", "spec.yaml")
    edits = edits_of(document, [Setting(("a",), "2")])
    assert applied(document.source, edits) == "a: 2\n"
    assert applied(document.source, [*edits, *edits]) is None


keys = st.sampled_from(["label", "hint", "max_length", "type", "search"])
values = st.text("ab :#,[]{}'\"=?-1", min_size=1, max_size=12).filter(lambda text: text.strip() == text)


@example({"label": '="'}, "hint", '=a"', True, "\n")
@given(
    st.dictionaries(keys, values, min_size=1, max_size=4), keys, values, st.booleans(), st.sampled_from(["\n", "\r\n"])
)
def test_whatever_is_set_stands_there_afterwards_and_nothing_else_changes(field, key, value, flow, newline):
    from fieldpact.source.quoting import spell

    entries = [f"{name}: {spell(text, 'plain', flow)}" for name, text in field.items()]
    body = " {" + ", ".join(entries) + "}" if flow else "".join(f"{newline}        {entry}" for entry in entries)
    head = f"# top{newline}tables:{newline}  visit:{newline}    fields:{newline}      notes:"
    text = head + body + f"  # end{newline}      other: text  # last{newline}"
    document = read_text(text, "spec.yaml")
    assert isinstance(document.root, Mapping)
    made = changed(text, ((*NOTES, key), value))
    assert made is not None
    again = read_text(made, "spec.yaml")
    expected = {**field, key: value}
    assert to_plain(again.root) == {"tables": {"visit": {"fields": {"notes": expected, "other": "text"}}}}
    assert made.count("# end") == made.count("# last") == made.count("# top") == 1
    node = again.find((*NOTES, key))
    assert isinstance(node, Scalar)
    assert format_text(made, "spec.yaml")[1] == again.findings
