"""What two people look at: new personal or restricted data, connectors, roles, hooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fieldpact.govern.infer import RANK, infer
from fieldpact.govern.lexicon import Lexicon
from fieldpact.model.app import App
from fieldpact.model.formula import SpecPath

if TYPE_CHECKING:
    from fieldpact.govern.infer import Verdict

_NEW = "new"


def red_reasons(old: App | None, new: App, lexicon: Lexicon) -> Iterator[tuple[str, SpecPath, str]]:
    """(what to say, where, what would be cheaper) for each. Of a first version, roles alone aren't red."""
    before = infer(old, lexicon).fields if old is not None else {}
    after = infer(new, lexicon).fields
    for _, field in new.all_fields():
        now = after[field.path]
        if (say := _personal(before.get(field.path), now)) is not None:
            price = (
                "about a place or a thing, with `about:`, it would be amber at most"
                if now.effective == "personal"
                else ""
            )
            yield f"{say} ({now.reason})" if now.reason else say, field.at, price
    connectors = {each.name: each for each in getattr(old, "connectors", ())} if old is not None else {}
    for connector in getattr(new, "connectors", ()):
        known = connectors.get(connector.name)
        more = [name for name in connector.tables if known is None or name not in known.tables]
        if more:
            yield f"the connector {connector.name} carries {', '.join(more)}", connector.at, ""
    for name in new.roles if old is not None else ():
        if old is not None and name not in old.roles:
            yield f"the role {name} is new", ("roles", name), "people in a role that exists would be amber at most"


def _personal(before: Verdict | None, now: Verdict) -> str | None:
    """What is new about a field's data, None where nothing is."""
    was = RANK[before.effective] if before is not None else 0
    if RANK[now.effective] >= RANK["restricted"] > was:
        return "new restricted data"
    if now.collects and not (before is not None and before.collects):
        return "new personal data"
    if RANK[now.effective] >= RANK["personal"] > was:
        return "shows personal data that it didn't show before"
    return None
