"""A spec that carries one text everywhere a text may stand."""

from __future__ import annotations

from pathlib import Path

from fieldpact.pipeline import Reading, check, render_files

SPEC = """\
fieldpact: 1
app: {{id: com.example.hostile, name: {text}, version: 1.0.0, languages: [en, sv]}}
pact:
  business: {{name: {text}, person: {text}}}
  it: {{name: {text}, person: jo.ito@example.com}}
roles: {{rep: {text}}}
tables:
  visit:
    label: {text}
    labels: {{en: {text}, sv: {text}}}
    title: ={formula}
    fields:
      name: {{type: text, label: {text}, hint: {text}}}
      size: {{type: choice, label: {text}, options: {{s: {text}}}}}
      told: {{type: text, default: {text}}}
      intro: {{type: note, text: {text}}}
    checks:
      - {{that: =name <> {formula}, say: {text}}}
    access: {{rep: {{read: true, create: =name <> {formula}, edit: true}}}}
views:
  all: {{of: visit, label: {text}}}
"""


def escaped(text: str) -> str:
    """A YAML scalar in double quotes that reads back as exactly `text`, whatever it is made of."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def reading_of(folder: Path, text: str) -> Reading:
    """The spec with `text` as every name, label, hint, option, note, role, party, message, default and literal."""
    literal = '"' + text.replace('"', '""') + '"'
    written = SPEC.format(text=escaped(text), formula="@@").replace("=@@", escaped("=" + literal))
    for key in ("that: ", "create: "):
        written = written.replace(f"{key}=name <> @@", key + escaped(f"=name <> {literal}"))
    spec = folder / "spec.yaml"
    spec.write_text(written, encoding="utf-8")
    return check(spec)


def files_of(reading: Reading) -> dict[str, bytes]:
    """Every file of the app."""
    assert reading.app is not None, reading.findings
    return render_files(reading, reading.app, {})
