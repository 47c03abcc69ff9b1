"""The same spec gives the same bytes: in another process, folder, language and order of hashing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.conftest import contents

ROOT = Path(__file__).parents[2]
CASE = ROOT / "tests" / "cases" / "every_type"
BUILD = "from fieldpact.cli import main; main()"
SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "sv_SE.UTF-8", "TZ": "America/Anchorage", "PYTHONOPTIMIZE": "1"},
]


def built(spec: Path | str, target: Path, cwd: Path, surroundings: dict[str, str]) -> dict[str, bytes]:
    command = [sys.executable, "-c", BUILD, "build", str(spec), "-o", str(target)]
    subprocess.run(command, cwd=cwd, env={**os.environ, **surroundings}, check=True, capture_output=True)
    return contents(target)


@pytest.mark.slow
def test_two_machines_make_the_same_app(tmp_path: Path) -> None:
    one = built("spec.yaml", tmp_path / "one", CASE, SURROUNDINGS[0])
    two = built(CASE, tmp_path / "deep" / "er" / "two", tmp_path, SURROUNDINGS[1])
    assert sorted(one) == sorted(two)
    assert [path for path in one if one[path] != two[path]] == []


@pytest.mark.slow
def test_nothing_of_the_machine_is_in_the_app(tmp_path: Path) -> None:
    files = built(CASE, tmp_path / "app", tmp_path, {})
    strangers = [str(tmp_path).encode(), str(ROOT).encode(), str(Path.home()).encode() + b"/"]
    assert [path for path, data in files.items() if any(stranger in data for stranger in strangers)] == []
