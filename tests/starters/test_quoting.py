"""Quoted text reads back as itself, in YAML and in Markdown."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fieldpact.project.naming import id_from, reversed_domain
from fieldpact.project.quoting import markdown_text, yaml_text

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(ANY_TEXT)
def test_yaml_text_reads_back_in_block_and_flow(text):
    source = f"block: {yaml_text(text)}\nflow: {{a: {yaml_text(text)}, b: [{yaml_text(text)}]}}\n"
    assert yaml.load(source, Loader=yaml.CSafeLoader) == {"block": text, "flow": {"a": text, "b": [text]}}


@pytest.mark.parametrize("text", ["Store Visit", "Butiksbesök", "Follow-up 2", "lena.berg@example.com"])
def test_ordinary_words_stay_unquoted(text):
    assert yaml_text(text) == text


@pytest.mark.parametrize("text", ["no", "12:30", "", "a: b", "x #y", "- z", " a", "a "])
def test_what_yaml_reads_otherwise_is_quoted(text):
    assert yaml_text(text).startswith('"')


@pytest.mark.parametrize(
    "text", ["[x](javascript:alert(1))", "<b>bold</b>", "# head", "`id`", "a | b", "**x**", "1. one"]
)
def test_markdown_shows_the_text_and_nothing_else(text):
    tokens = MarkdownIt().parse(f"# {markdown_text(text)}")
    inline = next(token for token in tokens if token.type == "inline")
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children or []) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Store Visit", "store_visit"),
        ("Butiksbesök hos Åke", "butiksbesok_hos_ake"),
        ("Große Übung", "grosse_ubung"),
        ("  24h Øl-runde! ", "h_ol_runde"),
        ("店舗", "fallback"),
        ("", "fallback"),
        ("x" * 90, "x" * 40),
    ],
)
def test_ids_are_close_to_the_text(text, expected):
    assert id_from(text, "fallback") == expected


@given(ANY_TEXT)
def test_any_text_gives_an_id(text):
    found = id_from(text, "fallback", {"fallback"}, "_app")
    assert found != "fallback" and found.isascii() and found.isidentifier() and found == found.lower()


def test_the_domain_is_turned_round():
    assert reversed_domain("lena@sales.acme-foods.com") == "com.acme_foods.sales"
