"""Export: only where the policy says yes, and safe to open in a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from fieldapp.policy.export import export_table


def test_records_and_lines_in_canonical_text(store: Repository) -> None:
    rows = [{"id": "r1", "product": "Cola", "qty": Decimal(2), "price": Decimal("1.50")}]
    key = store.save("visit", {"tags": ["new", "hot"], "total": Decimal("12.5"), "done": False, "lines": rows})
    header, cells = export_table(store, "visit")
    record = dict(zip(header, cells, strict=True))
    assert (record["id"], record["tags"], record["total"], record["done"]) == (key, "new;hot", "1250", "false")
    assert record["remark"] == ""
    assert [*export_table(store, "visit", "lines")] == [
        ["visit", "id", "product", "qty", "price"],
        [key, "r1", "Cola", "2", "150"],
    ]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1"])
def test_a_spreadsheet_runs_nothing(store: Repository, text: str) -> None:
    store.save("visit", {"remark": text})
    header, cells = export_table(store, "visit")
    assert dict(zip(header, cells, strict=True))["remark"] == f"'{text}"


@pytest.mark.parametrize("export", [False, None, "yes", 1])
def test_anything_but_a_yes_is_a_no(store: Repository, export: object) -> None:
    store.app = replace(store.app, policy={"export": export})
    with pytest.raises(DataProblem) as caught:
        export_table(store, "visit")
    assert caught.value.key == "not_allowed"
