"""A keystroke in a form of 1,000 fields with 500 formulas takes at most a millisecond."""

from __future__ import annotations

import time
from decimal import Decimal

from fieldapp.app.definition import Formula

INPUTS = [f"in{n}" for n in range(500)]
LIMIT = 0.001  # seconds
ROUNDS = 60


def fastest(engine, path):
    """The best of many keystrokes: a busy machine slows some of them down, and none of them up."""
    took = []
    for n in range(ROUNDS):
        start = time.perf_counter()
        engine.enter(path, str(n + 1))
        took.append(time.perf_counter() - start)
    return min(took)


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
    assert fastest(engine, "in7") < LIMIT
    assert engine.cell("total").value == 2 * ROUNDS


def test_a_keystroke_in_the_last_of_250_rows(build):
    engine = build.engine(*build.order())
    rows = [engine.add_row("lines", {"price": Decimal(10)}) for _ in range(250)]
    assert fastest(engine, f"lines/{rows[-1].id}/qty") < LIMIT
    assert engine.cell("total").value == 10 * (249 + ROUNDS)
