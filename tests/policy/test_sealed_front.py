"""From a spec to the bytes on the disk: a restricted field in the running app, in a draft and in a release alike."""

from __future__ import annotations

import asyncio
import shutil
import tomllib
from pathlib import Path

import pytest
from tests.built import bundle_at, history_of
from tests.policy.sealed_store import CANARY, traces

from fieldapp.bundle import load_bundle
from fieldapp.bundle.store import BundleStore
from fieldapp.data.repository import Repository
from fieldapp.testing import running
from fieldapp.testing.driver import showing
from fieldapp.ui.shell.keyed import Keyed
from fieldapp.ui.shell.start import opener
from fieldpact.pipeline import check, render_files

SPEC = """\
fieldpact: 1
app: {id: com.example.seal, name: Care, version: 1.0.0, languages: [en, sv]}
tables:
  visit:
    label: {en: Visit, sv: Besök}
    title: =note
    fields:
      note: {type: text, label: {en: Note, sv: Notis}, max_length: 100}
      finding:
        type: text
        class: restricted
        label: {en: Finding, sv: Fynd}
        max_length: 100
"""
LATER = SPEC.replace("1.0.0", "1.1.0").replace("      finding:\n", "      result:\n        renamed_from: finding\n")
FREE = SPEC.replace("        class: restricted\n", "")


@pytest.fixture(params=["draft", "release"])
def sealing(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The bundle as `fieldpact build` writes it, with and without --release."""
    (tmp_path / "spec.yaml").write_text(SPEC)
    reading = check(tmp_path / "spec.yaml")
    assert reading.app is not None
    for path, data in render_files(reading, reading.app, {}, draft=request.param == "draft").items():
        if path.startswith("src/bundle/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
    return tmp_path / "src" / "bundle"


def test_what_is_typed_is_never_on_the_disk(sealing: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shown = []

    async def play() -> None:
        async with running(sealing, folder) as app:
            app.state.lock.choose("271828")
            await app.settle()
            await app.tap("action:new:visit")
            await app.enter("field:note", "Plain words")
            await app.enter("field:finding", f"It is {CANARY}")
            app.state.keep_drafts()
        assert traces(folder, CANARY) == []
        assert traces(folder, "Plain words") == []  # a draft is sealed whole
        async with running(sealing, folder) as app:
            app.state.lock.unlock("271828")
            await app.settle()
            (draft,) = app.state.repository.drafts.list()
            await app.tap(f"draft:{draft.id}")
            await app.tap("action:save")
            shown.extend(record["finding"] for record in app.state.repository.rows("visit"))
        assert traces(folder, CANARY) == []
        assert traces(folder, "Plain words") != []

    asyncio.run(play())
    assert shown == [f"It is {CANARY}"]


def test_a_renamed_field_opens_its_values_and_its_draft(tmp_path: Path) -> None:
    for name, spec in (("1", SPEC), ("2", LATER)):
        (tmp_path / f"{name}.yaml").write_text(spec)
    first = bundle_at(tmp_path / "bundle" / "1", tmp_path / "1.yaml")
    second = bundle_at(tmp_path / "bundle" / "2", tmp_path / "2.yaml", history_of(first))
    folder = tmp_path / "data"
    store = Repository(load_bundle(first), folder, first)
    key = store.save("visit", {"note": "n", "finding": CANARY})
    token = store.delete("visit", store.save("visit", {"note": "gone", "finding": f"{CANARY} 2"}))
    form = {"table": "visit", "values": {"finding": CANARY}, "unread": {}, "touched": ["finding"], "reasons": {}}
    store.drafts.save("visit", {"form": form})
    store.close()
    store = Repository(load_bundle(second), folder, second)
    assert traces(folder) == []
    assert store.record("visit", key)["result"] == CANARY
    assert store.record("visit", store.undo(token))["result"] == f"{CANARY} 2"
    assert store.drafts.list()[0].doc["form"]["values"] == {"result": CANARY}
    store.save("visit", {"result": f"{CANARY} 3"}, key)
    assert store.record("visit", key)["result"] == f"{CANARY} 3"
    assert traces(folder) == []
    store.close()


@pytest.mark.parametrize(("words", "anew"), [("en", "Start anew"), ("sv", "Börja om")])
def test_a_lost_key_is_explained_and_nothing_is_destroyed(tmp_path: Path, words: str, anew: str) -> None:
    spec = SPEC if words == "en" else SPEC.replace("[en, sv]", "[sv, en]")
    (tmp_path / "spec.yaml").write_text(spec)
    bundle, folder = bundle_at(tmp_path / "bundle", tmp_path / "spec.yaml"), tmp_path / "data"
    store = Repository(load_bundle(bundle), folder, bundle)
    kept = store.save("visit", {"note": "n", "finding": CANARY})
    store.close()
    (secret,) = tmp_path.glob("*.key")
    secret.rename(tmp_path / "elsewhere")

    async def play() -> None:
        async with showing(opener(bundle, folder)) as app:
            assert app.has("view:key_lost")
            assert anew in app.texts("action:anew")
            await app.tap("action:anew")
            await app.wait_for(lambda: app.has("action:new:visit"))
            await app.tap("action:new:visit")
            await app.enter("field:finding", "new")
            await app.enter("field:note", "new")
            await app.tap("action:save")

    asyncio.run(play())
    (aside,) = folder.glob("data.locked-*.sqlite")
    (tmp_path / "found").mkdir()
    shutil.move(aside, tmp_path / "found" / "data.sqlite")
    (tmp_path / "elsewhere").rename(tmp_path / "found.com.example.seal.key")
    found = Repository(load_bundle(bundle), tmp_path / "found", bundle)
    assert found.record("visit", kept)["finding"] == CANARY
    found.close()


def test_an_app_without_restricted_fields_asks_for_no_key(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(FREE)
    bundle = bundle_at(tmp_path / "bundle", tmp_path / "spec.yaml")
    main = opener(bundle, tmp_path / "data")
    assert not isinstance(getattr(main, "__self__", None), Keyed)
    assert list(tmp_path.glob("*.key")) == []
    assert BundleStore(tmp_path / "data", bundle).candidates() == [bundle]


@pytest.mark.parametrize(
    ("spec", "draft", "needs"),
    [
        (SPEC, True, ["cryptography", "flet-secure-storage"]),
        (SPEC, False, ["cryptography", "flet-secure-storage"]),
        (FREE, True, []),
        (FREE, False, ["cryptography"]),
    ],
)
def test_an_app_brings_what_it_needs_and_no_more(tmp_path: Path, spec: str, draft: bool, needs: list[str]) -> None:
    (tmp_path / "spec.yaml").write_text(spec)
    reading = check(tmp_path / "spec.yaml")
    assert reading.app is not None
    project = tomllib.loads(render_files(reading, reading.app, {}, draft=draft)["pyproject.toml"].decode())["project"]
    brought = [each.partition("=")[0].rstrip(">") for each in project["dependencies"]]
    assert [name for name in ("cryptography", "flet-secure-storage") if name in brought] == needs
