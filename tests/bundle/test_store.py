"""Bundles received as data: kept whole or not at all, the best one runs, and one that fails is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.bundle import BundleRefused, load_bundle
from fieldapp.bundle.store import BundleStore
from fieldpact.pipeline import check, render_bundle_of

SPEC = """\
fieldpact: 1
app: {{id: {id}, name: {name}, version: {version}}}
tables:
  visit: {{fields: {{note: text{more}}}}}
"""


def _files(folder: Path, version: str, id: str = "com.example.m", name: str = "M", more: str = "") -> dict[str, bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    spec = folder / f"{version}.yaml"
    spec.write_text(SPEC.format(id=id, version=version, name=name, more=more))
    reading = check(spec)
    assert reading.app is not None
    return render_bundle_of(reading, reading.app, {})


@pytest.fixture
def packaged(tmp_path: Path) -> Path:
    folder = tmp_path / "packaged"
    for path, data in _files(tmp_path / "specs", "1.0.0").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_the_packaged_bundle_runs_until_a_newer_one_came(packaged: Path, tmp_path: Path) -> None:
    store, app = BundleStore(tmp_path / "data", packaged), load_bundle(packaged)
    assert store.candidates() == [packaged]
    newer = store.receive(_files(tmp_path / "specs", "1.1.0"), app)
    assert store.candidates() == [newer, packaged]
    assert store.receive(_files(tmp_path / "specs", "1.1.0"), app) == newer
    same = store.receive(_files(tmp_path / "specs", "1.1.0", name="Again"), app)
    assert store.candidates() == [same, newer, packaged]


def test_a_shell_that_brings_a_higher_version_runs_that(packaged: Path, tmp_path: Path) -> None:
    store = BundleStore(tmp_path / "data", packaged)
    older = store.receive(_files(tmp_path / "specs", "0.9.0"), load_bundle(packaged))
    assert store.candidates() == [packaged, older]


@pytest.mark.parametrize("path", ["app.json", "formulas.json", "schema/0001.json"])
def test_a_damaged_bundle_leaves_nothing_behind(packaged: Path, tmp_path: Path, path: str) -> None:
    store = BundleStore(tmp_path / "data", packaged)
    files = _files(tmp_path / "specs", "1.1.0")
    with pytest.raises(BundleRefused):
        store.receive({**files, path: files[path] + b" "}, load_bundle(packaged))
    assert store.candidates() == [packaged]
    assert not any((tmp_path / "data" / "bundles").glob(".*"))


@pytest.mark.parametrize("path", ["../evil.py", "/etc/evil", "a/../../b", "c:\\evil", ""])
def test_a_bundle_writes_only_into_its_own_folder(packaged: Path, tmp_path: Path, path: str) -> None:
    store = BundleStore(tmp_path / "data", packaged)
    with pytest.raises(BundleRefused, match="no place inside a bundle"):
        store.receive({**_files(tmp_path / "specs", "1.1.0"), path: b"x"}, load_bundle(packaged))
    assert not list(tmp_path.rglob("evil*"))


def test_another_apps_bundle_is_refused(packaged: Path, tmp_path: Path) -> None:
    store = BundleStore(tmp_path / "data", packaged)
    with pytest.raises(BundleRefused, match=r"it is a bundle of com\.example\.n"):
        store.receive(_files(tmp_path / "specs", "1.1.0", id="com.example.n"), load_bundle(packaged))


def test_a_bundle_that_rots_on_the_device_is_left_out(packaged: Path, tmp_path: Path) -> None:
    store = BundleStore(tmp_path / "data", packaged)
    newer = store.receive(_files(tmp_path / "specs", "1.1.0"), load_bundle(packaged))
    (newer / "app.json").write_bytes(b"{}")
    assert store.candidates() == [packaged]
    assert not newer.exists()


def test_what_turned_out_wrong_is_not_taken_again(packaged: Path, tmp_path: Path) -> None:
    store, app = BundleStore(tmp_path / "data", packaged), load_bundle(packaged)
    files = _files(tmp_path / "specs", "1.1.0")
    store.refuse(store.receive(files, app))
    assert store.candidates() == [packaged]
    with pytest.raises(BundleRefused, match="was refused before"):
        store.receive(files, app)
    store.refuse(packaged)
    assert store.candidates() == [packaged]


def test_the_bundle_that_ran_before_stays_and_older_ones_go(packaged: Path, tmp_path: Path) -> None:
    store, app = BundleStore(tmp_path / "data", packaged), load_bundle(packaged)
    came = [store.receive(_files(tmp_path / "specs", f"1.{n}.0"), app) for n in range(1, 5)]
    store.keep(came[-1])
    assert store.candidates() == [came[3], came[2], packaged]
