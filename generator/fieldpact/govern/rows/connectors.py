"""Rows of `connectors`: what the author names, with what IT knows of it."""

from __future__ import annotations

from typing import Any

from fieldpact.govern.connectors import hosts_of
from fieldpact.govern.flows import carried_class
from fieldpact.govern.infer import RANK
from fieldpact.govern.rows.shared import Known
from fieldpact.model.connector import Connector
from fieldpact.suggest import nearest


def connector_row(known: Known, connector: Connector) -> dict[str, Any]:
    """One connector. IT's own word on an address beats the author's, which is told all the same."""
    it = known.connectors.get(connector.name)
    carries = carried_class(known.app, connector.tables, known.verdicts)
    scheme, _, own = (connector.host or "").partition("://")
    own = own.removesuffix("/").removesuffix(":443")
    hosts = [*(it.hosts if it else ()), *([own] if own else ())]
    listed = it.hosts if it else hosts_of(known.connectors)
    return {
        "name": connector.name,
        "known": it is not None,
        "guess": None if it else nearest(connector.name, known.connectors),
        "title": it.title if it else None,
        "group": it.group if it else None,
        "hosts": hosts,
        "own_host": connector.host,
        "insecure": bool(own) and scheme.lower() != "https",
        "unlisted_hosts": own if own and own not in listed else None,
        "clearance": it.clearance if it else None,
        "clearance_rank": RANK[it.clearance] if it else None,
        "region": it.region if it else None,
        "agreement": it.processor_agreement if it else None,
        "pinned": bool(it and it.pins),
        "direction": connector.direction,
        "tables": list(connector.tables),
        "carries_class": carries,
        "carries_rank": RANK[carries],
    }
