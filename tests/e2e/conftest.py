"""What the days in a browser share: one Chromium, and each example built once."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e import served
from tests.e2e.phone import chromium


@pytest.fixture(scope="package")
def open_chromium() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(open_chromium: Browser) -> Iterator[Browser]:
    """The browser with nothing left in it of the test before."""
    yield open_chromium
    for context in open_chromium.contexts:
        context.close()


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """An example's app, as the command line builds it; an app doesn't write into its own folder."""
    folder = tmp_path_factory.mktemp("apps")
    return cache(lambda example: served.build(example, folder / example))


@pytest.fixture(scope="package")
def invented(built: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("invented")

    @cache
    def fake(example: str) -> Path:
        data = folder / example
        command = [*served.FIELDPACT, "data", "fake", str(built(example)), "--data", str(data), "--records", "12"]
        subprocess.run(command, check=True, capture_output=True)
        return data

    return fake


@pytest.fixture
def filled(built: Callable[[str], Path], invented: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """An example's app; twelve invented records of each kind lie in the test's `data`."""

    def fill(example: str) -> Path:
        shutil.copytree(invented(example), tmp_path / "data")
        return built(example)

    return fill
