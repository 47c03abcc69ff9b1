"""The shell of a release runs what was approved: as it was packaged, and whatever comes to it afterwards."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldapp.bundle import BundleRefused, load_bundle
from fieldapp.bundle.approval import check_approval, read_trust, trust_beside
from fieldapp.bundle.seal import seal
from fieldapp.bundle.store import BundleStore
from fieldapp.testing import showing
from fieldapp.ui.shell.start import opener
from fieldapp.ui.shell.updates import open_best
from fieldpact.pipeline import check, render_bundle_of
from tests.review.people import ANN, CI, LENA, TODAY, Organisation


@pytest.fixture
def release(org: Organisation) -> Path:
    """The bundle of a released app."""
    org.approved()
    org.ok("build", org.app, "--release", "-o", org.folder / "out")
    return org.folder / "out" / "src" / "bundle"


def files_of(bundle: Path) -> dict[str, bytes]:
    return {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}


def shown(bundle: Path, data: Path) -> list[str]:
    async def play() -> list[str]:
        async with showing(opener(bundle, data)) as app:
            return list(app.texts())

    return asyncio.run(play())


def reseal(bundle: Path) -> None:
    (bundle / "seal.json").write_bytes(seal(files_of(bundle)))


def next_release(org: Organisation, version: str = "1.0.1") -> dict[str, bytes]:
    """A green change, as it would come to a phone."""
    org.change("label: Outcome", "label: Result")
    org.change("version: 1.0.0", f"version: {version}")
    org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=CI)
    org.ok("build", org.app, "--release", "-o", org.folder / "next")
    return files_of(org.folder / "next" / "src" / "bundle")


def test_an_approved_release_opens(release: Path, tmp_path: Path) -> None:
    texts = shown(release, tmp_path / "data")
    assert "This app can't be opened" not in texts and "DRAFT" not in texts and texts


def test_a_changed_release_is_refused_also_with_a_seal_of_its_own(release: Path, tmp_path: Path) -> None:
    strings = release / "strings" / "en.json"
    strings.write_text(strings.read_text().replace("Remark", "Patient"))
    assert any("changed after the bundle was sealed" in text for text in shown(release, tmp_path / "data"))
    reseal(release)
    assert any("signed exactly this release" in text for text in shown(release, tmp_path / "data"))
    assert not (tmp_path / "data").exists()


def test_a_release_without_its_trust_or_its_approval_is_refused(release: Path, tmp_path: Path) -> None:
    trust, approval = release.parent / "trust.json", release / "approval.json"
    for path, reason in ((trust, "trust.json is missing"), (approval, "approval.json is missing")):
        kept = path.read_bytes()
        path.unlink()
        assert any(reason in text for text in shown(release, tmp_path / "data"))
        path.write_bytes(kept)
    for content in ("{", "[]", '{"format": 2}', '{"format": 1, "envelopes": [1]}', "[" * 99_999):
        approval.write_text(content)
        assert any("approval.json" in text for text in shown(release, tmp_path / "data"))


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1, "keys": [], "thresholds": {}}', '{"format": 9}'])
def test_an_unreadable_trust_is_refused(content: str) -> None:
    with pytest.raises(BundleRefused, match=r"trust\.json"):
        read_trust(content.encode())


def test_a_green_change_reaches_phones_as_data(release: Path, org: Organisation, tmp_path: Path) -> None:
    store = BundleStore(tmp_path / "data", release, trust_beside(release))
    came = store.receive(next_release(org), load_bundle(release), TODAY)
    assert store.candidates() == [came, release]
    repository = open_best(store, tmp_path / "data")
    assert repository.app.version == "1.0.1"
    repository.close()


def _without(kind: str) -> Callable[[dict[str, Any]], None]:
    def edit(declared: dict[str, Any]) -> None:
        kept = [
            e for e in declared["envelopes"] if json.loads(base64.b64decode(e["payload"]))["predicate"]["kind"] != kind
        ]
        declared["envelopes"] = kept

    return edit


def _cut(declared: dict[str, Any]) -> None:
    for envelope in declared["envelopes"]:
        envelope["payload"] = base64.b64encode(base64.b64decode(envelope["payload"]) + b" ").decode()


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (_without("approved"), "needs 1 person; 0 approved it"),
        (_without("submitted"), ""),
        (lambda declared: declared.update(envelopes=[]), "signed exactly this release"),
        (_cut, "signed exactly this release"),
    ],
)
def test_a_bundle_that_lacks_signatures_is_refused(
    release: Path, org: Organisation, tmp_path: Path, edit: Callable[[dict[str, Any]], None], reason: str
) -> None:
    """Without the submission it is still the build server's word for a green change; all else is refused."""
    files = next_release(org)
    declared = json.loads(files["approval.json"])
    edit(declared)
    files["approval.json"] = json.dumps(declared).encode()
    store = BundleStore(tmp_path / "data", release, trust_beside(release))
    if not reason:
        store.receive(files, load_bundle(release), TODAY)
        return
    with pytest.raises(BundleRefused, match=reason):
        store.receive(files, load_bundle(release), TODAY)
    assert store.candidates() == [release]
    assert not any((tmp_path / "data" / "bundles").glob("[!r]*"))


def test_a_draft_and_an_approval_of_another_version_are_refused(
    release: Path, org: Organisation, tmp_path: Path
) -> None:
    store, app = BundleStore(tmp_path / "data", release, trust_beside(release)), load_bundle(release)
    reading = check(org.spec)
    assert reading.app is not None
    approval = (release / "approval.json").read_bytes()
    with pytest.raises(BundleRefused, match="it is a draft"):
        store.receive({**render_bundle_of(reading, reading.app, {}), "approval.json": approval}, app, TODAY)
    with pytest.raises(BundleRefused, match="signed exactly this release"):
        store.receive({**next_release(org), "approval.json": approval}, app, TODAY)


def test_an_approval_that_has_ended_is_no_way_in_and_what_runs_goes_on(
    release: Path, org: Organisation, tmp_path: Path
) -> None:
    store, app = BundleStore(tmp_path / "data", release, trust_beside(release)), load_bundle(release)
    files = next_release(org)
    with pytest.raises(BundleRefused, match="has expired"):
        store.receive(files, app, dt.date(2027, 7, 16))
    came = store.receive(files, app, dt.date(2027, 7, 15))
    assert store.candidates() == [came, release]


def test_a_bundle_that_is_exchanged_on_the_device_is_not_run(release: Path, org: Organisation, tmp_path: Path) -> None:
    """Whoever may write into the data folder can make a seal, but no signature."""
    store = BundleStore(tmp_path / "data", release, trust_beside(release))
    came = store.receive(next_release(org), load_bundle(release), TODAY)
    strings = came / "strings" / "en.json"
    strings.write_text(strings.read_text().replace("Remark", "Patient"))
    reseal(came)
    assert store.candidates() == [release]


def test_an_author_alone_is_never_enough(org: Organisation, release: Path) -> None:
    """Lena is a reviewer, too, as far as the phones know; her own submission she can't approve."""
    declared = json.loads((release.parent / "trust.json").read_text())
    for key in declared["keys"]:
        key["roles"] = ["author", "reviewer"]
    numbers = {key["id"]: key["person"] for key in declared["keys"]}
    for key in declared["keys"]:
        if numbers[key["id"]] == numbers[org.people[ANN].keyid]:
            key["person"] = numbers[org.people[LENA].keyid]
    with pytest.raises(BundleRefused, match="needs 1 person; 0 approved it"):
        check_approval(release, load_bundle(release), read_trust(json.dumps(declared).encode()))


def test_addresses_of_people_are_not_in_what_phones_trust(release: Path) -> None:
    assert "@" not in (release.parent / "trust.json").read_text()


@pytest.mark.slow
def test_the_released_apps_own_tests_pass(release: Path) -> None:
    app = release.parents[1]
    assert '"cryptography>=43"' in (app / "pyproject.toml").read_text()
    surroundings = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "MYPYPATH")}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(words, cwd=app, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
