"""What people start from has nothing to find fault with: the starter in every language, and the examples."""

from pathlib import Path

import pytest

from fieldpact.project.starter import create
from fieldpact.resolve.app import resolve
from fieldpact.source.fmt import format_text
from fieldpact.source.yaml import read_file
from fieldpact.spec.read import read_spec

EXAMPLES = Path(__file__).parents[2] / "examples"


def findings_in(path: Path) -> list[str]:
    document = read_file(path)
    spec, found = read_spec(document)
    assert spec is not None
    _, resolved = resolve(document, spec)
    return [f"{finding.path}: {finding.message}" for finding in (*document.findings, *found, *resolved)]


@pytest.mark.parametrize("country", ["Ireland", "Germany", "Sweden", "France"])
def test_the_starter_is_clean_and_in_canonical_form(tmp_path, country):
    path = create({"country": country}, tmp_path) / "spec.yaml"
    text = path.read_text(encoding="utf-8")
    assert findings_in(path) == []
    assert format_text(text, path.name) == (text, [])


@pytest.mark.parametrize("record", ["Account", "Form", "Owner", "店舗", "Visit: 2", "Date", "Con", "person"])
def test_the_starter_is_clean_whatever_is_recorded(tmp_path, record):
    answers = {"record": record, "app_name": record, "owner": "lena@7-eleven.example.com"}
    assert findings_in(create(answers, tmp_path) / "spec.yaml") == []


@pytest.mark.parametrize("name", ["store_visit", "order_capture", "shout_out", "call_report", "sample_drop"])
def test_an_example_is_clean_and_in_canonical_form(name):
    path = EXAMPLES / name / "spec.yaml"
    text = path.read_text(encoding="utf-8")
    assert findings_in(path) == []
    assert format_text(text, path.name) == (text, [])
