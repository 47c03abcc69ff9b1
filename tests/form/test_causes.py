"""A failure that only follows from another one is no problem of its own."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.app.definition import CheckDef
from fieldapp.formula.values import DIVISION, ErrorValue, failed, together

MISSING = ErrorValue("NotFound", "There is no price.")


def add(*names):
    """The sum of fields of the record, as formulas work it out: errors flow on."""

    def call(_world, record):
        values = [record[name] for name in names]
        return together(values) or sum((value or Decimal(0) for value in values), Decimal(0))

    return call, *names


def fails(error, *reads):
    return (lambda _world, record: error), *reads


def paths(engine):
    return [problem.path for problem in engine.attempt_save()]


def test_the_first_cause_is_named_and_what_follows_still_says_so(build):
    price, net = (
        build.field("price", "money", formula=fails(MISSING)),
        build.field("net", "money", formula=add("price")),
    )
    engine = build.engine(price, net, build.field("total", "money", formula=add("net", "price")))
    assert paths(engine) == ["price"]
    assert {name: engine.cell(name).fault.kind for name in ("net", "total")} == {"net": "failed", "total": "failed"}
    assert engine.cell("total").problem


def test_another_failure_beside_the_one_that_is_read_is_named(build):
    own = build.field("rate", "number", formula=((lambda _w, r: failed(r["price"], DIVISION)), "price"))
    engine = build.engine(build.field("price", "money", formula=fails(MISSING)), own)
    assert paths(engine) == ["price", "rate"]


def test_an_error_of_a_field_that_nobody_sees_is_named_where_it_comes_out(build):
    hidden = build.field("price", "hidden", formula=fails(MISSING))
    net, total = build.field("net", "money", formula=add("price")), build.field("total", "money", formula=add("net"))
    assert paths(build.engine(hidden, net, total)) == ["price", "net"]


def test_a_bound_and_a_check_that_can_not_be_told_follow_too(build):
    price = build.field("price", "money", formula=fails(MISSING))
    most = build.field("most", "number", max=add("price"))
    that = build.formula(*add("price"))
    check = CheckDef("cheap", that, build.always("Too dear"), "stop", ())
    assert paths(build.engine(price, most, checks=(check,))) == ["price"]
