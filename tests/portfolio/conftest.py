"""A folder with several apps, and the command that takes stock of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fieldpact.cli import main
from tests.cli.conftest import SPEC
from tests.review.people import Organisation

Run = Callable[..., Result]


@pytest.fixture
def org(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    return Organisation(tmp_path, monkeypatch)


@pytest.fixture
def portfolio(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("fieldpact.cli.governance_option.today", lambda: dt.date(2027, 2, 1))

    def run(*words: object) -> Result:
        return CliRunner().invoke(main, ["portfolio", *map(str, words)], catch_exceptions=False)

    return run


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    """Five specs: two plain ones, one about people, one that can't be read as an app, one with another's id."""
    top = tmp_path / "apps"
    texts = {
        "north/visits": SPEC,
        "north/calls": SPEC.replace("com.example.visits", "com.example.calls").replace(
            "spent: money", "phone: {type: phone, purpose: visit_planning}"
        ),
        "south/lost": SPEC.replace("com.example.visits", "com.example.lost").replace("spent: money", "spent: mony"),
        "south/copy": SPEC,
        "south/old": SPEC.replace("com.example.visits", "com.example.old").replace("2027-07-15", "2027-01-20"),
    }
    for name, text in texts.items():
        (top / name).mkdir(parents=True)
        (top / name / "spec.yaml").write_text(text)
    return top


def stock_of(result: Result, status: int = 0) -> dict[str, Any]:
    assert result.exit_code == status, result.output
    return json.loads(result.output)
