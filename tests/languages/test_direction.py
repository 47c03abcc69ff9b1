"""The page turns at once when a language is chosen that is read from right to left."""

from __future__ import annotations

import asyncio

import flet as ft
import pytest

from fieldapp.testing import running
from fieldapp.ui.shell.speech import locale_of_tag, spoken_of
from fieldpact.pipeline import check, render_bundle_of

SPEC = """\
fieldpact: 1
app:
  id: com.example.visits
  name: {en: Visits, ar: الزيارات}
  version: 1.0.0
  languages: [en, ar]
  currency: SEK
tables:
  visit:
    label: {en: Visit, ar: زيارة}
    labels: {en: Visits, ar: الزيارات}
    title: =$"{shop} {date}"
    fields:
      shop: {type: text, label: {en: Shop, ar: المتجر}}
      date: {type: date, label: {en: Date, ar: التاريخ}, default: '=Date(2027, 2, 1)'}
"""


@pytest.fixture
def bundle(tmp_path):
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    reading = check(tmp_path / "spec.yaml")
    for path, data in render_bundle_of(reading, reading.app, {}).items():
        (tmp_path / "bundle" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "bundle" / path).write_bytes(data)
    return tmp_path / "bundle"


def test_a_choice_of_language_turns_the_page(bundle, tmp_path):
    async def story():
        async with running(bundle, tmp_path / "data") as driver:
            assert driver.page.rtl is False
            await driver.tap("action:new:visit")
            await driver.enter("field:shop", "Kiosk")
            await driver.tap("action:save")
            await driver.tap("action:back")
            assert "Kiosk 1 Feb 2027" in driver.texts()
            await driver.tap("action:settings")
            await driver.select("field:language", "ar")
            assert driver.page.rtl is True
            assert driver.page.locale_configuration.current_locale == ft.Locale("ar")
            await driver.tap("action:back")
            assert "الزيارات" in driver.texts()
            assert any("1/2/2027" in text for text in driver.texts())

    asyncio.run(story())


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("sv", ft.Locale("sv")),
        ("pt-BR", ft.Locale("pt", "BR")),
        ("zh-Hant", ft.Locale("zh", None, "Hant")),
        ("zh-Hant-TW", ft.Locale("zh", "TW", "Hant")),
        ("es-419", ft.Locale("es", "419")),
    ],
)
def test_tags_as_the_page_takes_them(tag, locale):
    assert locale_of_tag(tag) == locale


def test_the_devices_language_is_met_by_the_nearest_of_the_app():
    class App:
        languages = ("en-GB", "sv")

    assert spoken_of(App, "sv-FI") == "sv"
    assert spoken_of(App, "en-US") == "en-GB"
    assert spoken_of(App, "de") is None
    assert spoken_of(App, "") is None
