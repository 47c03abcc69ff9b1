"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--images", action="store_true", help="also write the pictures under docs/images")


@pytest.fixture
def keep_images(request: pytest.FixtureRequest) -> bool:
    """True where the pictures of the README are to be taken anew."""
    return bool(request.config.getoption("--images"))
