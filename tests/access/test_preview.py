"""The preview's switch of people: on every open phone, and on those opened later."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft
import pytest

from fieldapp.testing import showing
from tests.access.conftest import RULES, visit
from tests.access.stores import store_of

phones = pytest.importorskip("fieldpact.preview.phones")


def test_phones_show_what_the_chosen_person_sees(tmp_path: Path) -> None:
    with store_of(RULES, tmp_path) as store:
        visit(store, "r1", "n1", "of the first")
        visit(store, "r2", "s1", "of the second")
    all_phones = phones.Phones(tmp_path / "data")
    all_phones.show(tmp_path / "bundle")
    assert {"id": "m1", "name": "Manager one", "role": "Manager"} in all_phones.people()

    async def play() -> None:
        def main(page: ft.Page) -> None:
            all_phones.main(page)

        async with showing(main) as app:
            assert "of the first" in " ".join(app.texts())
            all_phones.choose(person="r2")
            await app.wait_for(lambda: "of the second" in " ".join(app.texts()))
            assert "of the first" not in " ".join(app.texts())
            all_phones.choose(person="nobody of this app")
            await app.settle()
            assert "of the second" in " ".join(app.texts())

    asyncio.run(play())
    all_phones.repository.close()
