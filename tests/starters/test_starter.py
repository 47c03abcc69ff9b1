"""`create`: four answers become a folder whose texts are the answers, character for character."""

import csv
import datetime as dt
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldpact.project.questions import problems_with
from fieldpact.project.starter import StarterRefused, create

DAY = dt.date(2027, 1, 1)
ANSWERS = {"app_name": "Tasting Log", "record": "Tasting", "owner": "lena.berg@example.com", "country": "Sweden"}


def spec_of(folder: Path) -> dict[str, Any]:
    loaded = yaml.load((folder / "spec.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def test_the_answers_are_in_the_spec(tmp_path):
    folder = create(ANSWERS, tmp_path, DAY)
    spec = spec_of(folder)
    assert folder == tmp_path / "tasting_log"
    assert spec["app"]["id"] == "com.example.tasting_log"
    assert spec["app"]["name"] == "Tasting Log"
    assert (spec["app"]["languages"], spec["app"]["currency"]) == (["sv"], "SEK")
    assert spec["tables"]["tasting"]["label"] == "Tasting"
    assert spec["tables"]["tasting"]["fields"]["outcome"]["label"] == "Hur gick det?"
    assert spec["pact"]["business"]["person"] == "lena.berg@example.com"
    assert spec["pact"]["plan"] == {"go_live": "2027-03-02", "review_by": "2027-08-29"}
    assert spec["views"]["last_week"]["of"] == "tasting"


def test_the_folder_holds_what_the_spec_names_and_stays_readable(tmp_path):
    folder = create(ANSWERS, tmp_path, DAY)
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert found == ["README.md", "data/accounts.csv", "spec.yaml"]
    with (folder / "data/accounts.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["id", *spec_of(folder)["tables"]["account"]["fields"]]
    assert len((folder / "spec.yaml").read_text(encoding="utf-8").splitlines()) <= 60
    assert "Tasting Log" in (folder / "README.md").read_text(encoding="utf-8")


def test_without_answers_the_defaults_hold(tmp_path):
    folder = create({}, tmp_path)
    assert folder.name == "store_visit"
    assert create(dict.fromkeys(ANSWERS, "  "), tmp_path / "other").name == "store_visit"


def test_the_same_answers_give_the_same_bytes(tmp_path):
    one, two = create(ANSWERS, tmp_path / "one", DAY), create(ANSWERS, tmp_path / "two", DAY)
    for name in ("spec.yaml", "README.md", "data/accounts.csv"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


@pytest.mark.parametrize("country", ["United Kingdom", "Germany", "sweden", "France", "Another country"])
def test_every_language_fills_the_whole_spec(tmp_path, country):
    spec = spec_of(create({**ANSWERS, "country": country}, tmp_path, DAY))
    labels = [field["label"] for field in spec["tables"]["tasting"]["fields"].values()]
    assert len(labels) == 7 and all(labels)


HOSTILE = [
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    "{# gone #}",
    "{{ cookiecutter.__class__.__mro__ }}",
    'Lena\'s "best" visit',
    "Visit: the sequel",
    "two\nlines",
    "tab\there",
    "a # remark",
    "- item",
    "no",
    "[a, b}",
    "&anchor *alias !tag",
    "back\\slash \\n",
    "Butiksbesök hos Åke",
    "店舗訪問",
    "\u202eright to left",
    "rocket 🚀 👩\u200d🔬",
    "${HOME} $(id) `id`",
    "__import__('os').system('id')",
    "../../etc/passwd",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_answer_comes_out_as_the_same_text(tmp_path, text):
    folder = create({**ANSWERS, "app_name": text, "record": text}, tmp_path, DAY)
    spec = spec_of(folder)
    ours = [name for name in spec["tables"] if name != "account"]
    assert folder.parent == tmp_path
    assert spec["app"]["name"] == text
    assert [spec["tables"][name]["label"] for name in ours] == [text]
    assert spec["pact"]["success"][0]["whole"] == f"=CountRows({ours[0]})"
    assert all(part.isascii() and part.isidentifier() for part in (folder.name, ours[0]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=60), record=st.text(max_size=40))
def test_any_text_is_kept_or_refused(tmp_path_factory, name, record):
    answers = {**ANSWERS, "app_name": name, "record": record}
    target = tmp_path_factory.mktemp("any")
    if problems_with(answers):
        with pytest.raises(StarterRefused):
            create(answers, target, DAY)
        assert list(target.iterdir()) == []
        return
    spec = spec_of(create(answers, target, DAY))
    asked = {"name": name, "record": record}
    kept = {"name": spec["app"]["name"], "record": list(spec["tables"].values())[1]["label"]}
    assert [key for key, text in asked.items() if text.strip() and not same(kept[key], text)] == []


def same(kept: str, typed: str) -> bool:
    return kept == unicodedata.normalize("NFC", typed).strip()


def test_a_target_whose_name_looks_like_a_template_is_only_a_name(tmp_path):
    folder = create(ANSWERS, tmp_path / "{{ 7 * 7 }}", DAY)
    assert folder == tmp_path / "{{ 7 * 7 }}" / "tasting_log"
    assert (folder / "spec.yaml").is_file()


def test_a_folder_that_exists_is_left_alone(tmp_path):
    mine = tmp_path / "tasting_log" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("keep", encoding="utf-8")
    with pytest.raises(StarterRefused) as refused:
        create(ANSWERS, tmp_path, DAY)
    assert [finding.code for finding in refused.value.findings] == ["folder-exists"]
    assert [path.name for path in tmp_path.iterdir()] == ["tasting_log"]
    assert mine.read_text(encoding="utf-8") == "keep"


def test_nothing_is_read_from_or_left_in_the_persons_home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    settings_file = home / ".cookiecutterrc"
    settings_file.write_text("default_context: {app_name: Stolen}\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("COOKIECUTTER_CONFIG", str(settings_file))
    assert spec_of(create({}, tmp_path / "new", DAY))["app"]["name"] == "Store Visit"
    assert [path.name for path in home.rglob("*")] == [".cookiecutterrc"]


@pytest.mark.parametrize("record", ["Account", "person", "Date", "Form", "Con"])
def test_a_record_gets_an_id_that_is_free(tmp_path, record):
    tables = spec_of(create({**ANSWERS, "record": record}, tmp_path, DAY))["tables"]
    assert list(tables) == ["account", f"{record.lower()}_record"]


def test_an_app_named_like_a_device_gets_a_folder_that_windows_can_make(tmp_path):
    assert create({**ANSWERS, "app_name": "Con"}, tmp_path, DAY).name == "con_app"


def test_owner_deputy_and_it_are_three_people(tmp_path):
    for owner in ("it@example.com", "deputy@example.com"):
        pact = spec_of(create({**ANSWERS, "owner": owner}, tmp_path / owner, DAY))["pact"]
        assert len({pact["business"]["person"], pact["business"]["deputy"], pact["it"]["person"]}) == 3
