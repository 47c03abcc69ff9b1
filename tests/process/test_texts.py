"""Every word that a process can make the app say exists in both of the runtime's languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from fieldapp.data.history import Kind

RUNTIME = Path(__file__).parents[2] / "app_templates" / "runtime" / "fieldapp"
PROCESS = ("moves", "effects", "frozen", "changes")


@pytest.mark.parametrize("language", ["en", "sv"])
def test_problems_and_kinds_of_entries_have_words(language: str):
    texts = json.loads((RUNTIME / "app" / "texts" / f"{language}.json").read_text("utf-8"))
    sources = "".join((RUNTIME / "data" / f"{name}.py").read_text("utf-8") for name in PROCESS)
    asked = set(re.findall(r"DataProblem\(\"([a-z_]+)\"", sources))
    assert {"move_gone", "frozen", "facts_stay", "effect_failed"} <= asked
    assert asked | {f"history.{kind}" for kind in get_args(Kind)} <= texts.keys()
