"""Packets of the examples, and of specs that mean no good."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fieldpact.pipeline import check
from fieldpact.review.packet import Packet, Pictures, assemble, gather
from tests.tidy.house import ROOT

DAY = dt.date(2027, 2, 1)
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/spec.yaml"))
HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}{% endraw %}</style>-->"
NASTY = f"""\
fieldpact: 1
app:
  id: com.example.nasty
  name: {{en: '{HOSTILE.replace("'", "''")}', ar: "زيارة المتجر"}}
  version: 1.0.0
  languages: [en, ar]
roles:
  rep: '{HOSTILE.replace("'", "''")}'
  boss: {{en: Boss, ar: المدير}}
tables:
  visit:
    label: {{en: '{HOSTILE.replace("'", "''")}', ar: زيارة}}
    title: =$"{{who}} {{note}}"
    fields:
      who:
        type: text
        label: '{HOSTILE.replace("'", "''")}'
        about: a_person
        search: true
        purpose: visit_planning
      mail: {{type: email, label: {{en: Mail, ar: بريد}}}}
      note: {{type: long_text, label: "</td></tr></table><h1>Approved</h1>", max_length: 5000}}
      kind: {{type: choice, label: Kind, options: {{'a': "<b>A</b>", b: B}}}}
    access:
      rep:
        read: '=note = "<script>alert(2)</script>" && owner = Me()'
        create: true
        edit: {{when: true, fields: [note]}}
      boss: {{read: true, delete: =Not(IsBlank(note)) || kind = "a"}}
"""
HOOK = b"# </code></pre><script>alert(3)</script> \xe2\x80\xae\nVALUE = '\x07<b>'\n"


def packet_of(spec: Path, before: Path | None = None, pictures: Pictures | None = None) -> Packet:
    reading = check(spec, None, DAY)
    older = check(before, None, DAY) if before else None
    return assemble(gather(spec, reading, DAY, older, pictures or Pictures()))


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks" / "prices.py").write_bytes(HOOK)
    spec = tmp_path / "spec.yaml"
    spec.write_text(NASTY, "utf-8")
    return spec


def huge(folder: Path, tables: int = 6, fields: int = 50) -> Path:
    """Many fields about people, each search and title fed by them."""
    lines = ["fieldpact: 1", "app: {id: com.example.huge, name: Huge, version: 1.0.0, languages: [en]}", "tables:"]
    for number in range(tables):
        lines += [f"  t{number}:", "    title: =f0", "    fields:"]
        for each in range(fields):
            kind = ("text", "email", "phone", "integer")[each % 4]
            about = ", about: a_person, max_length: 80, search: true" if kind == "text" else ""
            lines.append(f"      f{each}: {{type: {kind}, label: Value {each}{about}}}")
    spec = folder / "spec.yaml"
    spec.write_text("\n".join(lines) + "\n", "utf-8")
    return spec


class Outline(HTMLParser):
    """What a screen reader goes by: elements with their attributes, headings in order, texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br", "link", "path", "rect"):
            self.open.append(tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert not self.open or tag in ("path", "rect") or self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]
