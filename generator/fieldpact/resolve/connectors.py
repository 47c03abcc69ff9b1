"""Connectors -> model connectors. Which ones are allowed is IT's to say; here it is only whether they can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fieldpact.model.connector import Connector
from fieldpact.model.formula import SpecPath
from fieldpact.resolve.context import Context
from fieldpact.resolve.names import check_ids
from fieldpact.spec import connector as spec_connector
from fieldpact.suggest import nearest

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://[^\s/?#\\]{1,253}/?")
"""A scheme and a host, without a path: a connector is a system, not a page."""


def resolve_connectors(context: Context, connectors: Mapping[str, spec_connector.Connector]) -> tuple[Connector, ...]:
    """Every connector of the spec, with findings for tables that don't exist and addresses that can't be read."""
    check_ids(context, connectors, ("connectors",), "a connector", frozenset())
    return tuple(_connector(context, name, written) for name, written in connectors.items())


def _connector(context: Context, name: str, written: spec_connector.Connector) -> Connector:
    at: SpecPath = ("connectors", name)
    seen: set[str] = set()
    for index, table in enumerate(written.tables):
        place = (*at, "tables", index)
        if table not in context.tables:
            guess = nearest(table, context.tables)
            hint = f"did you mean {guess}?" if guess else "tables are: " + ", ".join(context.tables)
            context.report("unknown-table", place, f"there is no table {table!r}", hint=hint)
        elif table in seen:
            context.report("twice", place, f"{table!r} is named already", hint="name each table once")
        elif context.tables[table].from_ is not None and written.direction == "push":
            say = f"{table!r} comes with the app and is read-only there, so there is nothing to push"
            context.report("wrong-value", place, say, hint="say direction: pull, or name tables that people fill")
        seen.add(table)
    if written.host is not None and not _ADDRESS.fullmatch(written.host):
        say = f"{written.host!r} is not the address of a system"
        hint = "write scheme and host only, such as https://api.example.com"
        context.report("bad-host", (*at, "host"), say, hint=hint)
    return Connector(name, at, tuple(dict.fromkeys(written.tables)), written.direction, written.host)
