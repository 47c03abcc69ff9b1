"""What a damaged bundle shows, and that a release carries no DRAFT mark."""

from __future__ import annotations

import asyncio
from pathlib import Path

import demo

from fieldapp.testing import running, showing
from fieldapp.ui.shell.start import opener


def test_a_changed_bundle_is_refused_with_the_reason(bundle: Path, data: Path):
    (bundle / "app.json").write_text("{}")

    async def play() -> None:
        async with showing(opener(bundle, data)) as app:
            assert "This app can't be opened" in app.texts("view:refused")
            assert any("app.json" in text for text in app.texts("view:refused"))

    asyncio.run(play())
    assert not data.exists()


def test_only_a_draft_is_marked_as_one(tmp_path: Path, bundle: Path, data: Path):
    release = demo.build(tmp_path / "release", draft=False)

    async def play() -> None:
        async with running(bundle, data) as app:
            assert "DRAFT" in app.texts()
        async with running(release, data) as app:
            assert "DRAFT" not in app.texts()

    asyncio.run(play())
