"""Records: what is saved comes back, typed, under its title."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository

LINES: list[dict[str, Any]] = [
    {"id": "r1", "product": "Cola", "qty": Decimal(2), "price": Decimal("12.50"), "parts": []},
    {
        "id": "r2",
        "product": None,
        "qty": None,
        "price": None,
        "parts": [{"id": "q1", "lot": "1E5", "weight": Decimal("0.1")}, {"id": "q2", "lot": "007", "weight": None}],
    },
]
WHOLE: dict[str, Any] = {
    "account": "a1",
    "date": dt.date(2027, 2, 1),
    "at": dt.time(12, 30),
    "begun": dt.datetime(2027, 2, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))),
    "remark": "Ok",
    "tags": ["new", "hot"],
    "weight": Decimal("1234567890123456789.000000001"),
    "share": Decimal("0.15"),
    "count": Decimal(7),
    "total": Decimal("99999999999.99"),
    "done": False,
    "shelf": ["abc.jpg"],
    "lines": LINES,
}


def test_every_type_comes_back_as_it_was(store: Repository) -> None:
    record = store.record("visit", store.save("visit", WHOLE))
    assert record is not None
    assert {name: record[name] for name in WHOLE} == WHOLE
    assert record["begun"].utcoffset() == dt.timedelta(hours=1)
    assert record["owner"] == "p1"
    assert record["device"] == store.kept("cid") != ""


def test_the_owner_is_whoever_saved_first(store: Repository) -> None:
    key = store.save("visit", {"remark": "a"}, world=store.world({"id": "p2", "name": "Jo"}))
    store.save("visit", {"remark": "b"}, key)
    record = store.record("visit", key)
    assert record is not None
    assert record["owner"] == "p2"


def test_blank_stays_blank(store: Repository) -> None:
    record = store.record("visit", store.save("visit", {}))
    assert record is not None
    assert record["lines"] == []
    assert {record[name] for name in WHOLE if name != "lines"} == {None}


def test_all_rows_with_their_lines(store: Repository) -> None:
    keys = [store.save("visit", WHOLE | {"count": Decimal(n)}) for n in range(3)]
    assert [row["id"] for row in store.rows("visit")] == keys
    assert [row["lines"] for row in store.rows("visit")] == [WHOLE["lines"]] * 3


def test_a_save_changes_only_what_it_names(store: Repository) -> None:
    key = store.save("visit", WHOLE)
    assert store.save("visit", {"remark": "Better"}, key) == key
    record = store.record("visit", key)
    assert record is not None
    assert (record["remark"], record["lines"], record["weight"]) == ("Better", WHOLE["lines"], WHOLE["weight"])


def test_rows_are_replaced_in_their_new_order(store: Repository) -> None:
    key = store.save("visit", WHOLE)
    first, second = LINES
    store.save("visit", {"lines": [second, {"product": "Lime"}, first]}, key)
    record = store.record("visit", key)
    assert record is not None
    assert [row["product"] for row in record["lines"]] == [None, "Lime", "Cola"]
    assert record["lines"][0]["parts"] == second["parts"]
    assert record["lines"][1]["id"]


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE t_visit; --",
        '"quoted" {{ 7*7 }} {% x %}',
        "line\nline\r\n\ttab",
        "\u202eevil\u202c \u2066x\u2069",
        "nul \0 inside",
        "=CMD()|' /C calc'!A0",
        "😀 e\u0301 ﬁ İ ß",
        "'''\"\"\"\\",
        "NULL",
        "x" * 100_000,
    ],
)
def test_hostile_text_is_only_text(store: Repository, text: str) -> None:
    key = store.save("visit", {"remark": text, "lines": [{"product": text}]})
    record = store.record("visit", key)
    assert record is not None
    assert (record["remark"], record["lines"][0]["product"]) == (text, text)
    assert store.list("visit", search=text[:60]).total in (0, 1)
    assert store.queued()[0].patch["remark"] == text


@pytest.mark.parametrize(
    ("values", "key"),
    [({"count": Decimal(2) ** 70}, "number_too_large"), ({"remark": "half \ud800"}, "text_unreadable")],
)
def test_what_cannot_be_stored_leaves_nothing(store: Repository, values: dict[str, object], key: str) -> None:
    with pytest.raises(DataProblem) as caught:
        store.save("visit", values)
    assert caught.value.key == key
    assert (store.counts().records["visit"], store.unsent()) == (0, 0)
    store.save("visit", {"remark": "still works"})


def test_reference_data_is_read_only(store: Repository) -> None:
    with pytest.raises(DataProblem) as caught:
        store.save("account", {"name": "Mine"}, "a1")
    assert caught.value.key == "reference_read_only"


def test_a_field_that_does_not_exist_is_a_fault(store: Repository) -> None:
    with pytest.raises(KeyError):
        store.save("visit", {"remark": "x", "colour": "red"})


def test_titles_follow_links(store: Repository) -> None:
    key = store.save("visit", {"account": "a1", "count": Decimal(3)})
    assert store.title("visit", key) == "Björk & Son 3"
    assert store.list("visit").rows[0].title == "Björk & Son 3"
    store.save("visit", {"account": "a3"}, key)
    assert store.list("visit").rows[0].title == "Ahlströms 3"


def test_the_world_knows_people_records_and_texts(store: Repository) -> None:
    world = store.world(language="sv")
    account = world.record("account", "a1")
    assert account is not None
    assert (account["discount"], account["credit"]) == (Decimal("0.15"), Decimal("2500.00"))
    assert world.record("account", "gone") is None
    assert world.record("person", "p1") == world.me()
    assert (world.text("tier.a"), world.text("tag.hot"), world.text("no.such")) == ("Guld", "Hot", "no.such")
    assert [row["id"] for row in world.rows("account")] == ["a1", "a2", "a3"]
