"""policy.json: what IT gives one app, for its bundle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from fieldpact.govern.connectors import KnownConnector
from fieldpact.govern.facts import Facts
from fieldpact.govern.profile import Profile, Switch
from fieldpact.govern.purposes import Purpose

POLICY_FORMAT = 1

_KEPT_CLOSE = ("personal", "restricted")


def policy_of(
    profile: Profile,
    facts: Facts,
    purposes: Mapping[str, Purpose],
    connectors: Mapping[str, KnownConnector],
) -> dict[str, Any]:
    """The switches at the top, and what the app's own data adds.

    `hosts` are those of the profile and of the app's connectors that IT knows; a blocked one has none. `retention_days`
    of a table is the policy's or that of the shortest purpose in it, whichever is less. `fields` are those with
    personal or restricted data, by path; `purposes` the known ones that the app collects personal data for, and in
    which fields.
    """
    switches = {key: _json(value) for key, value in sorted(profile.policy.items())}
    switches["hosts"] = sorted({*switches["hosts"], *_connector_hosts(facts, connectors)})
    collected: dict[str, list[str]] = {}
    for row in facts.rows["fields"]:
        if row["collects_personal"] and row["purpose_known"]:
            collected.setdefault(row["purpose"], []).append(row["path"])
    return {
        "format": POLICY_FORMAT,
        "profile": profile.name,
        "class": facts.app["effective_class"],
        "tables": _tables(facts, int(switches["retention_days"])),
        "fields": {
            row["path"]: row["effective_class"] for row in facts.rows["fields"] if row["effective_class"] in _KEPT_CLOSE
        },
        "purposes": {
            name: {"basis": purpose.basis, "fields": sorted(collected[name]), "text": purpose.text}
            for name, purpose in sorted(purposes.items())
            if name in collected
        },
        **switches,
    }


def _tables(facts: Facts, most: int) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for table in facts.rows["tables"]:
        kept = [
            int(row["retention_days"])
            for row in facts.rows["fields"]
            if row["table"] == table["name"] and row["personal"] and row["purpose_known"]
        ]
        tables[table["name"]] = {"class": table["effective_class"], "retention_days": min([most, *kept])}
    return tables


def _connector_hosts(facts: Facts, connectors: Mapping[str, KnownConnector]) -> Iterator[str]:
    """IT's word only: an address that an author wrote is none of them."""
    for row in facts.rows["connectors"]:
        known = connectors.get(row["name"])
        if known is not None and known.group != "blocked":
            yield from known.hosts


def _json(value: Switch) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, Decimal) and value == int(value) else value
