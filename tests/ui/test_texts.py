"""Every text that the screens ask for exists, in English and Swedish."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

RUNTIME = Path(__file__).parents[2] / "app_templates" / "runtime" / "fieldapp"
ASKED = re.compile(r"\b(?:ui|words)\(\s*\"([a-z_.]+)\"( if .*? else \"([a-z_.]+)\")?", re.DOTALL)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_texts_of_the_screens_exist(language: str):
    texts = json.loads((RUNTIME / "app" / "texts" / f"{language}.json").read_text(encoding="utf-8"))
    asked = {
        key
        for file in (RUNTIME / "ui").rglob("*.py")
        for first, _, other in ASKED.findall(file.read_text(encoding="utf-8"))
        for key in (first, other)
        if key
    }
    assert len(asked) > 40
    assert asked - texts.keys() == set()
