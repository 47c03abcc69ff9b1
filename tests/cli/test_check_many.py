"""Many specs in one command say what each says alone, in order, however many processes share the work."""

import datetime as dt
import json
import os

import pytest

from fieldpact import govern
from fieldpact.cli import many
from tests.cli.conftest import SPEC

HARM = {
    3: SPEC.replace("spent: money", "spent: mony"),
    11: SPEC.replace("minutes > 30", "minuts > 30"),
    17: "fieldpact: 1\napp: {id: [\n",
    29: SPEC.replace("person: lena.berg@example.com, ", ""),
    41: SPEC.replace("shop: {type: text", "passport_number: {type: text"),
}
MISSING = 23


@pytest.fixture
def specs(tmp_path):
    """Fifty specs in folders of their own: some with findings, one that isn't YAML, one that isn't there."""
    paths = [tmp_path / f"app_{number:02}" / "spec.yaml" for number in range(50)]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        if number != MISSING:
            text = HARM.get(number, SPEC)
            path.write_text(text.replace("id: com.example.", f"id: com.example.n{number}_"), "utf-8")
    return paths


def on_cores(monkeypatch, number):
    monkeypatch.setattr(many, "_cores", lambda: number)


@pytest.mark.parametrize("words", [(), ("--why",), ("--format", "json"), ("--gate", "warning")])
def test_processes_say_what_one_says(fieldpact, specs, monkeypatch, words):
    on_cores(monkeypatch, 1)
    alone = fieldpact("check", *specs, *words)
    on_cores(monkeypatch, 2)
    shared = fieldpact("check", *specs, *words)
    assert (shared.exit_code, shared.output) == (alone.exit_code, alone.output)
    assert shared.exit_code == 2


def test_together_they_say_what_each_says_alone(fieldpact, specs, monkeypatch):
    on_cores(monkeypatch, 2)
    together = fieldpact("check", *specs, "--format", "json")
    alone = [fieldpact("check", spec, "--format", "json") for spec in specs]
    found = [finding for result in alone for finding in json.loads(result.output)["findings"]]
    assert json.loads(together.output)["findings"] == found
    assert {specs.index(path) for path in specs if any(f["span"]["file"] == str(path) for f in found)} == {
        *HARM,
        MISSING,
    }
    assert together.exit_code == max(result.exit_code for result in alone)


def test_exit_codes_of_many(fieldpact, specs, monkeypatch):
    on_cores(monkeypatch, 2)
    clean = [spec for number, spec in enumerate(specs) if number not in (*HARM, MISSING)]
    assert fieldpact("check", *clean).exit_code == 0
    assert fieldpact("check", *clean, specs[3]).exit_code == 1
    assert fieldpact("check", *clean, specs[3], specs[MISSING]).exit_code == 2


def test_the_lanes_stand_in_order(fieldpact, specs, monkeypatch):
    for number in (5, 7, 45):
        (specs[number].parent / "approvals").mkdir()
    on_cores(monkeypatch, 1)
    alone = fieldpact("check", *specs)
    on_cores(monkeypatch, 2)
    assert fieldpact("check", *specs).output == alone.output
    assert alone.output.count("Lane: ") == 3


def test_a_few_specs_stay_in_one_process(specs, monkeypatch):
    on_cores(monkeypatch, 8)
    monkeypatch.setattr(many, "_shared", lambda *_: pytest.fail("a process costs more than a few specs"))
    assert len(told_of(specs[: many.WORTH_A_PROCESS])) == many.WORTH_A_PROCESS


def test_the_work_is_shared(monkeypatch):
    assert many._shared(lambda number: os.getpid(), range(100), 2).count(os.getpid()) == 0
    assert many._shared(lambda number: number, range(100), 2) == list(range(100))


def told_of(paths):
    return many.tell_all(paths, [govern.shipped_governance()] * len(paths), dt.date(2026, 1, 1), with_lane=False)
