"""What is named as reached by no test, and what isn't."""

from __future__ import annotations

ONE = "{name: A, in: order, given: {note: a}}"

SALE = "{name: Sale, in: order, given: {kind: sale, tags: [new, big], note: a, lines: [{product: p1, qty: 2}]}}"
GIFT = "{name: Gift, in: order, me: {role: manager}, given: {kind: gift, lines: [{product: p1, qty: 6}]}}"
BACK = "{name: Back, in: order, given: {kind: back, reason: late, lines: [{product: p2}]}}"


def unreached(trial):
    return [f"{gap.kind} {gap.name} {gap.message}" for gap in trial.gaps]


def test_nothing_is_left_once_tests_reach_all_of_it(attempt):
    assert unreached(attempt("\n".join((SALE, GIFT, BACK)))) == []


def test_what_a_single_test_leaves_out(attempt):
    assert unreached(attempt(ONE)) == [
        "field order.kind is never filled in",
        "field order.reason is never filled in",
        "field order.tags is never filled in",
        "field order.lines is never filled in",
        "field order.lines.product is never filled in",
        "field order.lines.qty is never filled in",
        "field order.lines.amount is never computed",
        "field order.total is never computed",
        "field order.rate is never computed",
        "check 1 of order never fails",
        "check 1 of order is never met",
        "branch order.reason.visible is never true",
        'branch Me().role = "manager" in order.rate.formula is never true',
        "branch total > 100 in order.rate.formula is never true",
    ]


def test_options_that_no_test_picks_are_named(attempt):
    assert unreached(attempt("\n".join((SALE.replace("[new, big]", "[new]"), GIFT, BACK)))) == [
        "option big of order.tags is never chosen"
    ]


def test_a_check_that_no_test_meets_is_named(attempt):
    large = GIFT.replace("Gift", "Large")
    trial = attempt(large)
    assert [text for text in unreached(trial) if text.startswith("check")] == ["check 1 of order is never met"]


def test_a_condition_behind_one_that_is_met_is_not_reached(attempt):
    assert [text for text in unreached(attempt(GIFT)) if "rate" in text] == [
        'branch Me().role = "manager" in order.rate.formula is never false',
        "branch total > 100 in order.rate.formula is never true",
        "branch total > 100 in order.rate.formula is never false",
    ]


def test_a_field_that_was_filled_and_hidden_is_not_reached(attempt):
    hidden = "{name: A, in: order, given: {kind: sale, reason: late}}"
    assert "field order.reason is never filled in" in unreached(attempt(hidden))


def test_a_table_in_no_test_is_named_once(attempt):
    assert unreached(attempt("")) == ["table order is in no test"]
