"""Green releases are drawn for a look afterwards, and a wrong one ends the row."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import yaml

from fieldpact import shipped
from fieldpact.govern.governance import load_governance
from fieldpact.govern.lanes import LanesFile
from fieldpact.review.history import history_of
from fieldpact.review.records import Records
from fieldpact.review.root import Root, read_root
from fieldpact.review.sampling import Rate, rate_of, samples, samples_of
from tests.review.people import ANN, CI, EVE, JO, LENA, OPS, PER, Organisation


class Sampling:
    """An organisation whose IT draws every green release, unless told otherwise."""

    def __init__(self, org: Organisation, percent: int = 100, **more: int) -> None:
        self.org = org
        self.rules = org.folder / "rules"
        for path in shipped.folder("governance_rules").rglob("*.yaml"):
            copy = self.rules / path.relative_to(shipped.folder("governance_rules"))
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
        lanes = yaml.safe_load((self.rules / "lanes.yaml").read_text())
        (self.rules / "lanes.yaml").write_text(yaml.safe_dump({**lanes, "sample_percent": percent, **more}))
        self.lanes = load_governance(self.rules).lanes
        self.declared = org.root(governance=[load_governance(self.rules).digest])
        org.believe(self.declared)
        self.labels = iter(f"Outcome {word}" for word in ("written", "kept", "added", "given", "sent", "here", "below"))
        self.label = "Outcome"

    @property
    def root(self) -> Root:
        return read_root(json.dumps(self.declared).encode(), "root.json")

    def ok(self, command: str, *words: str, by: str) -> str:
        return self.org.ok(command, self.org.app, *words, "--governance", self.rules, by=by)

    def refused(self, command: str, *words: str, by: str | None = None, status: int = 1) -> str:
        return self.org.refused(command, self.org.app, *words, "--governance", self.rules, by=by, status=status)

    def approved(self) -> None:
        self.ok("submit", by=LENA)
        self.ok("approve", by=ANN)

    def green(self) -> str:
        """One more change of a label, signed by the build server: what its output says."""
        self.change()
        assert "Lane: green" in self.ok("submit", by=LENA)
        return self.ok("approve", by=CI)

    def change(self) -> None:
        label = next(self.labels)
        self.org.change(f"label: {self.label},", f"label: {label},")
        self.label = label


@pytest.fixture
def drawing(org: Organisation) -> Sampling:
    return Sampling(org)


def test_a_drawn_release_is_looked_at_and_counted(drawing: Sampling) -> None:
    drawing.approved()
    said = drawing.green()
    assert "Drawn for a look: the green release 0002 (1.0.0), by 2027-02-15" in said
    assert "fieldpact look SPEC --fine | --wrong" in said
    assert "It may be released" in said
    assert "Drawn for a look: the green release 0002" in drawing.ok("verify", by=LENA)

    # Only those who could have approved it look at it, and each look is signed.
    assert f"{LENA} for no reviewer" in drawing.refused("look", "--fine", by=LENA)
    assert f"{CI} for no reviewer" in drawing.refused("look", "--fine", by=CI)
    assert f"{OPS} is named in its pact" in drawing.refused("look", "--fine", by=OPS)
    assert f"{JO} is named in its pact" in drawing.refused("look", "--fine", by=JO)
    assert "doesn't know this key" in drawing.refused("look", "--fine", by=EVE)
    assert "--fine or --wrong" in drawing.refused("look", by=ANN, status=2)
    assert "--because" in drawing.refused("look", "--wrong", by=ANN, status=2)
    assert "submission 0001 wasn't drawn" in drawing.refused("look", "--fine", "--number", "1", by=ANN)

    assert "0002 (1.0.0) is fine" in drawing.ok("look", "--fine", by=ANN)
    assert "Drawn" not in drawing.ok("verify", by=LENA)
    assert "no release waits" in drawing.refused("look", "--fine", by=PER)
    assert f"{ANN} has looked" in drawing.refused("look", "--fine", "--number", "2", by=PER)
    records = Records.open(drawing.org.app)
    assert records.wrong == () and [entry.kind for entry in records.entries][-1] == "fine"
    found = samples(records, drawing.root, drawing.lanes)
    assert str(rate_of(found)) == "1 drawn, 1 looked at, 0 wrong (0 %)"


def test_a_wrong_one_ends_the_row_until_a_person_approves(drawing: Sampling) -> None:
    drawing.approved()
    drawing.green()
    drawing.ok("look", "--wrong", "--because", "it asks for more", by=PER)
    said = drawing.refused("verify")
    assert "the change is amber" in said and f"{PER} looked at it and found it wrong: it asks for more" in said

    # Even going back to what a person approved has to be looked at.
    drawing.change()
    assert "green release 0002 was found wrong" in drawing.ok("submit", by=LENA)
    assert "signs green ones only" in drawing.refused("approve", by=CI)
    drawing.ok("approve", by=ANN)
    drawing.green()
    records = Records.open(drawing.org.app)
    assert str(rate_of(samples(records, drawing.root, drawing.lanes))) == "2 drawn, 1 looked at, 1 wrong (100 %)"


def test_the_right_one_after_all_is_approved_by_a_person_and_stays_counted(drawing: Sampling) -> None:
    drawing.approved()
    drawing.green()
    drawing.ok("look", "--wrong", "--because", "somebody should have looked", by=PER)
    drawing.ok("approve", by=ANN)
    drawing.ok("verify", by=LENA)
    records = Records.open(drawing.org.app)
    assert rate_of(samples(records, drawing.root, drawing.lanes)).wrong == 1
    drawing.green()


def test_a_green_release_on_top_of_a_wrong_one_waits_too(drawing: Sampling) -> None:
    drawing.approved()
    drawing.green()
    drawing.green()
    drawing.ok("look", "--wrong", "--because", "no", "--number", "2", by=PER)
    assert "0002 was found wrong" in drawing.refused("verify")
    drawing.ok("approve", by=ANN)
    drawing.ok("verify", by=LENA)


def test_after_an_overdue_look_nothing_is_green(drawing: Sampling) -> None:
    drawing.approved()
    drawing.green()
    drawing.org.day += dt.timedelta(days=14)
    drawing.green()
    drawing.org.day += dt.timedelta(days=1)
    assert "overdue since 2027-02-15" in drawing.ok("verify", by=LENA)
    drawing.change()
    assert "0002 was drawn for a look, and nobody looked in time" in drawing.ok("submit", by=LENA)
    assert "signs green ones only" in drawing.refused("approve", by=CI)
    drawing.ok("look", "--fine", by=ANN)
    assert "Lane: green" in drawing.ok("submit", by=LENA)
    drawing.ok("approve", by=CI)


def test_a_look_that_somebody_wrote_by_hand_counts_for_nothing(drawing: Sampling) -> None:
    """A look that was edited breaks the log, one that is gone too."""
    drawing.approved()
    drawing.green()
    drawing.ok("look", "--wrong", "--because", "no", by=PER)
    look = drawing.org.app / "approvals" / f"0002-wrong-{PER}.json"
    data = look.read_bytes()
    look.unlink()
    assert "missing" in drawing.refused("verify")
    look.write_bytes(data.replace(b'"sig": "', b'"sig": "AAAA'))
    assert "changed after it was signed" in drawing.refused("verify")


def test_who_is_drawn_follows_from_the_build_servers_signature_alone(org: Organisation) -> None:
    """A share of many, the same whoever reckons, and not moved by what else lies in an envelope."""
    drawing = Sampling(org, percent=0)
    drawing.approved()
    assert "Drawn" not in drawing.green()
    drawing.green()
    history = history_of(Records.open(org.app), drawing.root)
    first, second, third = (each.lot for each in history.submissions)
    assert first == 0.0 and second != third and 0 <= second < 100 and 0 <= third < 100
    for percent, lot in ((int(second) + 1, second), (int(second), second)):
        lanes = LanesFile(green=("wording",), greens=10, days=90, sample_percent=percent)
        drawn = [sample.number for sample in samples_of(history, lanes)]
        assert (2 in drawn) == (lot < percent)
        assert samples(Records.open(org.app), drawing.root, lanes) == samples_of(history, lanes)


def test_the_rate_of_several_apps_and_of_none() -> None:
    assert rate_of([]) == Rate(0, 0, 0) and rate_of([]).percent is None
    assert str(Rate(3, 0, 0)) == "3 drawn, none looked at yet"
    assert Rate(40, 30, 3).percent == 10.0


def test_a_person_looks_again_after_a_row_of_greens_and_after_some_days(org: Organisation) -> None:
    drawing = Sampling(org, percent=0, greens=2)
    drawing.approved()
    drawing.green()
    drawing.green()
    drawing.change()
    assert "2 green changes in a row: a person looks again" in drawing.ok("submit", by=LENA)
    assert "signs green ones only" in drawing.refused("approve", by=CI)
    drawing.ok("approve", by=ANN)
    drawing.green()

    org.day += dt.timedelta(days=89)
    drawing.green()
    org.day += dt.timedelta(days=1)
    drawing.ok("verify", by=LENA)  # signed in time, and still good
    drawing.change()
    said = drawing.ok("submit", by=LENA)
    assert "a person looked 90 days ago, and does so every 90" in said
    assert "signs green ones only" in drawing.refused("approve", by=CI)
    drawing.ok("approve", by=PER)


def test_nothing_is_drawn_without_approvals(tmp_path: Path, org: Organisation) -> None:
    root = read_root(json.dumps(org.root()).encode(), "root.json")
    lanes = LanesFile(green=(), greens=0, days=0, sample_percent=100)
    assert samples(Records.open(tmp_path), root, lanes) == []
