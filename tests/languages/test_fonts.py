"""What a browser is served where its own font has no letter: no text turns to boxes."""

from __future__ import annotations

import re
from pathlib import Path

import flet_web
import pytest
from fontTools.ttLib import TTFont

from fieldapp.app.plurals import RUNTIME_PLURALS
from fieldapp.app.strings import runtime_texts
from fieldapp.ui.theme import FONTS
from fieldpact import shipped

CLIENT = Path(flet_web.__file__).parent / "web"
FILES = sorted(FONTS.rglob("*.woff2"))
WHATEVER_A_FONT_LACKS = frozenset("\u200e\u200f\u061c\u00a0\u202f")


@pytest.fixture(scope="module")
def letters() -> frozenset[str]:
    """Every character that the client's own font or one of ours has a picture of."""
    fonts = [CLIENT / "assets" / "fonts" / "roboto.woff2", *FILES]
    return frozenset(chr(code) for path in fonts for code in TTFont(path).getBestCmap())


def test_the_client_asks_for_them_under_these_names():
    asked = (CLIENT / "main.dart.js").read_text("utf-8")
    assert len(FILES) >= 19
    for path in FILES:
        name = path.relative_to(FONTS / "assets" / "fonts").as_posix()
        assert f'"{name}"' in asked, name


@pytest.mark.parametrize("language", sorted(RUNTIME_PLURALS))
def test_the_runtimes_words_have_all_their_letters(language, letters):
    words = "".join(re.findall(r"[^\s]", str(dict(runtime_texts(language)))))
    assert set(words) - letters - WHATEVER_A_FONT_LACKS == set()


SCRIPTS = """
العربية ١٢٣ فارسی ۴۵۶ اردو | עברית | हिन्दी १२३ | ไทย | বাংলা | தமிழ் | తెలుగు | ગુજરાતી | ਪੰਜਾਬੀ | ಕನ್ನಡ | മലയാളം | සිංහල | ខ្មែរ
ລາວ | አማርኛ | Հայերեն | ქართული | Ελληνικά | Русский Українська | Tiếng Việt | ✓ ✗ → ← ↑ ↓ ★ ☆ ● ■ ▲
"""


@pytest.mark.parametrize("text", [text.strip() for line in SCRIPTS.strip().splitlines() for text in line.split("|")])
def test_scripts_and_signs_are_covered(text, letters):
    assert set(text) - letters - {" "} == set()


def test_they_travel_with_the_app_and_their_licence():
    files = shipped.runtime_files()
    assert "fieldapp/ui/fonts/OFL.txt" in files
    assert sum(len(data) for path, data in files.items() if path.endswith(".woff2")) < 1024 * 1024
    assert len([path for path in files if path.endswith(".woff2")]) == len(FILES)
