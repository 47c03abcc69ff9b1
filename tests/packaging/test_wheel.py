"""The wheel works outside the checkout: its data is inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.tidy.house import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The built wheel, unpacked where nothing of the checkout is near."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    wheel = next(folder.glob("fieldpact-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def fieldpact(site: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "fieldpact", *words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def test_the_wheel_is_what_runs(installed, tmp_path):
    env = {**os.environ, "PYTHONPATH": str(installed)}
    code = "import fieldpact, fieldapp; print(fieldpact.__file__, fieldapp.__file__)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert said.stdout.count(str(installed)) == 2


def test_new_check_build_and_rules_work_from_the_wheel(installed, tmp_path):
    made = fieldpact(installed, tmp_path, "new", "--defaults", ".")
    assert made.returncode == 0, made.stdout + made.stderr
    spec = next(tmp_path.glob("*/spec.yaml"))
    checked = fieldpact(installed, tmp_path, "check", str(spec))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    built = fieldpact(installed, tmp_path, "build", str(spec), "-o", "app")
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "app" / "src" / "fieldapp" / "app" / "texts" / "en.json").is_file()
    rules = fieldpact(installed, tmp_path, "rules", "list")
    assert rules.returncode == 0 and "OWNR-001" in rules.stdout


def test_the_wheel_builds_the_same_bytes_as_the_checkout(installed, tmp_path):
    spec = str(ROOT / "examples" / "store_visit")
    for site, target in ((installed, "wheel"), (ROOT / "generator", "checkout")):
        assert fieldpact(site, tmp_path, "build", spec, "-o", target).returncode == 0
    manifests = [(tmp_path / name / ".fieldpact" / "manifest.json").read_bytes() for name in ("wheel", "checkout")]
    assert manifests[0] == manifests[1]
