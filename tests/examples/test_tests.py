"""Each example's own tests pass, and leave no field, option, check or branch out."""

from pathlib import Path

import pytest

from fieldpact.pipeline import read_model, run_tests

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    "name", ["store_visit", "order_capture", "shout_out", "beverage_order", "call_report", "sample_drop"]
)
def test_an_example_proves_all_of_its_logic(name):
    reading = read_model(EXAMPLES / name / "spec.yaml")
    assert reading.app is not None
    trial = run_tests(reading, reading.app)
    assert [(each.test.name, each.differences) for each in trial.outcomes if not each.passed] == []
    assert [f"{gap.name} {gap.message}" for gap in trial.gaps] == []
