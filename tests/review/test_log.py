"""The log of approvals: whoever edits, removes, moves or cuts it is found."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldpact.review.audit import START, read_log
from fieldpact.review.history import claimed_base
from fieldpact.review.records import Records
from tests.review.people import ANN, CI, LENA, SPEC, Organisation

Tamper = Callable[[Path], object]


@pytest.fixture
def two(org: Organisation) -> Organisation:
    """Two releases: four events."""
    org.approved()
    org.change("label: Outcome", "label: Result")
    org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=CI)
    org.ok("verify", org.app)
    return org


def _lines(folder: Path, edit: Callable[[list[bytes]], list[bytes]]) -> None:
    log = folder / "audit.jsonl"
    log.write_bytes(b"".join(edit(log.read_bytes().splitlines(keepends=True))))


def _swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1], *lines[3:]]


def _edited(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b"ann.vik", b"eve.vik"), *lines[2:]]


TAMPERED: dict[str, tuple[Tamper, str]] = {
    "a line edited": (lambda f: _lines(f, _edited), "line 3 of audit.jsonl doesn't follow"),
    "a line spaced": (lambda f: _lines(f, lambda ls: [ls[0].replace(b":", b": ", 1), *ls[1:]]), "line 1 of audit"),
    "a line removed": (lambda f: _lines(f, lambda ls: [ls[0], *ls[2:]]), "line 2 of audit.jsonl doesn't follow"),
    "the first removed": (lambda f: _lines(f, lambda ls: ls[1:]), "lines before it were removed"),
    "lines moved": (lambda f: _lines(f, _swapped), "line 2 of audit.jsonl doesn't follow"),
    "the last removed": (lambda f: _lines(f, lambda ls: ls[:-1]), "is not in audit.jsonl"),
    "the last cut off": (lambda f: _lines(f, lambda ls: [*ls[:-1], ls[-1][:40]]), "is cut off"),
    "the log emptied": (lambda f: (f / "audit.jsonl").write_bytes(b""), "is not in audit.jsonl"),
    "the log gone": (lambda f: (f / "audit.jsonl").unlink(), "audit.jsonl is missing"),
    "an approval gone": (lambda f: (f / f"0001-approved-{ANN}.json").unlink(), f"0001-approved-{ANN}.json is missing"),
    "an approval edited": (
        lambda f: (f / "0001-submitted.json").write_bytes((f / "0001-submitted.json").read_bytes() + b" "),
        "0001-submitted.json was changed after it was signed",
    ),
    "an approval of another": (
        lambda f: (f / f"0001-approved-{ANN}.json").rename(f / "0001-approved-eve@example.com.json"),
        "is not in audit.jsonl",
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_is_found_and_nothing_is_signed_on_top(two: Organisation, how: str) -> None:
    tamper, said = TAMPERED[how]
    tamper(two.app / "approvals")
    assert said in two.refused("verify", two.app)
    assert said in two.refused("submit", two.app, by=LENA)
    assert said in two.refused("approve", two.app, by=ANN)
    two.refused("build", two.app, "--release", "-o", two.folder / "out")


def test_a_chain_made_anew_is_not_the_one_that_was_signed(two: Organisation) -> None:
    """Somebody takes an event out and chains the rest again: each event signed the head that it found."""
    folder = two.app / "approvals"
    entries, _ = read_log((folder / "audit.jsonl").read_bytes())
    head, lines = START, []
    for entry in [entries[0], *entries[2:]]:
        declared = {**json.loads(entry.line()), "prev": head}
        lines.append(json.dumps(declared, separators=(",", ":")).encode() + b"\n")
        head = read_log(b"".join(lines))[0][-1].head
    (folder / "audit.jsonl").write_bytes(b"".join(lines))
    (folder / entries[1].file).unlink()
    assert read_log((folder / "audit.jsonl").read_bytes())[1] == []
    assert "and its line in audit.jsonl don't say the same" in two.refused("verify", two.app)


def test_what_was_kept_of_an_approved_version_is_the_base_only_as_it_was_signed(two: Organisation) -> None:
    """The kept copy is edited so that a dangerous change looks like none."""
    two.change("max_length: 200", "max_length: 400")
    kept = two.app / "approvals" / "0001" / "spec.yaml"
    kept.write_text(kept.read_text().replace("max_length: 200", "max_length: 400"))
    said = two.ok("submit", two.app, by=LENA)
    assert "Lane: amber" in said and "approvals/0001 is not what was approved then" in said


def test_events_are_counted_in_the_order_of_the_log(two: Organisation) -> None:
    records = Records.open(two.app)
    assert [event.file for event in records.events] == [
        "0001-submitted.json",
        f"0001-approved-{ANN}.json",
        "0002-submitted.json",
        f"0002-approved-{CI}.json",
    ]
    assert [event.statement.audit_head for event in records.events] == [
        START,
        *(entry.head for entry in records.entries[:-1]),
    ]


def test_without_a_root_the_log_says_what_was_approved_last(two: Organisation) -> None:
    """The second release was green, so the first is what a change will be compared with."""
    base = claimed_base(Records.open(two.app))
    assert base is not None and (base.number, base.folder) == (1, two.app / "approvals" / "0001")
    assert (base.folder / "spec.yaml").read_text() == SPEC
    two.change("max_length: 200", "max_length: 300")
    two.approved()
    two.ok("revoke", two.app, "--because", "no", by=ANN)
    again = claimed_base(Records.open(two.app))
    assert again is not None and again.number == 1
    assert claimed_base(Records.open(two.folder)) is None


def test_git_leaves_line_ends_of_what_was_signed_alone(two: Organisation) -> None:
    """As on a machine on which git writes CRLF."""
    git = ["git", "-c", "core.autocrlf=true", "-c", "user.name=Lena", "-c", f"user.email={LENA}"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "approved"]):
        subprocess.run([*git, *words], cwd=two.app, check=True, capture_output=True)
    copy = two.folder / "clone"
    subprocess.run([*git, "clone", "-q", str(two.app), str(copy)], check=True, capture_output=True)
    assert b"\r\n" in (copy / "spec.yaml").read_bytes()
    (copy / "spec.yaml").write_bytes((two.app / "spec.yaml").read_bytes())
    two.ok("verify", copy)
