"""A keystroke in a large form computes what depends on it and looks at nothing else; opening it again is less work."""

from __future__ import annotations

import dataclasses
import gc
import weakref
from decimal import Decimal

from tests.work import counted

from fieldapp.app.definition import Formula, RowsDef
from fieldapp.form import Engine

INPUTS = [f"in{n}" for n in range(500)]
LIMIT = 900
"""Calls of a keystroke, where two thirds are the grand total's own: one for each field or two for each row are more."""
ROUNDS = 60


def most_work(engine, path, texts):
    """Calls that the costliest of these keystrokes takes."""
    return max(counted(lambda text=text: engine.enter(path, text))[1] for text in texts)


TYPED = [str(n + 1) for n in range(ROUNDS)]


def formula(call, *deps):
    return Formula("", call, deps)


def test_a_keystroke_with_a_line_amount_and_a_grand_total(build):
    def double(name):
        return formula(lambda _, record: (record[name] or Decimal(0)) * 2, name)

    def total(_, record):
        return sum((record[f"out_{name}"] or Decimal(0) for name in INPUTS[:-1]), Decimal(0))

    inputs = [build.field(name, "number", min=Decimal(0)) for name in INPUTS]
    amounts = [build.field(f"out_{name}", "number", formula=double(name)) for name in INPUTS[:-1]]
    reads = [f"out_{name}" for name in INPUTS[:-1]]
    engine = build.engine(*inputs, *amounts, build.field("total", "number", formula=formula(total, *reads)))
    assert most_work(engine, "in7", TYPED) < LIMIT
    assert engine.cell("total").value == 2 * ROUNDS


def test_a_keystroke_in_the_last_of_250_rows(build):
    engine = build.engine(*build.order())
    rows = [engine.add_row("lines", {"price": Decimal(10)}) for _ in range(250)]
    assert most_work(engine, f"lines/{rows[-1].id}/qty", TYPED) < LIMIT
    assert engine.cell("total").value == 10 * (249 + ROUNDS)


def test_what_depends_on_what_is_worked_out_once_a_table(build):
    def read(name):
        return formula(lambda _, record: record[name], name)

    inputs = [build.field(name, "number") for name in INPUTS]
    copies = [build.field(f"copy_{name}", "number", formula=read(name), required=read(name)) for name in INPUTS]
    table = build.table(*inputs, *copies)
    app = build.app(table)

    first, again = (counted(lambda: Engine(app, table, build.world))[1] for _ in range(2))
    assert again < first * 0.7


def test_a_table_that_is_gone_leaves_nothing_behind(build):
    engine = build.engine(*build.order())
    table = weakref.ref(engine.table)
    del engine
    gc.collect()
    assert table() is None


def test_a_keystroke_among_300_rows_made_of_a_table(build):
    listed = {f"l{n}": {"id": f"l{n}", "product": f"p{n}"} for n in range(300)}
    build.world.records = {"listing": listed}
    declared, total = build.order()
    set_ = formula(lambda _, __, record: record["product"])
    inside = (build.field("product", "text", set=set_), *declared.fields)
    keep = formula(lambda _, __, row: (row["qty"] or 0) > 1, "lines[@].qty")
    rows = RowsDef(formula(lambda world, _: world.rows("listing"), "outlet"), keep)
    count = build.field("count", "integer", formula=formula(lambda _, record: Decimal(len(record["lines"])), "lines"))
    lines = dataclasses.replace(declared, fields=inside, rows=rows)
    engine = build.engine(build.field("outlet"), lines, total, count)
    made = engine.cell("lines").rows
    assert (len(made), engine.cell("count").value) == (300, 0)
    for row in made[:150]:
        engine.enter(f"lines/{row.id}/qty", "2")
    for path in (f"lines/{made[0].id}/qty", f"lines/{made[-1].id}/qty"):
        assert most_work(engine, path, TYPED) < LIMIT
        assert most_work(engine, path, ["1", "2"] * 3) < LIMIT, "the row counts and doesn't count by turns"
