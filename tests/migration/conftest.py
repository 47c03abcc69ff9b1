"""Releases of an app one after the other, each built with the history of those before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.built import bundle_at, history_of

Release = Callable[[str], Path]


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """Builds the next release from the tables of its spec, and gives its bundle."""
    built: list[Path] = []

    def build(tables: str) -> Path:
        spec = tmp_path / f"{len(built) + 1}.yaml"
        spec.write_text(f"fieldpact: 1\napp: {{id: com.example.m, name: M, version: 1.0.0}}\ntables:\n{tables}")
        history = history_of(built[-1]) if built else {}
        built.append(bundle_at(tmp_path / f"bundle{len(built) + 1}", spec, history))
        return built[-1]

    return build
