"""What an author counts: plural forms by language, on the start page."""

from __future__ import annotations

import pytest

from fieldapp.app.strings import Strings
from fieldpact.pipeline import check
from fieldpact.trial.definitions import definitions

HEAD = """\
fieldpact: 1
app: {{id: com.example.visits, name: Visits, version: 1.0.0, languages: [{languages}], currency: SEK}}
tables:
  visit:
    label: Visit
    title: =shop
    counted: {counted}
    fields:
      shop: {{type: text, label: Shop}}
"""


def read(tmp_path, languages, counted):
    (tmp_path / "spec.yaml").write_text(HEAD.format(languages=languages, counted=counted), encoding="utf-8")
    return check(tmp_path / "spec.yaml")


def findings(tmp_path, languages, counted):
    codes = (
        "unknown-form",
        "unknown-language",
        "unknown-place",
        "missing-form",
        "missing-text",
        "wrong-shape",
        "counted",
    )
    found = read(tmp_path, languages, counted).findings
    return [(f.code, f.message) for f in found if f.code in codes or "counted" in f.path]


POLISH = '{one: "{n} wizyta", few: "{n} wizyty", many: "{n} wizyt", other: "{n} wizyty"}'


@pytest.mark.parametrize(
    ("language", "n", "words"),
    [
        ("en", 0, "0 visits"),
        ("en", 1, "1 visit"),
        ("pl", 1, "1 wizyta"),
        ("pl", 22, "22 wizyty"),
        ("pl", 25, "25 wizyt"),
    ],
)
def test_the_form_is_the_languages(tmp_path, language, n, words):
    reading = read(tmp_path, "en, pl", f'{{en: {{one: "{{n}} visit", other: "{{n}} visits"}}, pl: {POLISH}}}')
    app = definitions(reading.app, reading.files, reading.reference)
    assert Strings(app, language).counted(app.tables["visit"].counted, n) == words


def test_a_table_without_words_tells_the_number(tmp_path):
    assert findings(tmp_path, "en, pl", f'{{en: {{one: "{{n}} visit", other: "{{n}} visits"}}, pl: {POLISH}}}') == []
    reading = read(tmp_path, "en", '{en: {one: "{n} visit", other: "{n} visits"}}')
    app = definitions(reading.app, reading.files, reading.reference)
    assert Strings(app, "en").counted({}, 7) == "7"


@pytest.mark.parametrize(
    ("languages", "counted", "code", "said"),
    [
        ("en", '{en: {one: "{n} visit"}}', "missing-form", "the form other is missing"),
        ("pl", '{pl: {one: "{n} wizyta", other: "{n} wizyty"}}', "missing-form", "pl also counts with few, many"),
        ("en", '{en: {one: a, other: b, lots: c}}', "unknown-form", "lots is not a plural form"),
        ("en", '{en: {one: a, other: "{x} b"}}', "unknown-place", "only {n} can stand in braces here: the number"),
        ("en", '{en: {one: a, other: "b}"}}', "unknown-place", "only {n} can stand in braces here: the number"),
        ("en", '{sv: {one: a, other: b}}', "unknown-language", "the app has no language 'sv'"),
        ("en, sv", '{en: {one: a, other: b}}', "missing-text", "this says nothing in sv"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_forms_is_said(tmp_path, languages, counted, code, said):
    assert (code, said) in findings(tmp_path, languages, counted)


def test_words_without_forms_are_told_how(tmp_path):
    ((_, said),) = findings(tmp_path, "en", "visits")
    assert 'such as {en: {one: "{n} visit", other: "{n} visits"}}' in said
