"""The four questions, and which answers are sent back."""

import pytest

from fieldpact.project.questions import definition, problem_with, problems_with, questions, settled


def question(key: str):
    return next(q for q in questions() if q.key == key)


def test_four_questions_each_with_a_default_that_is_an_answer():
    asked = questions()
    assert [q.key for q in asked] == ["app_name", "record", "owner", "country"]
    assert [q.key for q in asked if not q.ask or problem_with(q, "") or problem_with(q, q.default)] == []


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("owner", "lena"),
        ("owner", "lena@company"),
        ("owner", "lena@company.com\nbcc: x@example.com"),
        ("owner", "a@b.c, d@e.f"),
        ("country", "Atlantis"),
        ("app_name", "x" * 61),
        ("app_name", "nul\0byte"),
        ("app_name", "half \ud83d emoji"),
        ("record", "=1+1"),
    ],
)
def test_what_cannot_be_used_is_a_finding_that_says_what_to_do(key, answer):
    found = problem_with(question(key), answer)
    assert found is not None and found.path == key and found.hint


def test_all_findings_come_at_once_with_keys_that_nobody_asked_for():
    found = problems_with({"owner": "lena", "country": "Atlantis", "colour": "red"})
    assert [finding.path for finding in found] == ["colour", "owner", "country"]


def test_an_option_may_be_typed_in_any_case():
    assert settled(question("country"), " sweden ") == "Sweden"


def test_every_country_has_a_currency_and_texts():
    keys = definition()
    assert list(keys["_countries"]) == keys["country"]
    texts = keys["_texts"]
    assert {country["language"] for country in keys["_countries"].values()} == set(texts)
    assert {frozenset(words) for words in texts.values()} == {frozenset(texts["en"])}
