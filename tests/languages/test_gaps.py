"""What the author hears about languages: codes, words the runtime lacks, texts that nobody wrote yet."""

from __future__ import annotations

import pytest

from fieldpact.findings import Severity
from fieldpact.pipeline import check

HEAD = """\
fieldpact: 1
app: {{id: com.example.visits, name: {name}, version: 1.0.0, languages: [{languages}], currency: SEK}}
tables:
  visit:
    label: {label}
    title: =shop
    fields:
"""


def found(tmp_path, languages="en", name="Visits", label="Visit", fields="      shop: {type: text, label: Shop}\n"):
    text = HEAD.format(languages=languages, name=name, label=label) + fields
    (tmp_path / "spec.yaml").write_text(text, encoding="utf-8")
    codes = ("bad-language", "no-words", "no-font", "missing-text", "missing-texts")
    return [f for f in check(tmp_path / "spec.yaml").findings if f.code in codes]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("english", "did you mean en?"),
        ("Svenska", None),
        ("swedish", "did you mean sv?"),
        ("pt_br", "did you mean pt-BR?"),
        ("EN", "did you mean en?"),
        ("zh-hant", "did you mean zh-Hant?"),
        ("xx", None),
    ],
)
def test_a_code_that_is_no_language_is_told_with_the_one_that_was_meant(code, hint, tmp_path):
    (finding,) = found(tmp_path, code)
    assert (finding.code, finding.path) == ("bad-language", "app.languages.0")
    assert finding.hint == hint or hint is None


@pytest.mark.parametrize("code", ["en", "en-GB", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "en-SE", "sr-Latn", "fil"])
def test_codes_of_languages_scripts_and_countries_are_taken(code, tmp_path):
    assert [f for f in found(tmp_path, code) if f.severity is Severity.ERROR] == []


def test_a_language_that_the_runtime_lacks_says_so(tmp_path):
    (finding,) = found(tmp_path, "fi")
    assert finding.code == "no-words" and "no Finnish yet" in finding.message
    assert [f.code for f in found(tmp_path, "ja")] == ["no-words", "no-font"]
    assert found(tmp_path, "de-AT") == []


def test_one_gap_is_told_where_it_is(tmp_path):
    (finding,) = found(tmp_path, "en, sv", label="{en: Visit}")
    assert (finding.path, finding.message) == ("tables.visit.label", "this says nothing in sv")
    assert finding.severity is Severity.WARNING


def test_every_kind_of_text_is_looked_at(tmp_path):
    fields = """\
      shop: {type: text, label: Shop, hint: {en: Where}}
      kind: {type: choice, label: Kind, options: {a: {en: A}, b: {sv: B}}}
      told: {type: note, label: Note, text: {en: Well done}}
    checks:
      - {that: =shop <> "x", say: {en: Not x}}
"""
    assert {f.path: f.message for f in found(tmp_path, "en, sv", name="{en: Visits}", fields=fields)} == {
        "app.name": "this says nothing in sv",
        "tables.visit.fields.shop.hint": "this says nothing in sv",
        "tables.visit.fields.kind.options.a": "this says nothing in sv",
        "tables.visit.fields.kind.options.b": "this says nothing in en",
        "tables.visit.fields.told.text": "this says nothing in sv",
        "tables.visit.checks.0.say": "this says nothing in sv",
    }


def test_a_forgotten_language_is_one_finding(tmp_path):
    fields = "".join(f"      f{n}: {{type: text, label: L, hint: {{en: Hint}}}}\n" for n in range(30))
    fields = "      shop: {type: text, label: Shop}\n" + fields
    (finding,) = found(tmp_path, "en, sv", fields=fields)
    assert (finding.code, finding.path) == ("missing-texts", "app.languages.1")
    assert finding.message.startswith("30 texts say nothing in sv: tables.visit.fields.f0.hint")


def test_a_label_made_from_an_id_is_in_one_language_only(tmp_path):
    fields = "      shop: {type: text, label: Shop}\n      outlet: {type: text}\n"
    assert [f.path for f in found(tmp_path, "en, sv", fields=fields)] == ["tables.visit.fields.outlet.label"]
    assert found(tmp_path, "en", fields=fields) == []
