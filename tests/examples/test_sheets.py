"""The arithmetic of the examples against sheets worked out by hand, on their own reference data and the real store."""

import csv
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.form import Engine, Row
from fieldpact.preview.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
SHEETS = Path(__file__).parent
NOON = dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC)


def sheet(name: str) -> list[dict[str, str]]:
    with (SHEETS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_order(name: str, order: dict[str, str]) -> list[dict[str, str]]:
    return [row for row in sheet(name) if row["order"] == order["order"]]


def number(text: str) -> Decimal:
    return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)


def value(row: Row, field: str) -> Decimal:
    found = row.cells[field].value
    assert isinstance(found, Decimal), f"{row.path}{field}: {found!r}"
    return found


def stored(example: str, folder: Path) -> Repository:
    workspace = Workspace.of(EXAMPLES / example / "spec.yaml", folder / example)
    assert workspace.rebuild(), workspace.findings
    assert workspace.bundle is not None
    app = load_bundle(workspace.bundle)
    me = {"id": "rep", "name": "Rep", "role": "rep"}
    return Repository(app, folder / f"{example}-data", workspace.bundle, me=me, clock=lambda: NOON)


@pytest.fixture(scope="module")
def beverages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    repository = stored("beverage_order", tmp_path_factory.mktemp("beverages"))
    yield repository
    repository.close()


@pytest.fixture(scope="module")
def drinks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    repository = stored("order_capture", tmp_path_factory.mktemp("drinks"))
    yield repository
    repository.close()


def taken(repository: Repository, order: dict[str, str]) -> Engine:
    """The order of the sheet as a rep takes it."""
    engine = Engine(repository.app, repository.app.tables["order"], repository.world())
    engine.set("date", dt.date.fromisoformat(order["date"]))
    engine.set("deliver", dt.date.fromisoformat(order["date"]) + dt.timedelta(days=1))
    engine.set("outlet", order["outlet"])
    rows = {row.cells["product"].value: row for row in engine.cell("lines").rows}
    for line in of_order("beverage_order/lines.csv", order):
        engine.enter(rows[line["product"]].cells["cases"].path, line["cases"])
        engine.set(rows[line["product"]].cells["discount"].path, number(line["discount"]))
    for empty in of_order("beverage_order/returns.csv", order):
        row = engine.add_row("returns", {"product": empty["product"]})
        engine.enter(row.cells["count"].path, empty["count"])
    return engine


@pytest.mark.parametrize("order", sheet("beverage_order/orders.csv"), ids=lambda order: f"order {order['order']}")
def test_a_beverage_order_is_what_the_sheet_says(beverages, order):
    engine = taken(beverages, order)
    lines = {row.cells["product"].value: row for row in engine.cell("lines").rows if row.counts}
    expected = of_order("beverage_order/lines.csv", order)
    assert set(lines) == {line["product"] for line in expected}
    for line in expected:
        row = lines[line["product"]]
        for field in ("bottles", "price", "net", "tax", "deposit"):
            assert value(row, field) == number(line[field]), f"{line['product']}.{field}"
    free = [
        (row.cells["product"].value, value(row, "bottles"), value(row, "deposit")) for row in engine.cell("free").rows
    ]
    assert free == [
        (gift["product"], number(gift["bottles"]), number(gift["deposit"]))
        for gift in of_order("beverage_order/free.csv", order)
    ]
    empties = [value(row, "value") for row in engine.cell("returns").rows]
    assert empties == [number(empty["value"]) for empty in of_order("beverage_order/returns.csv", order)]
    by_rate = {group["key"]: group["tax"] for group in engine.cell("vat").value}
    rates = {number(f"{rate}%"): order[f"vat {rate} %"] for rate in ("25", "12", "6")}
    assert by_rate == {rate: number(tax) for rate, tax in rates.items() if tax}
    for field in ("goods", "taxes", "deposit", "rounding", "total"):
        assert value(engine.record, field) == number(order[field]), field
    assert engine.attempt_save() == []


@pytest.mark.parametrize("order", sheet("beverage_order/orders.csv"), ids=lambda order: f"order {order['order']}")
def test_a_stored_beverage_order_opens_as_it_was_saved(beverages, order):
    engine = taken(beverages, order)
    values = engine.values()
    key = beverages.save("order", values)
    again = Engine(beverages.app, beverages.app.tables["order"], beverages.world(), beverages.record("order", key))
    assert not again.pending.values
    kept = again.values()
    assert [row["id"] for row in kept["free"]] == [row["id"] for row in values["free"]]
    assert {name: kept[name] for name in ("lines", "free", "returns", "total")} == {
        name: values[name] for name in ("lines", "free", "returns", "total")
    }


@pytest.mark.parametrize("order", sheet("beverage_order/orders.csv"), ids=lambda order: f"order {order['order']}")
def test_the_sheet_adds_up(order):
    """What the sheet says of an order follows from what it says of its lines."""
    lines = of_order("beverage_order/lines.csv", order)
    for rate in ("25", "12", "6"):
        of_rate = sum((number(line["tax"]) for line in lines if line["vat"] == f"{rate}%"), Decimal(0))
        assert of_rate == number(order[f"vat {rate} %"] or "0")
    assert number(order["goods"]) == sum(number(line["net"]) for line in lines)
    parts = number(order["goods"]) + number(order["taxes"]) + number(order["deposit"])
    assert parts == number(order["before rounding"]) == number(order["total"]) - number(order["rounding"])


@pytest.mark.parametrize("order", sheet("order_capture/orders.csv"), ids=lambda order: f"order {order['order']}")
def test_a_captured_order_is_what_the_sheet_says(drinks, order):
    engine = Engine(drinks.app, drinks.app.tables["order"], drinks.world())
    engine.set("customer", order["customer"])
    rows = []
    for line in of_order("order_capture/lines.csv", order):
        row = engine.add_row("lines", {"product": line["product"]})
        engine.enter(row.cells["cases"].path, line["cases"])
        engine.set(row.cells["discount"].path, number(line["discount"]))
        rows.append((row, line))
    for row, line in rows:
        for field in ("unit_price", "amount", "deposit", "tax"):
            assert value(row, field) == number(line[field]), f"{line['product']}.{field}"
    for field in ("goods", "deposit", "taxes", "total"):
        assert value(engine.record, field) == number(order[field]), field
    assert engine.attempt_save() == []
