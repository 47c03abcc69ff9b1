"""What a test may expect, what passes, and what is said where it doesn't hold."""

from __future__ import annotations

import pytest

SALE = "kind: sale, lines: [{product: p1, qty: 2}, {product: p2}]"

HOLDS = [
    ("kind: back", "visible: [reason], required: [reason, kind], errors: {reason: required}, valid: false"),
    ("kind: sale", "hidden: [reason], values: {reason: ''}, errors: {reason: none}, valid: true"),
    (SALE, "values: {total: 240.50, rate: 10%, lines: [{amount: 200}, {amount: 40.5, qty: 1}]}, valid: true"),
    (SALE, "visible: [lines, lines.2.qty], required: [lines.1.product]"),
    ("kind: back, reason: far too long a text", "errors: {reason: max_length}"),
    ("lines: [{product: p1, qty: 11}]", "errors: {lines.1.qty: max, 1: ask_reason}"),
    ("lines: [{product: p1}, {qty: many}]", "errors: {lines.2.qty: unreadable}"),
    ("lines: [{product: p3}]", "errors: {lines.1.product: not_allowed, 1: none}"),
    ("tags: [big, new], note: '=\"for \" & Text(1 + 1)'", "values: {tags: [new, big], note: for 2}"),
    ("note: now", "values: {date: =Today(), kind: ''}"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expect"), HOLDS)
def test_what_holds_passes(said, given, expect):
    assert said(given, expect) == []


DIFFERS = [
    (SALE, "values: {total: 240}", "total: expected 240.00, got 240.50"),
    (SALE, "values: {rate: 1}", "rate: expected 100%, got 10%"),
    (SALE, "values: {reason: why}", "reason: expected why, got blank, since it is hidden"),
    (SALE, "values: {kind: gift}", "kind: expected gift, got sale"),
    (SALE, "values: {lines: [{amount: 200}]}", "lines: expected 1 row, got 2 rows"),
    (SALE, "values: {lines: [{}, {qty: 2}]}", "lines.2.qty: expected 2, got 1"),
    (SALE, "values: {note: '=Text(1/0)'}", "note: expected the error Div0"),
    ("note: '=Text(1/0)'", "values: {}", "note: the formula fails with Div0"),
    (SALE, "visible: [reason]", "reason: expected to be visible, but it is hidden"),
    (SALE, "hidden: [note]", "note: expected to be hidden, but it is visible"),
    (SALE, "required: [note]", "note: expected to be required, but it isn't required"),
    (SALE, "required: [reason]", "reason: expected to be required, but it is hidden"),
    (SALE, "errors: {note: required}", "note: expected the error required, but nothing is wrong"),
    (SALE, "errors: {reason: min}", "reason: expected the error min, but nothing is wrong, since it is hidden"),
    ("note: a", "errors: {kind: none}", "kind: expected no error, but it has required (Fill this in)"),
    (SALE, "errors: {1: ask_reason}", "check 1: expected ask_reason, but it is met"),
    ("lines: [{product: p1, qty: 9}]", "errors: {1: none}", "check 1: expected to be met, but it says: Too large"),
    (SALE, "valid: false", "expected that it can't be saved, but nothing is in the way"),
    ("note: a", "valid: true", "expected that it can be saved, but kind is in the way: Fill this in (required)"),
    ("kind: gift, lines: [{}]", "valid: true", "expected that it can be saved, but lines.1.product is in the way"),
    (SALE, "visible: [lines.3.qty]", "lines.3.qty: there is no such row"),
    ("date: 2027-01-01", "valid: false", "date is read-only, so nobody fills it in"),
    ("lines: [{product: p4}]", "valid: false", "product: product has no row with the id 'p4'; add it under world:"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expect", "message"), DIFFERS)
def test_what_does_not_hold_is_said(said, given, expect, message):
    assert [text[: len(message)] for text in said(given, expect)][:1] == [message]


def test_a_hidden_value_is_blank_to_formulas_and_tests(said):
    assert said("kind: sale, reason: late", "values: {reason: ''}") == []
    assert said("kind: back, reason: late", "values: {reason: late}") == []


def test_differences_stand_where_the_test_says_something_else(attempt):
    test = "{name: A, in: order, given: {note: a}, expect: {values: {note: b}, visible: [note, reason]}}"
    (outcome,) = attempt(test).outcomes
    assert [each.at[2:] for each in outcome.differences] == [("expect", "values", "note"), ("expect", "visible", 1)]
