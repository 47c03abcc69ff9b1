"""What all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# A machine that judges a change judges the same one twice the same way; on a desk each run looks in new places.
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--images", action="store_true", help="also write the pictures under docs/images")


@pytest.fixture
def keep_images(request: pytest.FixtureRequest) -> bool:
    """True where the pictures of the README are to be taken anew."""
    return bool(request.config.getoption("--images"))
