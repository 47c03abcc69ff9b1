"""The words of the lexicon: six languages, and narrow enough that ordinary apps meet none by accident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldpact.govern.facts import facts_of
from fieldpact.govern.governance import Governance, shipped_governance
from fieldpact.govern.infer import infer
from fieldpact.govern.lexicon import Lexicon, LexiconFile, words
from fieldpact.model.app import App
from fieldpact.pipeline import read_model
from fieldpact.project.starter import create

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "sv", "de", "fr", "es", "ar")
WORDS = shipped_governance().words()
READ, _ = shipped_governance().lexicon(LANGUAGES)


def ordinary(tmp_path: Path) -> Iterator[App]:
    """The examples, and the starter in each of its languages."""
    made = [
        create({"app_name": f"Visits {country}", "country": country}, tmp_path, dt.date(2026, 11, 1)) / "spec.yaml"
        for country in ("United Kingdom", "Germany", "Sweden", "France")
    ]
    for path in [*sorted(ROOT.glob("examples/*/spec.yaml")), *made]:
        reading = read_model(path)
        assert reading.app is not None
        yield reading.app


def by_a_word(app: App, lexicon: Lexicon) -> list[str]:
    """Fields that a word of their label makes personal or worse."""
    found = infer(app, lexicon).fields
    return [f"{path}: {v.reason}" for path, v in found.items() if v.reason and v.reason.endswith("in its label")]


def test_no_label_of_an_ordinary_app_is_met_by_accident(tmp_path: Path):
    apps = list(ordinary(tmp_path))
    assert len(apps) >= 10
    assert [hit for app in apps for hit in by_a_word(app, READ)] == []


def test_moves_that_approve_are_told_from_those_that_ask(tmp_path: Path):
    approving = {
        f"{app.id.rpartition('.')[2]} {row['id']}"
        for app in ordinary(tmp_path)
        for row in facts_of(app, READ, {}).rows["moves"]
        if row["approves"]
    }
    assert approving == {"beverage_order release", "store_visit approve"}


@pytest.mark.parametrize(
    ("language", "approving", "asking"),
    [
        ("en", "Approve request", "Ask for release"),
        ("en", "Approved for release", "Waiting for approval"),
        ("sv", "Godkänn", "Skicka för godkännande"),
        ("de", "Freigeben", "Freigabe beantragen"),
        ("fr", "Refuser la demande", "Demander l'approbation"),
        ("es", "Aprobar la solicitud", "Solicitar la aprobación"),
        ("ar", "موافقة", "طلب الموافقة"),
    ],
)
def test_a_name_approves_or_only_asks(language: str, approving: str, asking: str):
    assert READ.names_approval({language: approving}, "step")
    assert READ.names_approval({language: asking}, "step") is None


@pytest.mark.parametrize(
    ("language", "label", "level"),
    [
        ("en", "Patient initials", "personal"),
        ("en", "Initials of the patient", "personal"),
        ("en", "Patient leaflets on the shelf", None),
        ("en", "Initials", None),
        ("en", "Emergency contact", "personal"),
        ("en", "Emergency exit free", None),
        ("de", "Initialen des Patienten", "personal"),
        ("de", "Patientenbroschüren", None),
        ("sv", "Patientens initialer", "personal"),
        ("fr", "Initiales du patient", "personal"),
        ("es", "Iniciales del paciente", "personal"),
        ("es", "Número de pasaporte", "restricted"),
        ("es", "Afiliación sindical", "special"),
        ("es", "Correo electrónico", "personal"),
        ("es", "Modelo de teléfono", None),
        ("es", "Nombre", None),
        ("ar", "اسم المريض", "personal"),
        ("ar", "رقم جواز السفر", "restricted"),
        ("ar", "رقم الهاتف", "personal"),
        ("ar", "حامل العرض", None),
        ("ar", "المبلغ المدين", None),
    ],
)
def test_words_of_six_languages(language: str, label: str, level: str | None):
    hit = READ.find({language: label}, "value", near_people=True)
    assert (hit.level if hit else None) == level


def test_the_six_languages_of_the_runtime_have_words_in_every_list():
    assert set(WORDS) == set(LANGUAGES)
    for language, file in WORDS.items():
        assert all(getattr(file, name) for name in LexiconFile.model_fields), language
        assert file.special.keys() == WORDS["en"].special.keys(), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_found_where_it_stands_and_not_inside_a_word(language: str):
    file = WORDS[language]
    phrases = [*file.personal, *file.restricted, *(phrase for kind in file.special.values() for phrase in kind)]
    assert len(phrases) == len(set(phrases))
    for phrase in phrases:
        plain = phrase.removesuffix("*")
        assert READ.find({language: f"{plain}: 1"}, "value", near_people=False), phrase
        inside = " ".join(f"xx{word}" for word in plain.split())
        assert READ.find({language: inside}, "value", near_people=False) is None, phrase


@given(st.lists(st.sampled_from([*words(" ".join(WORDS["en"].personal)), "shelf", "name", "of", "price"]), max_size=6))
def test_a_label_is_met_only_by_a_phrase_that_stands_in_it(label: list[str]):
    text = f" {' '.join(label)} "
    english = WORDS["en"]
    said = [*english.personal, *english.restricted, *(p for kind in english.special.values() for p in kind)]
    stands = any(f" {phrase} " in text for phrase in said) or text.strip() in english.personal_alone
    assert (READ.find({"en": text}, "value", near_people=False) is not None) == stands


def test_moves_of_other_languages_are_read_in_their_own(governance: Governance):
    swedish, _ = governance.lexicon(["sv"])
    assert swedish.names_approval({"de": "Genehmigen"}, "step") is None
    assert swedish.names_approval({"sv": "Attestera"}, "step")
