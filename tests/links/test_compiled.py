"""What the compiler makes of links: their keys in the bundle, and how they are written."""

from __future__ import annotations

from pathlib import Path

from fieldapp.bundle import load_bundle
from fieldpact.source.fmt import format_text


def test_the_bundle_carries_them(bundle: Path):
    app = load_bundle(bundle)
    link = app.tables["visit"].field("account")
    assert (link.create, link.filters, [let.name for let in link.bring]) == (True, ("tier", "city", "chain"), ["terms"])
    assert app.views[0].filters == ("city", "tier")


def test_fmt_writes_the_equals_sign():
    text = "fieldpact: 1\ntables:\n  v:\n    fields:\n      a: {type: link, to: b, bring: {terms: terms}}\n"
    assert "bring: {terms: =terms}" in format_text(text, "spec.yaml")[0]
