"""Totals: rows put together by their key, and what has been put together stays as it is."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.locales import locales_in

from fieldapp.app.definition import AppDef, Brand, FieldDef, Option, TotalsDef
from fieldapp.fields import locale_of, of
from fieldapp.formula.values import ErrorValue

APP = AppDef(
    id="com.example.app",
    name="name",
    version="1.0.0",
    languages=("en",),
    locales=locales_in("en"),
    currency="SEK",
    brand=Brand("#0B6E4F"),
    draft=False,
    roles={},
    tables={},
    views=(),
    policy={},
    schema_version=1,
    strings={"en": {"beer": "Beer", "water": "Water"}},
)
KIND = of("totals")


def totals(key: str, **more: Any) -> FieldDef:
    columns = (FieldDef("key", key, "order.vat.key", "key", **more), FieldDef("net", "money", "order.vat.net", "net"))
    return FieldDef("vat", "totals", "order.vat", "vat", totals=TotalsDef("lines", columns))


RATE = totals("percent")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.none() | st.sampled_from([Decimal("0.06"), Decimal("0.12"), Decimal("0.120"), Decimal("0.25")]),
            "net": st.none() | st.decimals(min_value=-1000, max_value=1000, places=2),
        }
    )
)


@given(ROWS)
def test_each_row_is_in_one_group_and_groups_stand_from_the_least(rows):
    wanted: Counter[Decimal | None] = Counter()
    for row in rows:
        if row["net"]:
            wanted[row["key"]] += row["net"]
    found = KIND.fit(rows, APP, RATE) or []
    assert {group["key"]: group["net"] for group in found} == {key: net for key, net in wanted.items() if net}
    keys = [group["key"] for group in found]
    assert keys == sorted(key for key in keys if key is not None) + [None] * (None in keys)


@given(ROWS)
def test_stored_totals_come_back_and_fit_as_they_are(rows):
    found = KIND.fit(rows, APP, RATE)
    stored = KIND.to_json(found, APP, RATE)
    assert KIND.from_json(stored, APP, RATE) == found
    assert KIND.from_json(KIND.to_text(found, APP, RATE), APP, RATE) == found
    assert KIND.fit(found, APP, RATE) == found


def test_options_stand_as_the_spec_lists_them():
    field = totals("choice", options=(Option("water", "water"), Option("beer", "beer")))
    rows = [{"key": key, "net": Decimal(1)} for key in ("beer", "water", None)]
    found = KIND.fit(rows, APP, field)
    assert [group["key"] for group in found] == ["water", "beer", None]
    locale = locale_of(APP.locales, "en")
    one = of("money").show(Decimal(1), locale, APP)
    assert KIND.show(found, locale, APP, field) == f"Water: {one}; Beer: {one}; –: {one}"


def test_a_row_that_failed_fails_the_totals():
    failed = ErrorValue("Div0", "by nothing")
    assert KIND.fit([{"key": Decimal(1), "net": failed}], APP, RATE) is failed
    assert KIND.fit([{"key": failed, "net": Decimal(1)}], APP, RATE) is failed


def test_nothing_filled_in_makes_no_group():
    assert KIND.fit([{"key": Decimal(1), "net": None}, {"key": None, "net": Decimal(0)}], APP, RATE) is None


@pytest.mark.parametrize("data", [{"a": 1}, [1], "{}"])
def test_what_is_no_list_of_groups_is_refused(data):
    with pytest.raises(ValueError, match="not a list of groups"):
        KIND.from_json(data, APP, RATE)
