"""Two at once, a kill in between, a full disk, strange files: the state before or the one after, and words."""

from __future__ import annotations

import concurrent.futures
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldpact.review import records as records_module
from fieldpact.review.actions import approve, look, submit
from fieldpact.review.audit import read_log
from fieldpact.review.keys import Key, open_key
from fieldpact.review.records import Records
from fieldpact.review.refusal import Refused
from fieldpact.review.root import Root, read_root, root_for
from tests.review.people import ANN, LENA, PER, TODAY, Organisation


class Killed(BaseException):
    """The process ended here."""


def key(org: Organisation, who: str) -> Key:
    return open_key(None, str, {"FIELDPACT_KEY": org.people[who].secret})


def root(org: Organisation) -> Root:
    return root_for(org.spec, TODAY)


def reading(org: Organisation):
    from fieldpact.pipeline import check

    return check(org.spec, None, TODAY)


def contents(folder: Path) -> dict[str, bytes]:
    """What counts in a folder of approvals: everything but what an event leaves staged."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).as_posix().startswith(".")
    }


@pytest.mark.parametrize("act", [submit, approve])
def test_a_kill_at_every_step_leaves_before_or_after(
    org: Organisation, monkeypatch: pytest.MonkeyPatch, act: Callable[..., object]
) -> None:
    if act is approve:
        org.ok("submit", org.app, by=LENA)
    person, whole = (LENA, 1) if act is submit else (ANN, 2)
    read, believed = reading(org), root(org)
    real = Path.replace
    outcomes: list[int] = []
    for steps in range(40):
        left = [steps]

        def replace(self: Path, target: Path, left: list[int] = left) -> Path:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        try:
            act(org.spec, read, believed, key(org, person), TODAY)
        except Killed:
            pass
        finally:
            monkeypatch.setattr(Path, "replace", real)
        records = Records.open(org.app)
        assert records.wrong == ()
        outcomes.append(len(records.events))
        if outcomes[-1] == whole:
            break
    assert outcomes[0] == whole - 1 and len(outcomes) > 2, "no kill fell into the event"
    assert sorted(outcomes) == outcomes
    # The next event mends what was left, and everything holds.
    org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=PER)
    org.ok("verify", org.app)
    assert [path.name for path in (org.app / "approvals").glob(".*")] == [".gitattributes"]


def test_after_a_kill_the_event_is_there_although_its_file_is_still_staged(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    org.ok("submit", org.app, by=LENA)
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if "approved" in target.name:
            raise Killed
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Killed):
        approve(org.spec, reading(org), root(org), key(org, ANN), TODAY)
    monkeypatch.setattr(Path, "replace", real)
    assert not list((org.app / "approvals").glob("*approved*"))
    assert look(org.spec, reading(org), root(org), TODAY).missing == ()
    assert "you have approved it already" in org.refused("approve", org.app, by=ANN)
    assert list((org.app / "approvals").glob("*approved*"))


def test_two_approve_at_once(org: Organisation) -> None:
    """Each in a process of their own, again until they aren't told that somebody else is signing."""
    org.believe(org.root(thresholds={"green": 0, "amber": 2, "red": 2}))
    org.ok("submit", org.app, by=LENA)

    code = (
        "import datetime, fieldpact.cli.governance_option as day;"
        f"day.today = lambda: datetime.date.fromisoformat('{TODAY}');"
        "from fieldpact.cli import main; main()"
    )

    def run(who: str) -> str:
        env = {**os.environ, "FIELDPACT_KEY": org.people[who].secret}
        while True:
            words = [sys.executable, "-c", code, "approve", str(org.app)]
            done = subprocess.run(words, env=env, capture_output=True, text=True)
            assert "Traceback" not in done.stderr, done.stderr
            if "is signing for this app right now" not in done.stdout:
                return done.stdout

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        said = list(pool.map(run, (ANN, PER)))
    assert all("Approved by" in each for each in said), said
    entries, wrong = read_log((org.app / "approvals" / "audit.jsonl").read_bytes())
    assert (len(entries), wrong) == (3, [])
    assert "It may be released" in org.ok("verify", org.app)


def test_while_somebody_signs_others_are_told(org: Organisation) -> None:
    org.ok("submit", org.app, by=LENA)
    with records_module.writing(org.app):
        assert "try again in a moment" in org.refused("approve", org.app, by=ANN, status=2)
    org.ok("approve", org.app, by=ANN)


def test_a_folder_that_can_not_be_written_is_told(org: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Path.mkdir

    def denied(self: Path, *words: Any, **named: Any) -> None:  # by a stand-in: root may write everywhere
        if self == org.app / "approvals":
            raise PermissionError(13, "Permission denied")
        make(self, *words, **named)

    monkeypatch.setattr(Path, "mkdir", denied)
    assert "can't be written: Permission denied" in org.refused("submit", org.app, by=LENA, status=2)
    assert not (org.app / "approvals").exists()


def test_a_full_disk_leaves_everything_as_it_was(org: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    org.ok("submit", org.app, by=LENA)
    before = contents(org.app / "approvals")
    real = os.fsync

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fieldpact.review.machine.os.fsync", full)
    assert "No space left on device; it is as it was" in org.refused("approve", org.app, by=ANN, status=2)
    monkeypatch.setattr("fieldpact.review.machine.os.fsync", real)
    assert contents(org.app / "approvals") == before
    org.ok("approve", org.app, by=ANN)


STRANGE: dict[str, Callable[[Path], object]] = {
    "a file for the folder": lambda app: (app / "approvals").write_text("x"),
    "a link for the folder": lambda app: (app / "approvals").symlink_to(app.parent),
    "a folder for the log": lambda app: (app / "approvals" / "audit.jsonl").mkdir(parents=True),
    "a folder for an event": lambda app: (app / "approvals" / "0001-submitted.json").mkdir(parents=True),
    "an empty event": lambda app: _write(app / "approvals" / "0001-submitted.json", b""),
    "a log of garbage": lambda app: _write(app / "approvals" / "audit.jsonl", b"\x00\xff" * 500),
    "a log of numbers": lambda app: _write(app / "approvals" / "audit.jsonl", b"1\n[]\nnull\n{}\n"),
    "a log that is too deep": lambda app: _write(app / "approvals" / "audit.jsonl", b"[" * 99_999 + b"\n"),
    "a link for the log": lambda app: _link(app / "approvals" / "audit.jsonl"),
    "a file for the spec's hooks": lambda app: (app / "hooks").write_text("x"),
}


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def _link(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.symlink_to("/etc/hostname")


@pytest.mark.parametrize("how", STRANGE)
def test_strange_files_are_told_in_words(org: Organisation, how: str) -> None:
    STRANGE[how](org.app)
    for words, person in ((["submit"], LENA), (["approve"], ANN), (["verify"], None)):
        result = org.run(*words, org.app, by=person)
        assert result.exit_code in (0, 1, 2) and result.output.strip()
    for words in (["reject", "--because", "x"], ["revoke", "--because", "x"]):
        assert org.run(words[0], org.app, *words[1:], by=ANN).exit_code in (0, 1, 2)


@pytest.mark.parametrize("content", ["", "{", "not: a spec", "\x00", "fieldpact: 9"])
def test_a_spec_that_is_none_is_told(org: Organisation, content: str) -> None:
    org.spec.write_text(content)
    for command in ("submit", "approve", "verify"):
        assert org.run(command, org.app, by=LENA).exit_code in (1, 2)
    assert org.run("build", org.app, "--release", "-o", org.folder / "out").exit_code in (1, 2)
    assert org.run("verify", org.app / "nowhere", by=LENA).exit_code == 2


def test_another_apps_approvals_are_not_this_apps(org: Organisation) -> None:
    org.approved()
    org.change("id: com.example.shop_visit", "id: com.example.other_visit")
    assert "approvals/ are those of com.example.shop_visit" in org.refused("verify", org.app)
    assert "give each app a folder of its own" in org.refused("submit", org.app, by=LENA)


def test_a_folder_with_shapes_of_other_releases_is_left_alone(org: Organisation) -> None:
    """The folder of a draft that went through two shapes: its history isn't the one of the releases."""
    out = org.folder / "out"
    org.ok("build", org.app, "-o", out)
    org.change("max_length: 200}", "max_length: 200}\n      more: {type: text, label: More, max_length: 9}")
    org.ok("build", org.app, "-o", out)
    org.approved()
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert "build the release into a folder of its own" in org.refused("build", org.app, "--release", "-o", out)
    assert before == {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_shapes_follow_from_release_to_release(org: Organisation) -> None:
    org.approved()
    org.ok("build", org.app, "--release", "-o", org.folder / "out")
    org.change("max_length: 200}", "max_length: 200}\n      more: {type: text, label: More, max_length: 9}")
    org.approved()
    org.ok("build", org.app, "--release", "-o", org.folder / "out")
    org.ok("build", org.app, "--release", "-o", org.folder / "fresh")
    for name in ("out", "fresh"):
        shapes = sorted(path.name for path in (org.folder / name / "src/bundle/schema").iterdir())
        assert shapes == ["0001.json", "0002.json"]
        org.ok("verify", org.folder / name)


def test_a_root_is_read_strictly() -> None:
    for data in (b"", b"[]", b"null", b"\xff", b" " * 2_000_000, b"[" * 99_999):
        with pytest.raises(Refused):
            read_root(data, "root.json")
