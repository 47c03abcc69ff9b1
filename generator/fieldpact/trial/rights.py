"""What a person may do with the record as a test has filled it in."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.data.access import rights
from fieldapp.form import Engine
from fieldpact.model.test import Test
from fieldpact.trial.outcome import Difference


def wrong_rights(engine: Engine, test: Test) -> Iterator[Difference]:
    """What is allowed and was expected to be denied, or the other way round. A new record is of who fills it in."""
    asked = [each for each in test.expect if each.action is not None]
    if not asked:
        return
    now, world = engine.record.record, engine.context.world
    record = {**now, "owner": now["owner"] or world.me()["id"]}
    found = rights(engine.app, world, test.table, record)
    may = {"read": found.read, "create": found.create, "edit": found.edit, "delete": found.delete}
    role = world.me()["role"] or "nobody in particular"
    for each in asked:
        if each.action is not None and may[each.action] is not (each.kind == "allowed"):
            now_so = "is not allowed" if each.kind == "allowed" else "is allowed"
            yield Difference(each.at, f"expected that {each.action} is {each.kind}, but to {role} it {now_so}")
