"""The bundle of a small app, sealed, as a folder that a test may change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sealed import sealed_app


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return sealed_app(tmp_path / "bundle")
