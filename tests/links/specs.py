"""An app whose visits link to accounts with a place, a tier and terms; reps read no account of another territory."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from fieldapp.fields.places import place
from fieldpact.pipeline import check, render_bundle_of

SPEC = """\
fieldpact: 1
app: {id: com.example.links, name: Links, version: 1.0.0, languages: [en, sv], currency: SEK}
roles: {rep: Rep}
tables:
  account:
    label: {en: Account, sv: Kund}
    title: =name
    fields:
      name: {type: text, search: true, required: true}
      tier: {type: choice, options: {a: Gold, b: Silver, c: Bronze}}
      city: text
      chain: yes_no
      terms: text
      place: {type: location, about: a_place}
    access:
      rep: {read: =city <> "Elsewhere", create: true, edit: true}
  visit:
    label: {en: Visit, sv: Besök}
    title: =$"{account.name} {note}"
    fields:
      note: {type: text, max_length: 200}
      account:
        type: link
        to: account
        where: =IsBlank(tier) || tier <> "c"
        filters: [tier, city, chain]
        create: true
        bring: {terms: =terms}
      terms: text
      lines:
        type: lines
        fields:
          at: {type: link, to: account, create: true, bring: {city: =city}}
          city: text
    access:
      rep: {read: true, create: true, edit: true, delete: true}
views:
  gold: {of: account, where: =tier <> "c", filters: [city, tier]}
"""
LENA = {"id": "p1", "name": "Lena", "role": "rep"}
OTTO = {"id": "p2", "name": "Otto", "role": "rep"}


def bundle_of(folder: Path, spec: str = SPEC) -> Path:
    """The bundle that a spec becomes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spec.yaml").write_text(textwrap.dedent(spec), encoding="utf-8")
    reading = check(folder / "spec.yaml")
    assert reading.app is not None, [finding.message for finding in reading.findings]
    for path, data in render_bundle_of(reading, reading.app, {}).items():
        (folder / "bundle" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "bundle" / path).write_bytes(data)
    return folder / "bundle"


def at(latitude: object, longitude: object) -> dict[str, Any]:
    """A place as a value."""
    return place(latitude, longitude)
