"""A record among 100,000, picked by typing: a page of options is made and no more."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft
import pytest

from fieldapp.testing import running
from fieldapp.testing.tree import walk
from tests.built import bundle_at

ACCOUNTS = 100_000
PAGE = 100
SPEC = """\
fieldpact: 1
app: {id: com.example.size, name: Size, version: 1.0.0}
tables:
  account:
    title: =name
    from: accounts.csv
    fields: {name: {type: text, search: true}, city: {type: text, search: true}}
  visit: {title: =account.name, fields: {account: {type: link, to: account, required: true}}}
"""


@pytest.mark.slow
def test_one_of_a_hundred_thousand_is_picked_by_typing(tmp_path: Path):
    rows = "".join(f"a{n},Shop {n},{'Lund' if n % 1000 == 7 else 'Oslo'}\n" for n in range(ACCOUNTS))
    (tmp_path / "accounts.csv").write_text(f"id,name,city\n{rows}", encoding="utf-8")
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    bundle = bundle_at(tmp_path / "bundle", tmp_path / "spec.yaml")

    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await app.tap("action:new:visit")
            await app.tap("field:account")
            assert 0 < shops(app.page) <= PAGE
            await app.enter("link:search", "sho lund")
            assert 0 < shops(app.page) <= PAGE
            await app.enter("link:search", "shop 99007")
            assert shops(app.page) == 1
            await app.tap("Shop 99007")
            await app.tap("action:save")
            assert "Shop 99007" in app.texts()

    asyncio.run(play())


def shops(page: ft.Page) -> int:
    """How many options were made, seen or not."""
    return sum(isinstance(one, ft.Text) and str(one.value).startswith("Shop ") for one in walk(page))
