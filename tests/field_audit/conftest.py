"""The audit of tests/cases/field_audit, compiled anew: nested scores, a location, and a signature that seals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.form import Engine
from fieldpact.pipeline import check, render_bundle_of
from tests.field_audit.audits import NOW, Open
from tests.tidy.house import ROOT


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle."""
    folder = tmp_path_factory.mktemp("audit") / "bundle"
    reading = check(ROOT / "tests" / "cases" / "field_audit" / "spec.yaml")
    assert reading.app is not None, reading.findings
    for path, data in render_bundle_of(reading, reading.app, {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Repository]:
    repository = Repository(load_bundle(made), tmp_path / "store", made, me={"id": "p1"}, clock=lambda: NOW)
    yield repository
    repository.close()


@pytest.fixture
def audit(store: Repository) -> Open:
    """A form: new, of stored values, or of a draft."""

    def opened(values: Mapping[str, Any] | None = None, draft: Mapping[str, Any] | None = None) -> Engine:
        app = store.app
        if draft is not None:
            return Engine.from_draft(app, app.tables["audit"], store.world(), draft)
        return Engine(app, app.tables["audit"], store.world(), values)

    return opened
