"""A bundle that comes while the app runs: taken between records, with what was typed under the one before."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft
import pytest
from tests.built import bundle_at, history_of

from fieldapp.bundle import BundleRefused, load_bundle
from fieldapp.bundle.store import BundleStore
from fieldapp.testing.driver import showing
from fieldapp.testing.tree import walk
from fieldapp.ui.shell.updates import Updates

FIRST = """\
fieldpact: 1
app: {id: com.example.m, name: Visits, version: 1.0.0}
tables:
  visit: {title: =note, fields: {note: {type: text, label: Note}, size: {type: integer, label: Size}}}
"""
SECOND = """\
fieldpact: 1
app: {id: com.example.m, name: Visits, version: 1.1.0}
tables:
  visit:
    title: =remark
    fields:
      remark: {type: text, renamed_from: note, label: Remark}
      size: {type: integer, label: Size}
"""


@pytest.fixture
def releases(tmp_path: Path) -> tuple[Path, Path]:
    """Both bundles, the second built after the first."""
    for name, spec in (("1", FIRST), ("2", SECOND)):
        (tmp_path / f"{name}.yaml").write_text(spec)
    first = bundle_at(tmp_path / "b1", tmp_path / "1.yaml", {})
    return first, bundle_at(tmp_path / "b2", tmp_path / "2.yaml", history_of(first))


def _files(bundle: Path) -> dict[str, bytes]:
    return {p.relative_to(bundle).as_posix(): p.read_bytes() for p in bundle.rglob("*") if p.is_file()}


def test_a_bundle_waits_until_the_form_is_left_and_the_draft_opens_in_it(
    releases: tuple[Path, Path], tmp_path: Path
) -> None:
    async def play() -> None:
        first, second = releases
        updates = Updates(BundleStore(tmp_path / "data", first), tmp_path / "data")
        async with showing(updates.main) as app:
            await app.tap("action:new:visit")
            await app.enter("field:note", "Begun before")
            await app.enter("field:size", "many")
            updates.receive(_files(second))
            await app.settle()
            assert app.has("field:note")
            await app.tap("action:back")
            await app.tap("action:keep")
            await app.settle()
            assert updates.repository is not None and updates.repository.app.version == "1.1.0"
            (draft,) = updates.repository.drafts.list("visit")
            await app.tap(f"draft:{draft.id}")
            await app.wait_for(lambda: app.has("field:remark"))
            assert {"Begun before", "many"} <= {
                str(box.value) for box in walk(app.page) if isinstance(box, ft.TextField)
            }

    asyncio.run(play())


def test_a_bundle_that_cannot_be_opened_changes_nothing(releases: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = releases
    updates = Updates(BundleStore(tmp_path / "data", first), tmp_path / "data")
    files = _files(second)
    with pytest.raises(BundleRefused):
        updates.receive({**files, "app.json": files["app.json"] + b" "})
    assert updates.repository is not None and updates.repository.app.version == "1.0.0"


def test_going_back_is_for_good(releases: tuple[Path, Path], tmp_path: Path) -> None:
    """Back to a bundle of the same shape; its records are those typed meanwhile."""
    first, _ = releases
    (tmp_path / "3.yaml").write_text(FIRST.replace("1.0.0", "1.0.1").replace("label: Note", "label: Wrong"))
    third = bundle_at(tmp_path / "b3", tmp_path / "3.yaml", history_of(first))
    updates = Updates(BundleStore(tmp_path / "data", first), tmp_path / "data")
    updates.receive(_files(third))
    assert updates.repository is not None and updates.repository.app.version == "1.0.1"
    key = updates.repository.save("visit", {"note": "typed meanwhile"})
    (running,) = (tmp_path / "data" / "bundles").glob("0*")
    updates.go_back(running)
    assert updates.repository.app.version == "1.0.0"
    assert (updates.repository.record("visit", key) or {})["note"] == "typed meanwhile"
    assert load_bundle(first).version == "1.0.0"
    with pytest.raises(BundleRefused, match="refused before"):
        updates.receive(_files(third))
