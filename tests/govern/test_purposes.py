"""Purposes carry basis, days and words, so that a spec names one and nothing else."""

from __future__ import annotations

from pathlib import Path

from fieldpact.govern.governance import Governance
from tests.govern.sets import Organisation

SPOKEN = {"en", "sv", "de", "fr", "es", "ar"}
"""What the runtime speaks: a consent screen is read in the person's language."""


def test_the_shipped_purposes_speak_every_language_of_the_runtime(governance: Governance):
    gaps = {name: sorted(SPOKEN - purpose.text.keys()) for name, purpose in governance.purposes.items()}
    assert {name: missing for name, missing in gaps.items() if missing} == {}


def test_a_purpose_lacks_nothing(tmp_path: Path):
    it = Organisation(tmp_path)
    for text, words in (
        ("{basis: contract, retention_days: 9, text: {}}", "text"),
        ("{basis: contract, text: {en: For tea.}}", "retention_days"),
        ("{retention_days: 9, text: {en: For tea.}}", "basis"),
        ("{basis: habit, retention_days: 9, text: {en: For tea.}}", "basis"),
        ("{basis: contract, retention_days: 0, text: {en: For tea.}}", "retention_days"),
    ):
        it.write("purposes.yaml", f"purposes:\n  tea: {text}\n")
        assert it.one("governance-file").path == f"purposes.tea.{words}"
