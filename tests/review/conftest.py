from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.people import Organisation


@pytest.fixture
def org(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    return Organisation(tmp_path, monkeypatch)
