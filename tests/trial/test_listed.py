"""Which options of a list in a file are named as picked by no test."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldpact.pipeline import read_model, run_tests
from fieldpact.trial.listed import SHORT

SPEC = """\
fieldpact: 1
app: {id: com.example.visits, name: Visits, version: 1.0.0}
choices:
  city: {from: data/cities.csv}
tables:
  visit:
    title: =city
    fields:
      city: {type: choice, options: city}
      ferry: {type: text, visible: '=city = "c7"'}
      stops:
        type: lines
        row: stop
        fields:
          town: {type: choice, options: city}
          fee: {type: integer, formula: '=If(town = "c9", 1, 0)'}
      fees: {type: integer, formula: '=CountIf(stops, town = "c11")'}
tests:
  - {name: A, in: visit, given: {city: c1, stops: [{town: c2}]}}
"""


@pytest.fixture
def unpicked(tmp_path: Path):
    """The options that no test picks, of a file with so many."""

    def run(many: int) -> list[str]:
        (tmp_path / "data").mkdir()
        rows = "".join(f"c{n},City {n}\n" for n in range(many))
        (tmp_path / "data" / "cities.csv").write_text("value,label\n" + rows, encoding="utf-8")
        (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
        reading = read_model(tmp_path / "spec.yaml")
        assert reading.app is not None, [finding.message for finding in reading.findings]
        return [gap.name for gap in run_tests(reading, reading.app).gaps if gap.kind == "option"]

    return run


def test_each_option_of_a_short_list_is_to_be_picked(unpicked):
    names = unpicked(SHORT)
    assert len(names) == 2 * (SHORT - 1)
    assert "c1 of visit.city" not in names and "c1 of visit.stops.town" in names


def test_of_a_long_list_those_are_to_be_picked_that_formulas_tell_apart(unpicked):
    assert unpicked(5_000) == ["c7 of visit.city", "c9 of visit.stops.town", "c11 of visit.stops.town"]
