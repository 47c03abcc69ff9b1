"""A small app, and a way to try tests out on it as `fieldpact test` does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldpact.pipeline import read_model, run_tests
from fieldpact.trial import Trial

APP = """\
fieldpact: 1
app: {id: com.example.orders, name: Orders, version: 1.0.0, currency: SEK}
roles: {rep: Rep, manager: Manager}
tables:
  product:
    from: data/products.csv
    fields: {name: text, active: yes_no, price: money}
  order:
    title: =note
    fields:
      date: {type: date, default: =Today(), read_only: true}
      kind: {type: choice, options: {sale: Sale, gift: Gift, back: Return}, required: true}
      reason: {type: text, visible: =kind = "back", required: true, max_length: 10}
      tags: {type: choices, options: {new: New, big: Big}}
      note: text
      lines:
        type: lines
        row: line
        fields:
          product: {type: link, to: product, where: =active, required: true}
          qty: {type: integer, default: 1, max: 10}
          amount: {type: money, formula: =qty * product.price}
      total: {type: money, formula: '=Sum(lines, amount)'}
      rate: {type: percent, formula: '=If(Me().role = "manager", 20%, total > 100, 10%)'}
    checks:
      - {that: =total <= 500, say: Too large, strength: ask_reason}
    access:
      rep: {read: true, create: true, edit: true, delete: true}
      manager: {read: true, create: true, edit: true, delete: true}
tests:
"""
ROWS = "id,name,active,price\np1,Coffee,true,100\np2,Tea,true,40.50\np3,Old tea,false,1\n"

Try = Callable[[str], Trial]
Spec = Callable[[str], Path]


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    """Writes the app with these tests, each an item of the list under `tests:`."""

    def write(tests: str) -> Path:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / "products.csv").write_text(ROWS, encoding="utf-8")
        path = tmp_path / "spec.yaml"
        path.write_text(APP + "".join(f"  - {test}\n" for test in tests.strip().splitlines()), encoding="utf-8")
        return path

    return write


@pytest.fixture
def attempt(spec: Spec) -> Try:
    """Runs tests; the app must be free of findings."""

    def run(tests: str) -> Trial:
        reading = read_model(spec(tests))
        assert reading.app is not None, [finding.message for finding in reading.findings]
        return run_tests(reading, reading.app)

    return run


Said = Callable[..., list[str]]


@pytest.fixture
def said(attempt: Try) -> Said:
    """What is different, for one test with this given and expected; `more` are further keys of the test."""

    def run(given: str, expect: str, more: str = "") -> list[str]:
        trial = attempt(f"{{name: A test, in: order, {more}given: {{{given}}}, expect: {{{expect}}}}}")
        return [difference.message for difference in trial.outcomes[0].differences]

    return run
