"""Names, row scopes, links, and the dependencies they make."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from fieldpact.formula import compile
from tests.formula.shop import CANDIDATE, LINES, RECORD, ROW, STORED, VISIT_RECORD, value


@pytest.mark.parametrize(
    ("text", "wanted", "deps"),
    [
        ("total", Decimal("53.75"), ("total",)),
        ("visit.total", Decimal("53.75"), ("total",)),
        ("Form.total", Decimal("53.75"), ("total",)),
        ("account.name", "Kiosk", ("account", "table:account")),
        ("account.owner.name", "Eva", ("account", "table:account", "table:person")),
        ("Sum(lines, qty * price)", Decimal("57.50"), ("lines", "lines[].price", "lines[].qty")),
        (
            "Sum(lines, qty * product.price)",
            Decimal("57.50"),
            ("lines", "lines[].product", "lines[].qty", "table:product"),
        ),
        ("Sum(lines.qty, qty)", Decimal(4), ("lines", "lines[].qty")),
        ("Sum(lines.qty)", Decimal(4), ("lines", "lines[].qty")),
        ("First(lines).qty", Decimal(3), ("lines", "lines[].qty")),
        ("CountRows(lines)", Decimal(2), ("lines",)),
        ("CountRows(Filter(lines, qty > 1))", Decimal(1), ("lines", "lines[].qty")),
        ("Sum(lines As l, l.qty)", Decimal(4), ("lines", "lines[].qty")),
        ("Sum(lines, ThisRecord.qty)", Decimal(4), ("lines", "lines[].qty")),
        ("CountRows(product)", Decimal(2), ("table:product",)),
        ("CountRows(visit)", Decimal(0), ("table:visit",)),
        ("CountIf([@product], active)", Decimal(1), ("table:product",)),
        ('LookUp(product, name = "Nuts", price)', Decimal(20), ("table:product",)),
        ("LookUp(product, id = First(Form.lines).product).name", "Cola", ("lines", "lines[].product", "table:product")),
        ("owner = Me()", True, ("me", "owner")),
        ("owner.manager = Me().manager", True, ("me", "owner", "table:person")),
        ("Me().manager.name", "Ola", ("me", "table:person")),
        ("date = Today()", True, ("date", "today")),
        ("created < Now()", True, ("created", "now")),
        ('"shelf" in seen', True, ("seen",)),
        ("CountRows(seen)", Decimal(1), ("seen",)),
        ('outcome in ["order", "none"]', True, ("outcome",)),
        ("visit.id", "v1", ("id",)),
    ],
)
def test_names_of_a_record(text: str, wanted: Any, deps: tuple[str, ...]) -> None:
    assert value(text) == wanted
    assert compile(text, RECORD).deps == deps


@pytest.mark.parametrize(
    ("text", "wanted", "deps"),
    [
        ("qty", Decimal(3), ("lines[@].qty",)),
        ("line.qty", Decimal(3), ("lines[@].qty",)),
        ("total", Decimal("53.75"), ("total",)),
        ("Parent.total", Decimal("53.75"), ("total",)),
        ("product.name", "Cola", ("lines[@].product", "table:product")),
        ("qty = Max(lines, qty)", True, ("lines", "lines[@].qty", "lines[].qty")),
        ("CountIf(lines, qty > line.qty)", Decimal(0), ("lines", "lines[@].qty", "lines[].qty")),
    ],
)
def test_names_of_a_row(text: str, wanted: Any, deps: tuple[str, ...]) -> None:
    assert value(text, ROW) == wanted
    assert compile(text, ROW).deps == deps


def test_names_of_a_candidate_come_before_the_rows_and_the_records() -> None:
    assert value('active && group = "drink" && Form.total > 10', CANDIDATE) is True
    assert compile("price > line.price", CANDIDATE).deps == ("lines[@].price",)


def test_a_link_that_leads_nowhere_is_blank() -> None:
    record = VISIT_RECORD | {"account": "gone"}
    assert value("account.name", RECORD, record) is None
    assert value("IsBlank(account.owner.name)", RECORD, record | {"account": None}) is True


def test_inner_rows_hide_outer_ones_until_named() -> None:
    assert value("Sum(lines As outer, CountIf(lines As inner, inner.qty <= outer.qty))") == 3
    assert value("Sum(lines, With({factor: 2}, qty * factor))") == 8
    assert value("Sum(lines, CountIf([@product], price <= lines[@price]))") == 3


def test_a_row_is_whatever_the_caller_passes() -> None:
    assert value("qty * price * (1 - discount)", ROW, VISIT_RECORD, LINES[1]) == 20
    assert value("active", CANDIDATE, VISIT_RECORD, LINES[0], STORED["product"]["p2"]) is False
