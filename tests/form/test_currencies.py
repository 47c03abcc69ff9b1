"""Money that is worked out has the decimals of its currency, and a half goes away from zero, as on an invoice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fieldapp.fields import of
from fieldapp.form import Engine


def share(_, record):
    return (record["amount"] or 0) * Decimal("0.125")


def opened(build, currency, **rules):
    table = build.table(
        build.field("amount", "number"), build.field("share", "money", formula=(share, "amount"), **rules)
    )
    return Engine(build.app(table, currency), table, build.world)


@pytest.mark.parametrize(
    ("currency", "amount", "worked_out", "stored"),
    [
        ("SEK", "0.2", "0.03", 3),  # 0.025
        ("SEK", "-0.2", "-0.03", -3),
        ("SEK", "0.36", "0.05", 5),  # 0.045: the half goes up, not to the even 0.04
        ("JPY", "100", "13", 13),  # 12.5
        ("JPY", "-100", "-13", -13),
        ("JPY", "99", "12", 12),  # 12.375
        ("KWD", "0.02", "0.003", 3),  # 0.0025
        ("KWD", "9.876", "1.235", 1235),  # 1.2345
    ],
)
def test_a_computed_amount_is_rounded_by_its_currency(build, currency, amount, worked_out, stored):
    engine = opened(build, currency)
    engine.enter("amount", amount)
    cell = engine.cell("share")
    assert str(cell.value) == worked_out
    assert of("money").to_json(cell.value, engine.app, cell.definition) == stored


def test_round_says_fewer_decimals_and_never_more(build):
    engine = opened(build, "SEK", round=0)
    engine.enter("amount", "100")
    assert engine.cell("share").value == 13
    engine = opened(build, "JPY", round=2)
    engine.enter("amount", "100")
    assert engine.cell("share").value == 13
