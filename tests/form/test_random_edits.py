"""Whatever a person does, the form shows what the whole record comes to; each formula runs at most once a change."""

from __future__ import annotations

import dataclasses
from collections import Counter
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.app.definition import RowsDef

ZERO = Decimal(0)
address = id
LISTED = {f"l{n}": {"id": f"l{n}", "outlet": f"o{n % 3}", "product": f"p{n % 4}"} for n in range(9)}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["outlet", "rate", "show", "cases", "price", "add", "remove", "restore", "move", "note"]),
        st.integers(0, 7),
        st.sampled_from(["", "1", "2.5", "7", "40", "many"]),
    ),
    max_size=14,
)


def amount(row):
    return (row["cases"] or ZERO) * (row["price"] or ZERO)


def total(record):
    return sum((row["amount"] or ZERO for row in record["lines"]), ZERO)


def share(record, row):
    return (row["amount"] or ZERO) / record["total"] if record["total"] else None


def first(record):
    return record["lines"][0]["product"] if record["lines"] else None


def places(record):
    return Decimal(sum(n * (row["cases"] or ZERO) for n, row in enumerate(record["lines"], 1)))


def net(record):
    return (record["total"] or ZERO) * (record["rate"] or ZERO)


def shown(record):
    return record["show"] is not False


def large(record):
    return (record["total"] or ZERO) > 10


def counts(row):
    return (row["cases"] or ZERO) > 0


def fields(build):
    """An order with rows made of a listing, rows that don't count, lines that hide, and values that read the order."""

    def of_record(call):
        return lambda _, record: call(record)

    inside = (
        build.field("product", "text", set=(lambda _, __, listed: listed["product"],)),
        build.field("cases", "number"),
        build.field("price", "number", default=Decimal(2)),
        build.field("amount", "number", formula=(lambda _, __, row: amount(row), "lines[@].cases", "lines[@].price")),
        build.field("share", "number", formula=(lambda _, r, row: share(r, row), "total", "lines[@].amount")),
    )

    def of_outlet(world, record):
        return [listed for listed in world.rows("listing") if listed["outlet"] == record["outlet"]]

    listed = build.formula(of_outlet, "outlet", "table:listing", id="rows")
    keep = build.formula(lambda _, __, row: counts(row), "lines[@].cases", id="keep")
    lines = build.field("lines", "lines", fields=inside, visible=(of_record(shown), "show"))
    build.world.records = {"listing": LISTED}
    return (
        build.field("outlet", "text"),
        build.field("show", "yes_no"),
        build.field("rate", "number"),
        build.field("note", "text", visible=(of_record(large), "total"), keep_hidden=True),
        dataclasses.replace(lines, rows=RowsDef(listed, keep)),
        build.field("total", "number", formula=(of_record(total), "lines", "lines[].amount")),
        build.field("first", "text", formula=(of_record(first), "lines", "lines[].product")),
        build.field("places", "number", formula=(of_record(places), "lines", "lines[].cases")),
        build.field(
            "net", "number", formula=(of_record(net), "total", "rate"), visible=(of_record(large), "total")
        ),
    )  # fmt: skip


def take(engine, gone, step, at, text):
    rows = engine.cell("lines").rows
    row = rows[at % len(rows)] if rows else None
    if step == "outlet":
        engine.set("outlet", f"o{at % 4}")
    elif step == "show":
        engine.set("show", [True, False, None][at % 3])
    elif step in ("rate", "note"):
        engine.enter(step, text)
    elif step == "add":
        engine.add_row("lines", {"product": f"p{at}", "cases": Decimal(at)}, at=min(at, len(rows)))
    elif step == "restore" and gone:
        engine.restore_row("lines", gone.pop())
    elif row is None:
        return
    elif step == "remove":
        gone.append(engine.remove_row("lines", row.id))
    elif step == "move":
        engine.move_row("lines", row.id, len(text) * 2)
    elif step in ("cases", "price"):
        engine.enter(f"lines/{row.id}/{step}", text)


def from_scratch(engine):
    """What the inputs come to, worked out in one go; only what was typed and the order of the rows are the engine's."""
    record = {name: engine.cell(name).value for name in ("outlet", "show", "rate", "note")}
    inputs = ("product", "cases", "price")
    typed = [{name: row.cells[name].value for name in inputs} for row in engine.cell("lines").rows]
    for row in typed:
        row["amount"] = amount(row)
    record["lines"] = [row for row in typed if counts(row)] if shown(record) else []
    record |= {"total": total(record), "first": first(record), "places": places(record)}
    record["net"] = net(record)
    for row in typed:
        row["share"] = share(record, row)
    return record, typed


@settings(max_examples=80, deadline=None)
@given(steps=STEPS)
def test_every_value_is_what_the_whole_record_comes_to_and_nothing_runs_twice(builder, steps):
    ran = Counter()

    class Counting(builder):
        def formula(self, call, *deps, id=""):
            def counted(world, *records):
                ran[id, *map(address, records)] += 1
                return call(world, *records)

            return super().formula(counted, *deps, id=id)

    build = Counting()
    engine, gone = build.engine(*fields(build), given={"outlet": "o1"}), []
    for step in steps:
        ran.clear()
        take(engine, gone, *step)
        assert not ran or max(ran.values()) == 1
        record, typed = from_scratch(engine)
        for name in ("total", "first", "places", "net"):
            assert engine.cell(name).value == record[name]
        for row, expected in zip(engine.cell("lines").rows, typed, strict=True):
            assert {name: row.cells[name].value for name in expected} == expected
        saved = engine.values()
        assert [row["product"] for row in saved["lines"]] == [row["product"] for row in record["lines"]]
        assert saved["note"] == record["note"]
        assert saved["net"] == (record["net"] if large(record) else None)
        assert engine.record.record["note"] == (record["note"] if large(record) else None)
