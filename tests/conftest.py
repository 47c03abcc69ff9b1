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


def pytest_itemcollected(item: pytest.Item) -> None:
    """Tests with a browser go to one worker, one after the other, while another runs the rest."""
    if item.get_closest_marker("browser"):
        item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those with a browser begin at once, since they take longest."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture
def keep_images(request: pytest.FixtureRequest) -> bool:
    """True where the pictures of the README are to be taken anew."""
    return bool(request.config.getoption("--images"))
