"""Settings work at once and are kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft
import specs

from fieldapp.testing import running


def test_the_language_changes_everywhere_and_stays(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:settings")
            await app.select("language", "Svenska")
            assert "Inställningar" in app.texts()
            await app.tap("action:back")
            assert {"Butiksbesök", "Besök", "UTKAST"} <= set(app.texts())
        async with running(bundle, data) as app:
            assert "Butiksbesök" in app.texts()

    asyncio.run(play())


def test_night_is_a_choice_that_stays(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            assert app.page.theme_mode == ft.ThemeMode.SYSTEM
            await app.tap("action:settings")
            await app.select("theme", "Dark")
            assert app.page.theme_mode == ft.ThemeMode.DARK
        async with running(bundle, data) as app:
            assert app.page.theme_mode == ft.ThemeMode.DARK

    asyncio.run(play())


def test_the_role_is_what_formulas_see(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            assert app.state.world().me()["role"] == "rep"
            await app.tap("action:settings")
            await app.select("person", "Area manager")
            assert app.state.world().me()["role"] == "manager"

    asyncio.run(play())


def test_about_says_who_answers_for_the_app(tmp_path: Path, data: Path):
    pact = """
pact:
  business: {name: Sales Operations, person: lena.berg@example.com}
  it: {name: Mobile Platform, person: jo.ito@example.com}
tables:
  visit: {fields: {shop: text}}
"""

    async def play() -> None:
        async with running(specs.bundle_of(tmp_path / "owned", pact), data) as app:
            await app.tap("action:settings")
            assert app.texts("owner:business") == ["Owned by", "Sales Operations", "lena.berg@example.com"]
            assert app.texts("owner:it") == ["IT contact", "Mobile Platform", "jo.ito@example.com"]

    asyncio.run(play())


def test_about_counts_what_waits_to_be_sent(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            app.state.repository.save("visit", {"account": "a1", "outcome": "closed", "lines": []})
            await app.tap("action:settings")
            texts = app.texts()
            assert texts[texts.index("Waiting to be sent") + 1] == "1"
            assert "1.2.0 (DRAFT)" in texts

    asyncio.run(play())
