"""The change log: written with every change, gone with a purge, part of an export."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest

from fieldapp.data.export import csv_files
from fieldapp.data.repository import Repository
from tests.built import Clock
from tests.process.conftest import Door


def test_every_change_is_written_down(door: Door, clock: Clock, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = lena.save("order", order)
    clock.pass_(minutes=5)
    mo.save("order", {"outcome": "order", "total": Decimal(150)}, key)
    entry, created = lena.history("order", key)
    assert (created.kind, created.who) == ("create", {"id": "lena", "name": "Lena Berg", "role": "rep"})
    assert (entry.kind, entry.who["id"], entry.made - created.made) == ("edit", "mo", dt.timedelta(minutes=5))
    assert [(c.field, c.before, c.after) for c in entry.changes] == [("outcome", None, "order")]


def test_a_save_that_changes_nothing_leaves_no_entry(door: Door, order: dict[str, object]):
    lena = door("lena")
    key = lena.save("order", order)
    lena.save("order", {"total": Decimal(150)}, key)
    assert len(lena.history("order", key)) == 1


def test_rows_are_in_it_as_they_were(door: Door, order: dict[str, object]):
    lena = door("lena")
    key = lena.save("order", order)
    before = (lena.record("order", key) or {})["lines"]
    lena.save("order", {"lines": before[:1]}, key)
    (change,) = lena.history("order", key)[0].changes
    assert (change.field, change.before, change.after) == ("lines", before, before[:1])


def test_a_purge_takes_log_and_messages_along(store: Repository, door: Door, clock: Clock, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = lena.save("order", order)
    lena.move("order", key, "send")
    with store._database.write() as connection:
        connection.execute("UPDATE outbox SET state = 'acked'")
    clock.pass_(days=1)
    store.purge({"order": clock()})
    assert not mo.told()
    with store._database.read() as connection:
        assert not connection.execute("SELECT 1 FROM log WHERE tbl = 'order'").fetchall()


def test_the_log_of_a_deleted_record_goes_with_its_trash(
    store: Repository, door: Door, clock: Clock, order: dict[str, object]
):
    lena = door("lena")
    lena.delete("order", lena.save("order", order))
    clock.pass_(days=31)
    count = "SELECT count(*) FROM log"
    store.purge({})
    with store._database.write() as connection:  # the hub doesn't know of the deletion yet, so that it stays
        assert connection.execute(count).fetchone() == (2,)
        connection.execute("UPDATE outbox SET state = 'acked'")
    store.purge({})
    with store._database.read() as connection:
        assert connection.execute(count).fetchone() == (0,)


def test_clearing_leaves_nothing(store: Repository, door: Door, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = lena.save("order", order)
    lena.move("order", key, "send")
    store.clear()
    assert not mo.told()
    with store._database.read() as connection:
        assert not connection.execute("SELECT 1 FROM log").fetchall()


def test_an_export_has_the_history(door: Door, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = lena.save("order", order)
    lena.move("order", key, "send")
    mo.move("order", key, "give_back", "=1+1")
    rows = list(csv.DictReader(io.StringIO(csv_files(mo, "order")["order.history"])))
    assert [(row["name"], row["kind"], row["move"], row["field"], row["before"], row["after"]) for row in rows] == [
        ("Lena Berg", "create", "", "", "", ""),
        ("Lena Berg", "move", "send", "state", "draft", "sent"),
        ("Mo Dahl", "move", "give_back", "state", "sent", "draft"),
    ]
    assert rows[2]["reason"] == "'=1+1"  # a spreadsheet runs nothing


@pytest.mark.parametrize("stored", ["not a number", [1], {"a": 1}])
def test_an_entry_of_another_type_is_left_out(store: Repository, door: Door, stored: object):
    import json

    lena = door("lena")
    key = lena.save("order", {"outlet": "A", "total": Decimal(1)})
    lena.save("order", {"total": Decimal(2), "outlet": "B"}, key)
    with store._database.write() as connection:
        changes = json.dumps({"total": [stored, 200], "outlet": ["A", "B"]})
        connection.execute("UPDATE log SET changes = ? WHERE kind = 'edit'", (changes,))
    assert [change.field for change in lena.history("order", key)[0].changes] == ["outlet"]
