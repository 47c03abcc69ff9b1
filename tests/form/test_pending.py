"""Stored values whose inputs changed outside the form stay until the person asks for the new ones."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

EDITS = st.lists(st.tuples(st.sampled_from(["add", "remove", "qty"]), st.integers(0, 3)), max_size=8)


@pytest.fixture
def order(build):
    return outdated(build)


def outdated(build):
    """Two stored lines at a price of 10, and a gift for large totals; the price list says 15 by now."""
    build.world.records = {"price": {"p1": {"id": "p1", "amount": Decimal(15)}}}
    inside = (
        build.field("qty", "integer"),
        build.field("price", "money", formula=(lambda w, *_: w.record("price", "p1")["amount"], "table:price")),
        build.field(
            "amount", "money", formula=(lambda _, __, row: row["qty"] * row["price"], "lines[@].qty", "lines[@].price")
        ),
    )
    total = (lambda _, r: sum((row["amount"] for row in r["lines"]), Decimal(0)), "lines", "lines[].amount")
    stored = {
        "lines": [
            {"id": "r1", "qty": Decimal(2), "price": Decimal(10), "amount": Decimal(20)},
            {"id": "r2", "qty": Decimal(4), "price": Decimal(10), "amount": Decimal(40)},
        ],
        "total": Decimal(60),
        "gift": None,
    }
    return build.engine(
        build.field("lines", "lines", fields=inside),
        build.field("total", "money", formula=total),
        build.field("gift", visible=(lambda _, r: r["total"] > 80, "total")),
        values=stored,
    )


def shown(engine):
    return {path: engine.cell(path).value for path in ("lines/r1/amount", "lines/r2/amount", "total")}


def waiting(engine):
    return {cell.path: now for cell, now in engine.pending.values.items()}


def test_stored_values_and_what_follows_from_them_stay(order):
    assert shown(order) == {"lines/r1/amount": 20, "lines/r2/amount": 40, "total": 60}
    assert waiting(order)["total"] == 90
    assert not order.cell("gift").visible
    assert not order.dirty
    assert order.attempt_save() == [] and order.values()["total"] == 60


def test_accepting_brings_everything_up_to_date(order):
    told = []
    order.pending.subscribe(lambda: told.append("pending"))
    order.cell("total").subscribe(lambda: told.append("total"))
    order.accept_recalculation()
    assert shown(order) == {"lines/r1/amount": 30, "lines/r2/amount": 60, "total": 90}
    assert order.cell("gift").visible
    assert waiting(order) == {} and order.dirty
    assert sorted(told) == ["pending", "total"]
    order.accept_recalculation()
    assert len(told) == 2


def test_an_edit_recomputes_only_what_depends_on_it(order):
    order.enter("lines/r1/qty", "3")
    assert shown(order) == {"lines/r1/amount": 30, "lines/r2/amount": 40, "total": 70}
    assert waiting(order) == {"lines/r1/price": 15, "lines/r2/price": 15, "lines/r2/amount": 60}
    order.accept_recalculation()
    assert shown(order) == {"lines/r1/amount": 45, "lines/r2/amount": 60, "total": 105}


def test_a_removed_row_waits_for_nothing(order):
    told = []
    order.pending.subscribe(lambda: told.append("pending"))
    order.remove_row("lines", "r2")
    assert waiting(order).keys() == {"lines/r1/price", "lines/r1/amount"}
    assert told == ["pending"]


@settings(max_examples=40, deadline=None)
@given(edits=EDITS)
def test_whatever_was_edited_before_accepting_ends_at_the_new_price(builder, edits):
    order = outdated(builder())
    for what, at in edits:
        rows = order.cell("lines").rows
        if what == "add":
            order.add_row("lines", {"qty": Decimal(at)}, at=min(at, len(rows)))
        elif rows and what == "remove":
            order.remove_row("lines", rows[at % len(rows)].id)
        elif rows:
            order.enter(f"lines/{rows[at % len(rows)].id}/qty", str(at + 7))
    order.accept_recalculation()
    lines = order.values()["lines"]
    assert all((line["price"], line["amount"]) == (15, line["qty"] * 15) for line in lines)
    assert order.values()["total"] == sum(line["amount"] for line in lines)
    assert not order.pending.values
