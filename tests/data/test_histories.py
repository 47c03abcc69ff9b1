"""Any history of saves, deletes, undos and restarts leaves what a plain dictionary would hold."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository

TEXTS = st.one_of(st.none(), st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
NUMBERS = st.one_of(st.none(), st.decimals(-(10**12), 10**12, places=6, allow_nan=False).map(Decimal.normalize))
ROWS = st.lists(
    st.fixed_dictionaries({"product": TEXTS, "qty": st.one_of(st.none(), st.integers(-99, 99))}), max_size=3
)
VALUES = st.fixed_dictionaries({}, optional={"remark": TEXTS, "weight": NUMBERS, "done": st.booleans(), "lines": ROWS})
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("new"), VALUES),
        st.tuples(st.just("edit"), VALUES),
        st.tuples(st.sampled_from(["delete", "undo", "restart"]), st.just({})),
    ),
    max_size=12,
)


@given(steps=STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_store_is_a_dictionary_that_survives(bundle: Path, steps: list[tuple[str, dict[str, Any]]]) -> None:
    app = load_bundle(bundle)
    with tempfile.TemporaryDirectory() as folder:
        store = Repository(app, Path(folder))
        expected: dict[str, dict[str, Any]] = {}
        deleted: list[tuple[str, str, dict[str, Any]]] = []
        for step, values in steps:
            if step == "new":
                expected[store.save("visit", values)] = dict(values)
            elif step == "edit" and expected:
                key = next(iter(expected))
                store.save("visit", values, key)
                expected[key] |= values
            elif step == "delete" and expected:
                key = next(iter(expected))
                deleted.append((store.delete("visit", key), key, expected.pop(key)))
            elif step == "undo" and deleted:
                token, key, doc = deleted.pop()
                assert store.undo(token) == key
                expected[key] = doc
            elif step == "restart":
                store.close()
                store = Repository(app, Path(folder))
        assert {row["id"]: _named(row) for row in store.rows("visit")} == {
            key: _named({"lines": [], **doc}) for key, doc in expected.items()
        }
        assert store.list("visit").total == len(expected)
        assert _replayed(store) == {row["id"] for row in store.rows("visit")}
        store.close()


def _named(values: Any) -> dict[str, Any]:
    """The generated fields of a record, blank where they were not given."""
    rows = [(row["product"], row["qty"]) for row in values["lines"]]
    return {name: values.get(name) for name in ("remark", "weight", "done")} | {"lines": rows}


def _replayed(store: Repository) -> set[str]:
    """The ids that the hub would have after the outbox."""
    there: set[str] = set()
    for mutation in store.queued(limit=1000):
        if mutation.op == "delete":
            there.remove(mutation.id)
        elif mutation.op == "create":
            assert mutation.id not in there
            there.add(mutation.id)
        else:
            assert mutation.id in there
    return there
