"""Export: only where the policy says yes, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from fieldapp.policy.export import export_table


def _record(store: Repository) -> dict[str, str]:
    """The one visit, as another program reads it."""
    (record,) = csv.DictReader(io.StringIO(export_table(store, "visit")["visit"], newline=""))
    return record


def test_records_and_lines_in_canonical_text(store: Repository) -> None:
    parts = [{"id": "q1", "lot": "007", "weight": Decimal("0.10")}]
    rows = [{"id": "r1", "product": "Cola", "qty": Decimal(2), "price": Decimal("1.50"), "parts": parts}]
    key = store.save("visit", {"tags": ["new", "hot"], "total": Decimal("12.5"), "done": False, "lines": rows})
    record = _record(store)
    assert (record["id"], record["tags"], record["total"], record["done"]) == (key, "new;hot", "1250", "false")
    assert record["remark"] == ""
    files = export_table(store, "visit")
    assert files["visit.lines"] == f"in,id,product,qty,price\n{key},r1,Cola,2,150\n"
    assert files["visit.lines.parts"] == "in,id,lot,weight\nr1,q1,007,0.1\n"


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1"])
def test_a_spreadsheet_runs_nothing(store: Repository, text: str) -> None:
    store.save("visit", {"remark": text})
    assert _record(store)["remark"] == f"'{text}"


@pytest.mark.parametrize("text", ['a "b", c\nd\r\ne', "{{ x }}", "ä\u202e"])
def test_any_text_is_one_cell(store: Repository, text: str) -> None:
    store.save("visit", {"remark": text})
    assert _record(store)["remark"] == text


@pytest.mark.parametrize("export", [False, None, "yes", 1])
def test_anything_but_a_yes_is_a_no(store: Repository, export: object) -> None:
    store.app = replace(store.app, policy={"export": export})
    with pytest.raises(DataProblem) as caught:
        export_table(store, "visit")
    assert caught.value.key == "not_allowed"
