"""An organisation's set in a folder of the test's own, with a spec beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fieldpact.findings import Finding
from fieldpact.pipeline import Reading, check
from fieldpact.project.governance_set import init_set

TODAY = dt.date(2027, 2, 1)

SPEC = """\
fieldpact: 1
app: {id: com.example.calls, name: Calls, version: 1.0.0, languages: [en]}
pact:
  business: {name: Sales, person: lena@example.com, deputy: sales@example.com}
  it: {name: Mobile, person: jo@example.com, deputy: mobile@example.com}
  plan: {go_live: 2027-01-15, review_by: 2027-07-15}
  success:
    - {name: Calls with a result, part: '=CountIf(call, done)', whole: =CountRows(call), target: 60%}
tables:
  call:
    title: =topic
    fields:
      topic: text
      done: yes_no
      phone: {type: phone, purpose: visit_planning}
      notes: {type: long_text, max_length: 900}
"""
"""One finding: DATA-006, a soft error, at NOTES."""

NOTES = "tables.call.fields.notes"

WAIVER = f"""\
rule: DATA-006
app: com.example.calls
where: {NOTES}
reason: Minutes of meetings need room until the new form is there.
owner: privacy@example.com
expires: 2027-03-31
"""


class Organisation:
    """A folder with a set in `governance/` and a spec in `app/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.set = init_set(folder / "governance", "Example Foods")
        self.spec = folder / "app" / "spec.yaml"
        self.write("../app/spec.yaml", SPEC)

    def write(self, name: str, text: str) -> Path:
        """A file of the set."""
        path = self.set / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def change(self, name: str, old: str, new: str) -> None:
        """Puts `new` in the place of `old`, which must be there."""
        text = (self.set / name).read_text("utf-8")
        assert old in text, name
        self.write(name, text.replace(old, new))

    def check(self, today: dt.date | None = TODAY) -> Reading:
        return check(self.spec, today=today)

    def found(self, today: dt.date | None = TODAY) -> list[tuple[str, str]]:
        """Code and path of every finding that isn't waived."""
        return [(f.code, f.path) for f in self.check(today).findings if f.waived is None]

    def one(self, code: str, today: dt.date | None = TODAY) -> Finding:
        """The only finding of that code."""
        (found,) = [f for f in self.check(today).findings if f.code == code]
        return found
