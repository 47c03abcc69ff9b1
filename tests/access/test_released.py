"""A released app knows nobody as long as nobody can sign in: what its bundle holds, and what the person is told."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from fieldapp.app.strings import Strings
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.testing import running
from fieldpact.pipeline import read_model
from fieldpact.render.bundle import render_bundle
from fieldpact.render.inputs import Inputs
from tests.access.conftest import RULES, visit
from tests.access.stores import store_of

ALONE = """\
fieldpact: 1
app: {id: com.example.alone, name: Alone, version: 1.0.0}
tables:
  memo: {title: =text, fields: {text: text}}
"""


def release_of(spec: Path) -> dict[str, bytes]:
    """The bundle of a spec as a release holds it."""
    reading = read_model(spec)
    assert reading.app is not None
    return render_bundle(
        Inputs(
            reading.app, reading.files, reading.reference, {}, {}, {}, "", "", draft=False, pictures=reading.pictures
        )
    )


def written(files: dict[str, bytes], folder: Path) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_a_release_holds_nobody_of_the_people_of_its_drafts():
    files = release_of(RULES)
    assert "data/person.csv" not in files
    assert not [path for path, data in files.items() if b"Manager one" in data]


def test_who_opens_a_release_is_told_that_nobody_can_sign_in_yet(tmp_path: Path):
    with store_of(RULES, tmp_path) as store:
        key = visit(store, "r1", "n1", "of the draft")
    release = written(release_of(RULES), tmp_path / "release")

    async def play() -> None:
        async with running(release, tmp_path / "data") as app:
            assert "Nobody is signed in" in app.texts("state:nobody")
            assert any("can't sign anyone in yet" in text for text in app.texts("state:nobody"))
            assert not app.has("action:new:visit") and "of the draft" not in " ".join(app.texts())
            await app.tap("action:settings")
            assert "Nobody is signed in" in app.texts() and not app.has("field:person")

    asyncio.run(play())
    kept = Repository(load_bundle(release), tmp_path / "data", release)
    assert kept.people() == [] and kept.as_device().record("visit", key)["note"] == "of the draft"
    kept.close()


def test_an_app_without_roles_needs_to_know_nobody(tmp_path: Path):
    (tmp_path / "spec.yaml").write_text(ALONE)
    release = written(release_of(tmp_path / "spec.yaml"), tmp_path / "release")

    async def play() -> None:
        async with running(release, tmp_path / "data") as app:
            assert not app.has("state:nobody")
            await app.tap("action:new:memo")
            await app.enter("text", "Mine")
            await app.tap("action:save")
            assert "Mine" in app.texts()

    asyncio.run(play())


@pytest.mark.parametrize("language", ["en", "sv", "de", "fr", "es", "ar"])
def test_the_words_are_there_in_every_language(language: str, tmp_path: Path):
    words = Strings(load_bundle(written(release_of(RULES), tmp_path)), language)
    assert words.ui("shell.nobody") not in ("", "shell.nobody") and words.ui("shell.nobody_text").endswith(".")
    english = Strings(words.app, "en") if language != "en" else None
    assert english is None or english.ui("shell.nobody_text") != words.ui("shell.nobody_text")
