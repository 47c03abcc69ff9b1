"""Tests of a spec that say which moves are possible."""

from __future__ import annotations

import textwrap
from pathlib import Path

from click.testing import CliRunner

from fieldpact.cli import main

SPEC = """\
fieldpact: 1
app: {id: com.example.moves, name: Moves, version: 1.0.0, currency: SEK}
roles: {rep: Rep, manager: Manager}
tables:
  order:
    access: {rep: {read: true, create: true, edit: true}, manager: {read: true}}
    fields: {total: money}
    workflow:
      states: {draft: Draft, sent: Sent, done: Done}
      moves:
        - {name: Send, from: draft, to: sent, by: rep, when: =total > 0}
        - {name: Finish, from: sent, to: done, by: manager, when: =owner <> Me()}
  note:
    access: {rep: {read: true, create: true}}
    fields: {what: text}
tests:
"""


def printed(folder: Path, test: str, command: str = "test") -> str:
    spec = folder / "spec.yaml"
    spec.write_text(SPEC + textwrap.indent(textwrap.dedent(test), "  "), "utf-8")
    return CliRunner().invoke(main, [command, str(spec)], catch_exceptions=False).output


def test_moves_are_all_that_is_possible(tmp_path: Path):
    test = "- {name: A, in: order, me: {role: rep}, given: {total: 1}, expect: {moves: [Send]}}\n"
    assert "1 passed" in printed(tmp_path, test)
    test = "- {name: A, in: order, me: {role: rep}, given: {total: 1}, expect: {moves: []}}\n"
    assert "send can be made, which wasn't expected" in printed(tmp_path, test)


def test_what_stands_against_a_move_is_said(tmp_path: Path):
    test = "- {name: A, in: order, me: {role: rep}, given: {total: 0}, expect: {moves: [Send]}}\n"
    assert "expected that send can be made, but its when: doesn't hold" in printed(tmp_path, test)
    test = "- {name: A, in: order, me: {role: manager}, given: {total: 1}, expect: {moves: [send]}}\n"
    assert "expected that send can be made, but another role makes it" in printed(tmp_path, test)
    test = "- {name: A, in: order, me: {role: rep}, given: {total: 1}, expect: {moves: [Send, Finish]}}\n"
    assert "expected that finish can be made, but it doesn't start from this state" in printed(tmp_path, test)


def test_the_record_can_be_in_a_state_and_be_somebodys(tmp_path: Path):
    test = "- {name: A, in: order, state: sent, owner: r1, me: {id: m1, role: manager}, expect: {moves: [Finish]}}\n"
    assert "1 passed" in printed(tmp_path, test)
    test = "- {name: A, in: order, state: sent, me: {id: m1, role: manager}, expect: {moves: []}}\n"
    assert "1 passed" in printed(tmp_path, test)


def test_what_cannot_be_is_a_finding(tmp_path: Path):
    test = (
        "- {name: A, in: order, state: snt, expect: {moves: [Sent]}}\n- {name: B, in: note, expect: {moves: [Send]}}\n"
    )
    found = printed(tmp_path, test, "check")
    assert "[unknown-state] there is no state 'snt'" in found
    assert "[unknown-move] order has no move 'Sent'" in found
    assert "did you mean Send?" in found
    assert "[no-workflow] note has no states and moves" in found
