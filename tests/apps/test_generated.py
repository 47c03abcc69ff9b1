"""Every example's app is a project of its own: it type-checks, it is clean, and its tests pass."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from fieldpact.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("store_visit", "order_capture", "shout_out", "beverage_order", "call_report", "sample_drop")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("apps")]
"""One worker builds them, and checks the runtime that is in all of them once."""


@pytest.fixture(scope="module")
def apps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("apps")
    for name in NAMES:
        CliRunner().invoke(main, ["build", str(EXAMPLES / name), "-o", str(folder / name)], catch_exceptions=False)
    return {name: folder / name for name in NAMES}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all apps: the runtime in them is the same, so only the first is checked in full."""
    return tmp_path_factory.mktemp("mypy")


def run(app: Path, *words: str) -> None:
    """A tool as the app's own people run it: in its folder, with its settings, without this checkout on the path."""
    surroundings = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "MYPYPATH")}
    done = subprocess.run([sys.executable, "-m", *words], cwd=app, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_its_types_hold(apps, cache, name):
    run(apps[name], "mypy", "--cache-dir", str(cache))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_clean(apps, name):
    run(apps[name], "ruff", "check", "--no-cache", ".")


@pytest.mark.parametrize("name", NAMES)
def test_its_own_tests_pass(apps, name):
    run(apps[name], "pytest", "-q", "-p", "no:cacheprovider")
