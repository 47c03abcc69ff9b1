"""The demo app, ready to be driven."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `demo` is a module of these tests alone

import demo


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return demo.build(tmp_path / "bundle")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"
