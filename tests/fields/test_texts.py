"""Text, addresses, choices, answers, rows: read politely, stored in one spelling."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest
from tests.locales import locale_of

from fieldapp.app import strings as strings_module
from fieldapp.app.definition import FieldDef, Option
from fieldapp.app.strings import Strings, runtime_text
from fieldapp.fields import TYPES, Unreadable, decode, encode, of

SV = locale_of("sv-SE")
TIER = FieldDef("t", "choice", "x.t", "x.t.label", options=(Option("a", "tier.a"), Option("b", "tier.b")))


def test_text_is_cleaned_of_what_stores_refuse(app):
    assert of("text").parse("  A\u0000b\nc \ud800", SV, app) == "Ab c"
    assert of("text").parse("a\u030a", SV, app) == "å"
    assert of("long_text").parse("a\r\nb\x07 ", SV, app) == "a\nb "
    assert of("long_text").parse(" \n ", SV, app) is None


@pytest.mark.parametrize(
    ("type_", "good"),
    [
        ("email", ["a@b.se", "lena.berg+x@mail.example.com", "å@exämple.se"]),
        ("phone", ["+46 70-123 45 67", "08 123 456", "(020) 7946 0018", "070 1234567 ext 12", "112"]),
        ("url", ["https://example.com", "http://x.se/a?b=c#d", "https://åäö.se", "https://example.com:8080/x"]),
    ],
)
def test_addresses_that_people_have(type_, good, app):
    assert [of(type_).parse(f" {text} ", SV, app) for text in good] == good


@pytest.mark.parametrize(
    ("type_", "bad"),
    [
        ("email", ["lena", "a b@c.se", "a@b", "a@@b.se", "a@.se", "a@b.se, c@d.se"]),
        ("phone", ["ring", "12", "1" * 22, "+46 70 call"]),
        ("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.se", "x y.se", "nodot", "https://a@evil.com"]),
    ],
)
def test_addresses_that_nobody_has(type_, bad, app):
    assert all(isinstance(of(type_).parse(text, SV, app), Unreadable) for text in bad)


def test_a_bare_host_is_completed(app):
    assert of("url").parse("example.com/menu", SV, app) == "https://example.com/menu"


def test_choices_show_labels_and_keep_values(app):
    assert of("choice").parse("guld", SV, app, TIER) == "a"
    assert of("choice").show("b", SV, app, TIER) == "Silver"
    assert of("choice").show("gone", SV, app, TIER) == "gone"
    assert of("choices").parse("Silver; a", SV, app, TIER) == ["a", "b"]
    assert of("choices").show(["a", "b"], SV, app, TIER) == "Guld, Silver"
    assert of("choices").from_json("a;b", app) == ["a", "b"]
    assert of("choices").to_text(["a", "b"], app) == "a;b"
    assert of("choice").parse("Bronze", SV, app, TIER).key == "not_an_option"


def test_yes_no_in_the_language(app):
    kind = of("yes_no")
    assert [kind.parse(text, SV, app) for text in ("Ja", "nej", "")] == [True, False, None]
    assert (kind.show(False, SV, app), kind.to_text(False, app), kind.from_json("true", app)) == ("Nej", "false", True)
    assert kind.parse("kanske", SV, app).key == "not_yes_no"


def test_blank_is_blank_at_every_stage(app):
    for name, kind in TYPES.items():
        if name == "totals":  # its columns are those of a field
            continue
        blank = [] if name == "lines" else None
        assert kind.parse("  ", SV, app) == blank
        assert kind.from_json(None, app) == kind.from_json("", app) == blank
        assert kind.show(blank, SV, app) == kind.to_text(blank, app) == ""


@pytest.mark.parametrize(
    ("type_", "data"),
    [
        ("yes_no", "maybe"),
        ("integer", "1.5"),
        ("number", "1,5"),
        ("date", "soon"),
        ("choices", [1]),
        ("text", 3),
        ("lines", [1]),
    ],
)
def test_stored_values_that_are_none_are_refused(type_, data, app):
    with pytest.raises(ValueError):
        of(type_).from_json(data, app)


def test_records_with_rows_go_to_json_and_back(app):
    fields = (
        FieldDef("hi", "note", "x.hi", "", text="hi"),
        FieldDef("name", "text", "x.name", ""),
        FieldDef("lines", "lines", "x.lines", "", fields=(FieldDef("price", "money", "x.lines.price", ""),)),
    )
    values = {"name": "A", "lines": [{"id": "r1", "price": of("money").from_json(250, app)}]}
    data = json.loads(json.dumps(encode(fields, values, app)))
    assert data == {"name": "A", "lines": [{"id": "r1", "price": 250}]}
    assert decode(fields, {**data, "gone": 1}, app) == values
    assert of("note").show(None, SV, app, fields[0]) == "Hello"


def test_an_unknown_type_is_no_type():
    with pytest.raises(KeyError):
        of("hologram")


def places(text):
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def test_swedish_is_complete_and_fills_the_same_places():
    folder = Path(strings_module.__file__).parent / "texts"
    en, sv = (json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("en", "sv"))
    assert list(en) == list(sv)
    assert {key: places(text) for key, text in en.items()} == {key: places(text) for key, text in sv.items()}


def test_every_text_that_the_runtime_shows_is_there():
    runtime = Path(strings_module.__file__).parents[1]
    asked = re.compile(r'(?:\bui|\bwords|DataProblem|Unreadable)\(\s*"([a-z_.]+)"')
    wanted = {key for file in runtime.rglob("*.py") for key in asked.findall(file.read_text(encoding="utf-8"))}
    known = json.loads((runtime / "app" / "texts" / "en.json").read_text(encoding="utf-8"))
    assert "required" in wanted and wanted <= set(known)


def test_texts_fall_back_and_count(app):
    assert runtime_text("xx", "save") == "Save"
    assert runtime_text("../sv", "save") == "Save"
    assert runtime_text("sv-FI", "rows", n=1) == "1 rad"
    assert runtime_text("sv", "rows", n=2) == "2 rader"
    assert Strings(app, "sv").of("tier.b") == "Silver"
    assert Strings(app, "sv").ui("required") == "Fyll i det här"
    assert Strings(app, "sv").ui("formula_failed", reason="{0} {x}") == "Det här går inte att räkna ut: {0} {x}"
    with pytest.raises(KeyError):
        Strings(app, "sv").of("nothing")
