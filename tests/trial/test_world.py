"""The day, the person and the records that a test takes place among."""

from __future__ import annotations


def test_today_is_the_day_that_the_test_says(said):
    assert said("note: x", "values: {date: 2026-02-28}", "today: 2026-02-28, ") == []


def test_without_a_day_it_is_the_same_day_on_every_machine(said):
    assert said("note: x", "values: {date: 2027-01-04}") == []


def test_me_is_the_person_that_the_test_says(said):
    assert said("note: x", "values: {rate: 20%}", "me: {role: manager}, ") == []
    assert said("note: x", "values: {rate: ''}", "me: {role: rep}, ") == []


def test_reference_rows_come_from_the_file(said):
    assert said("lines: [{product: p2, qty: 2}]", "values: {total: 81}") == []


def test_the_world_changes_what_it_names_of_a_row_and_adds_rows(said):
    world = "world: {product: [{id: p3, active: true}, {id: p9, active: true, price: 5}]}, "
    given = "kind: gift, lines: [{product: p3}, {product: p9}]"
    assert said(given, "values: {total: 6}, valid: true", world) == []


def test_the_world_of_a_test_ends_with_it(attempt):
    trial = attempt(
        "{name: A, in: order, world: {product: [{id: p1, price: 7}]}, given: {lines: [{product: p1}]},"
        " expect: {values: {total: 7}}}\n"
        "{name: B, in: order, given: {lines: [{product: p1}]}, expect: {values: {total: 100}}}"
    )
    assert [outcome.passed for outcome in trial.outcomes] == [True, True]


def test_other_people_are_rows_of_the_table_person(said):
    people = "world: {person: [{id: anna, name: Anna, manager: me}]}, "
    note = "note: '=LookUp(person, manager = Me()).name & Text(CountRows(person))'"
    assert said(note, "values: {note: Anna2}", people) == []


def test_a_row_of_the_world_may_have_lines_and_an_owner(said):
    order = "{id: o1, owner: me, created: '2027-01-01T08:00', lines: [{product: p1, qty: 4}]}"
    world = f"world: {{order: [{order}]}}, "
    counted = "note: '=Text(Sum(order, Sum(lines, qty))) & CountIf(order, owner = Me())'"
    assert said(counted, "values: {note: '41'}", world) == []
