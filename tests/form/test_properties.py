"""Any run of changes leaves the form as if it had been opened with its values just now."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.form import Engine

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "restore", "qty", "price", "rate", "show"]),
        st.integers(0, 3),
        st.sampled_from(["1", "2,5", "-3", "", "many", "40"]),
    ),
    max_size=12,
)


def fields(build):
    lines, total = build.order()
    net = (lambda _, r: (r["total"] or Decimal(0)) * (r["rate"] or 0), "total", "rate")
    return (
        build.field("show", "yes_no"),
        build.field("rate", "number"),
        build.field("lines", "lines", fields=lines.fields, visible=(lambda _, r: r["show"] is not False, "show")),
        total,
        build.field("net", "money", formula=net, visible=(lambda _, r: (r["total"] or 0) > 10, "total")),
    )


def take(engine, gone, step, at, text):
    rows = engine.cell("lines").rows
    if step == "add":
        engine.add_row("lines", {"price": Decimal(at)}, at=min(at, len(rows)))
    elif step == "remove" and rows:
        gone.append(engine.remove_row("lines", rows[at % len(rows)].id))
    elif step == "restore" and gone:
        engine.restore_row("lines", gone.pop())
    elif step in ("qty", "price") and rows:
        engine.enter(f"lines/{rows[at % len(rows)].id}/{step}", text)
    elif step == "rate":
        engine.enter("rate", text)
    elif step == "show":
        engine.set("show", [True, False, None][at % 3])


def seen(engine):
    return {
        path: (cell.value, cell.visible, cell.required, cell.minimum, cell.fault) for path, cell in engine.cells.items()
    }


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_changes_one_by_one_end_where_a_fresh_form_begins(builder, steps):
    build = builder()
    engine, gone = build.engine(*fields(build), language="sv"), []
    for step in steps:
        take(engine, gone, *step)
    again = Engine.from_draft(engine.app, engine.table, build.world, json.loads(json.dumps(engine.draft())))
    lines = engine.cell("lines")
    fresh, old = seen(again), seen(engine)
    assert fresh.pop("lines")[1:] == old.pop("lines")[1:] == (lines.visible, False, None, None)
    assert fresh == old
    assert again.values() == engine.values()
    assert not again.pending.values
