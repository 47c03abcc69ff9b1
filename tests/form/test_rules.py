"""Visible, required, read-only, defaults, bounds, links: what a person may do with a cell and is told about it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from fieldapp.form import title_of
from fieldapp.formula.values import ErrorValue

FAILED = ErrorValue("Div0", "Division by zero.")


def messages(engine):
    return {problem.path: problem.message for problem in engine.attempt_save()}


def test_defaults_run_once_and_after_what_they_read(build):
    engine = build.engine(
        build.field("b", "number", default=(lambda _, r: (r["a"] or 0) * 2, "a")),
        build.field("a", "number", default=Decimal(4)),
    )
    assert engine.cell("b").value == 8
    engine.enter("a", "5")
    assert engine.cell("b").value == 8
    assert build.engine(build.field("a", default="x"), values={"a": None}).values() == {"a": None}


def test_given_values_and_failed_defaults(build):
    engine = build.engine(
        build.field("a", default="x"),
        build.field("b", default="y"),
        build.field("c", default=FAILED),
        given={"a": "given"},
    )
    assert engine.values() == {"a": "given", "b": "y", "c": None}
    assert not engine.dirty


def test_a_default_circle_is_no_circle_of_formulas(build):
    engine = build.engine(
        build.field("a", "number", default=(lambda _, r: r["b"] or 3, "b")),
        build.field("b", "number", formula=(lambda _, r: (r["a"] or 0) + 1, "a")),
    )
    assert engine.cell("b").value == (engine.cell("a").value or 0) + 1


def test_hidden_is_blank_for_formulas_and_the_store_but_not_forgotten(build):
    engine = build.engine(
        build.field("outcome"),
        build.field("reason", visible=(lambda _, r: r["outcome"] == "none", "outcome"), required=True),
        build.field("copy", formula=(lambda _, r: r["reason"], "reason")),
    )
    assert engine.attempt_save() == []
    engine.enter("outcome", "none")
    assert messages(engine) == {"reason": "Fill this in"}
    engine.enter("reason", "closed")
    assert engine.values() == {"outcome": "none", "reason": "closed", "copy": "closed"}
    engine.enter("outcome", "order")
    assert engine.values() == {"outcome": "order", "reason": None, "copy": None}
    engine.enter("outcome", "none")
    assert engine.cell("copy").text == "closed"


def test_hidden_lines_have_no_rows_and_no_problems(build):
    lines, total = build.order()
    engine = build.engine(
        build.field("ordered", "yes_no"),
        build.field("lines", "lines", fields=lines.fields, visible=(lambda _, r: r["ordered"] is True, "ordered")),
        total,
    )
    engine.set("ordered", True)
    row = engine.add_row("lines", {"price": Decimal(5), "qty": Decimal(0)})
    assert messages(engine) == {f"lines/{row.id}/qty": "At least 1"}
    engine.set("ordered", False)
    assert engine.attempt_save() == []
    assert engine.values()["lines"] == []
    assert engine.cell("total").value == 0


def test_failed_rules_err_on_the_safe_side(build):
    engine = build.engine(
        build.field("a", visible=FAILED, required=FAILED),
        build.field("b", read_only=FAILED),
        build.field("c", "number", max=FAILED, default=Decimal(1)),
    )
    assert engine.cell("a").visible and engine.cell("a").required and engine.cell("b").read_only
    assert messages(engine) == {"a": "Fill this in", "c": "The limit can't be worked out: Division by zero."}


def test_problems_wait_until_the_person_has_been_there(build):
    engine = build.engine(
        build.field("a", required=True), build.field("b", required=True), build.field("c", required=True)
    )
    engine.enter("a", "x")
    engine.enter("a", "")
    engine.leave("b")
    assert [engine.cell(path).problem for path in "abc"] == ["Fill this in", "Fill this in", None]
    engine.attempt_save()
    assert engine.cell("c").problem == "Fill this in"


def test_bounds_are_said_in_the_language(build):
    fields = (
        build.field("price", "money", min=Decimal(1000)),
        build.field("share", "percent", max=Decimal("0.15")),
        build.field("day", "date", min=dt.date(2027, 2, 1)),
        build.field("who", max_length=3),
    )
    engine = build.engine(*fields, language="sv")
    engine.enter("price", "12,50")
    engine.enter("share", "20 %")
    engine.enter("day", "2027-01-31")
    engine.enter("who", "Lena")
    assert messages(engine) == {
        "price": "Minst 1\u00a0000,00\u00a0kr",
        "share": "Högst 15\u00a0%",
        "day": "Tidigast 2027-02-01",
        "who": "Högst 3 tecken; det här har 4",
    }


def test_unreadable_text_stays_and_counts_as_blank(build):
    engine = build.engine(
        build.field("n", "integer"), build.field("twice", "integer", formula=(lambda _, r: r["n"], "n"))
    )
    engine.enter("n", "4")
    engine.enter("n", "4 crates")
    cell = engine.cell("n")
    assert (cell.text, cell.value, cell.problem) == ("4 crates", None, "Write a number, such as 1.5")
    assert engine.cell("twice").value is None
    assert list(messages(engine)) == ["n"]


def test_leaving_an_input_writes_its_text_properly(build):
    engine = build.engine(build.field("p", "money"), language="sv")
    engine.enter("p", "1 234,5 kr")
    assert engine.cell("p").text == "1 234,5 kr"
    engine.leave("p")
    assert engine.cell("p").text == "1234,50"


def test_read_only_takes_nothing_and_shows_the_formatted_value(build):
    engine = build.engine(
        build.field("lock", "yes_no"),
        build.field("p", "money", default=Decimal("1234.5"), read_only=(lambda _, r: r["lock"] is True, "lock")),
    )
    engine.set("lock", True)
    engine.enter("p", "1")
    engine.set("p", Decimal(1))
    assert engine.cell("p").text == "SEK\u00a01,234.50"


def test_read_only_lines_have_read_only_rows_which_hear_of_it(build):
    locked = (lambda _, r: r["lock"] is True, "lock")
    engine = build.engine(
        build.field("lock", "yes_no"),
        build.field("lines", "lines", fields=(build.field("qty", "integer"),), read_only=locked),
        values={"lines": [{"id": "r1", "qty": Decimal(2)}]},
    )
    cell = engine.cell("lines/r1/qty")
    heard: list[bool] = []
    cell.subscribe(lambda: heard.append(cell.read_only))
    engine.set("lock", True)
    engine.set("lines/r1/qty", Decimal(5))
    engine.enter("lines/r1/qty", "6")
    assert (cell.value, heard) == (Decimal(2), [True])
    engine.set("lock", False)
    engine.set("lines/r1/qty", Decimal(5))
    assert (cell.value, heard[:2]) == (Decimal(5), [True, False])


def test_counts_of_rows_choices_and_photos(build):
    engine = build.engine(
        build.field("lines", "lines", fields=(), min=Decimal(1), max=Decimal(2)),
        build.field("tags", "choices", "a b c", max=Decimal(2)),
        build.field("shelf", "photo", max=Decimal(1)),
    )
    engine.set("tags", ["c", "a", "b"])
    engine.set("shelf", ["p1", "p2"])
    (started,) = engine.cell("lines").rows
    engine.remove_row("lines", started.id)
    assert messages(engine) == {"lines": "At least 1 row", "tags": "Pick at most 2", "shelf": "At most 1 photo"}
    assert engine.cell("tags").value == ["a", "b", "c"]
    for _ in range(3):
        engine.add_row("lines")
    assert messages(engine)["lines"] == "At most 2 rows"


def test_a_gone_option_is_said_and_kept(build):
    engine = build.engine(build.field("tier", "choice", "a b"), values={"tier": "z"})
    assert engine.cell("tier").text == "z"
    assert messages(engine) == {"tier": "Pick one of the options"}
    engine.set("tier", "a")
    assert engine.cell("tier").text == "Label a"


def test_a_link_shows_a_title_and_offers_what_where_allows(build):
    build.world.records = {"account": {"k1": {"id": "k1", "name": "Kiosk", "tier": "a"}}}
    where = (lambda _, record, candidate: candidate["tier"] == record["tier"], "tier")
    engine = build.engine(
        build.field("tier"), build.field("account", "link", to="account", where=where), build.field("name")
    )
    engine.set("account", "k1")
    engine.enter("tier", "a")
    assert engine.cell("account").text == "Kiosk"
    assert engine.allowed("account", {"tier": "a"}) and not engine.allowed("account", {"tier": "b"})
    build.world.records["person"] = {"p1": {"id": "p1", "name": "Lena"}}
    assert title_of(engine.app, build.world, "person", "p1") == "Lena"
    engine.set("account", "gone")
    assert engine.cell("account").text == "No longer available"


def test_a_where_that_fails_offers_nothing_and_says_why(build):
    engine = build.engine(build.field("account", "link", to="account", where=FAILED))
    assert not engine.allowed("account", {})
    assert engine.refusal("account", {}) == "Nothing to pick: Division by zero."


def test_note_and_title(build):
    engine = build.engine(build.field("n", "note", text="hello"), build.field("name"))
    engine.enter("name", "one")
    assert engine.cell("n").text == "Hello!"
    assert engine.title == "Visit one"
    assert engine.values() == {"name": "one"}


def test_formulas_read_the_built_in_fields(build):
    owner = build.field("mine", "yes_no", formula=(lambda world, r: r["owner"] == world.me()["id"], "owner", "me"))
    assert build.engine(owner, values={"id": "v1", "owner": "p1"}).cell("mine").value is True
    assert build.engine(owner).cell("mine").value is False


def test_stored_formula_values_that_no_longer_hold_are_named(build):
    double = build.field("b", "number", formula=(lambda _, r: r["a"] * 2, "a"))
    failed = build.field("c", "number", formula=FAILED)
    same = build.engine(build.field("a", "number"), double, failed, values={"a": Decimal(2), "b": Decimal(4)})
    other = build.engine(build.field("a", "number"), double, failed, values={"a": Decimal(2), "b": Decimal(5)})
    assert [*same.pending.values] == []
    assert {cell.path: (cell.value, now) for cell, now in other.pending.values.items()} == {"b": (5, 4)}
