"""A change reaches what depends on it, once, and nobody else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fieldapp.form import CyclicRules
from fieldapp.formula.values import ErrorValue


def told(engine, *paths):
    """The paths of cells as they are notified."""
    heard = []
    for path in paths:
        engine.cell(path).subscribe(lambda path=path: heard.append(path))
    return heard


def test_a_diamond_is_computed_once(build):
    engine = build.engine(
        build.field("d", "number", formula=(lambda _, r: r["b"] + r["c"], "b", "c")),
        build.field("b", "number", formula=(lambda _, r: (r["a"] or 0) + 1, "a")),
        build.field("c", "number", formula=(lambda _, r: (r["a"] or 0) * 2, "a")),
        build.field("a", "number"),
    )
    build.calls.clear()
    engine.enter("a", "5")
    assert engine.cell("d").value == 16
    assert build.calls == {"b.formula": 1, "c.formula": 1, "d.formula": 1}


def test_a_value_that_stays_the_same_stops_the_change(build):
    engine = build.engine(
        build.field("a", "number"),
        build.field("big", "yes_no", formula=(lambda _, r: (r["a"] or 0) > 10, "a")),
        build.field("word", formula=(lambda _, r: "big" if r["big"] else "small", "big")),
    )
    heard = told(engine, "a", "big", "word")
    build.calls.clear()
    engine.enter("a", "5")
    assert build.calls == {"big.formula": 1}
    assert heard == ["a"]
    engine.enter("a", "50")
    assert heard == ["a", "a", "big", "word"]


def test_entering_the_same_text_again_tells_nobody(build):
    engine = build.engine(build.field("a", "number"))
    engine.enter("a", "5")
    heard = told(engine, "a")
    engine.enter("a", "5")
    assert heard == []


def test_everything_is_consistent_before_anybody_is_told(build):
    engine = build.engine(build.field("a", "number"), build.field("b", "number", formula=(lambda _, r: r["a"], "a")))
    seen = []
    engine.cell("a").subscribe(lambda: seen.append(engine.cell("b").value))
    engine.enter("a", "7")
    assert seen == [Decimal(7)]


def test_unsubscribing_twice_is_fine(build):
    engine = build.engine(build.field("a"))
    heard = []
    leave = engine.cell("a").subscribe(lambda: heard.append(1))
    leave()
    leave()
    engine.enter("a", "x")
    assert heard == []


def test_a_row_recomputes_its_own_formulas_only(build):
    engine = build.engine(*build.order())
    first = engine.add_row("lines", {"price": Decimal(10)})
    second = engine.add_row("lines", {"price": Decimal(3)})
    heard = told(engine, f"lines/{first.id}/amount", f"lines/{second.id}/amount", "total", "lines")
    build.calls.clear()
    engine.enter(f"lines/{second.id}/qty", "4")
    assert engine.cell("total").value == 22
    assert build.calls == {"amount.formula": 1, "total.formula": 1}
    assert heard == [f"lines/{second.id}/amount", "total"]


def test_a_record_field_reaches_every_row(build):
    net = (lambda _, record, row: (row["price"] or 0) * (1 - (record["discount"] or 0)), "discount", "lines[@].price")
    engine = build.engine(
        build.field("discount", "percent"),
        build.field("lines", "lines", fields=(build.field("price", "money"), build.field("net", "money", formula=net))),
    )
    rows = [engine.add_row("lines", {"price": Decimal(price)}) for price in (100, 200)]
    engine.enter("discount", "10 %")
    assert [row.cells["net"].value for row in rows] == [90, 180]


def test_rows_see_their_neighbours(build):
    share = (lambda _, record, row: row["qty"] / sum(r["qty"] for r in record["lines"]), "lines[].qty")
    engine = build.engine(
        build.field(
            "lines", "lines", fields=(build.field("qty", "integer"), build.field("share", "percent", formula=share))
        )
    )
    first = engine.add_row("lines", {"qty": Decimal(1)})
    assert first.cells["share"].value == 1
    second = engine.add_row("lines", {"qty": Decimal(3)})
    assert first.cells["share"].value == Decimal("0.25")
    engine.remove_row("lines", second.id)
    assert first.cells["share"].value == 1


def test_nested_lines_stay_in_their_row(build):
    inner = build.field("parts", "lines", fields=(build.field("x", "integer"),))
    weight = (lambda _, __, row: sum(part["x"] for part in row["parts"]), "lines[@].parts[].x")
    engine = build.engine(
        build.field("lines", "lines", fields=(inner, build.field("weight", "integer", formula=weight))),
        build.field(
            "all",
            "integer",
            formula=(lambda _, r: sum(p["x"] for line in r["lines"] for p in line["parts"]), "lines[].parts[].x"),
        ),
    )
    first, second = engine.add_row("lines"), engine.add_row("lines")
    part = engine.add_row(f"lines/{first.id}/parts", {"x": Decimal(2)})
    engine.add_row(f"lines/{second.id}/parts", {"x": Decimal(5)})
    build.calls.clear()
    engine.enter(f"lines/{first.id}/parts/{part.id}/x", "3")
    assert [row.cells["weight"].value for row in (first, second)] == [3, 5]
    assert engine.cell("all").value == 8
    assert build.calls == {"weight.formula": 1, "all.formula": 1}
    engine.remove_row("lines", second.id)
    assert engine.cell("all").value == 3


def test_a_bound_may_read_a_total_of_its_own_field(build):
    rest = (lambda _, record, row: 10 - sum(r["qty"] or 0 for r in record["lines"]) + (row["qty"] or 0), "lines[].qty")
    engine = build.engine(build.field("lines", "lines", fields=(build.field("qty", "integer", max=rest),)))
    first, second = engine.add_row("lines", {"qty": Decimal(4)}), engine.add_row("lines")
    engine.enter(f"lines/{second.id}/qty", "7")
    assert second.cells["qty"].problem == "At most 6"
    engine.enter(f"lines/{first.id}/qty", "3")
    assert second.cells["qty"].problem is None


def test_a_circle_is_named(build):
    with pytest.raises(CyclicRules, match=r"(a → b|b → a)"):
        build.engine(
            build.field("a", formula=(lambda _, r: r["b"], "b")), build.field("b", formula=(lambda _, r: r["a"], "a"))
        )


def test_a_failed_formula_travels_as_a_value_and_stops_the_save(build):
    engine = build.engine(
        build.field("a", "number"),
        build.field(
            "b", "number", formula=(lambda _, r: 1 / r["a"] if r["a"] else ErrorValue("Div0", "Division by zero."), "a")
        ),
    )
    assert engine.cell("b").problem == "This can't be worked out: Division by zero."
    assert engine.cell("b").text == ""
    assert [problem.path for problem in engine.attempt_save()] == ["b"]
    assert engine.values()["b"] is None
    engine.enter("a", "4")
    assert engine.attempt_save() == []
    assert engine.values()["b"] == Decimal("0.25")


def test_computed_money_is_rounded_where_it_is_computed(build):
    engine = build.engine(build.field("third", "money", formula=(lambda *_: Decimal("0.125"),)))
    assert engine.values()["third"] == Decimal("0.13")


def test_the_clock_and_stored_tables_are_recomputed_on_request(build):
    engine = build.engine(build.field("due", "date", formula=(lambda world, _: world.today(), "today")))
    before = engine.cell("due").value
    build.world.day = before.replace(day=2)
    engine.refresh("now")
    assert engine.cell("due").value == before
    engine.refresh("today")
    assert engine.cell("due").value == before.replace(day=2)
