"""A lookup that fails, in the words of the person: what there is none of, for what, on which day."""

from __future__ import annotations

from typing import Any, Final

from fieldapp.app.definition import LookupDef
from fieldapp.fields import of
from fieldapp.form.cell import Cell
from fieldapp.form.context import Context
from fieldapp.form.titles import title_of
from fieldapp.formula.values import ErrorValue

_TEXTS: Final = {"NotFound": "lookup_none", "Conflict": "lookup_several"}


def explained(cell: Cell, lookup: LookupDef, failed: ErrorValue) -> ErrorValue:
    """The same error with a message that names what was looked for; other errors stay as they are."""
    key = _TEXTS.get(failed.kind)
    if key is None:
        return failed
    context, records = cell.context, cell.row.records
    what = [
        _words(context, lookup.table, each.name, each.formula.call(context.world, *records)) for each in lookup.keys
    ]
    table = context.strings.of(context.app.tables[lookup.table].label)
    values: dict[str, Any] = {"table": table, "what": ", ".join(word for word in what if word)}
    if lookup.on is not None:
        day = lookup.on.call(context.world, *records)
        key, values["day"] = f"{key}_on", of("date").show(day, context.locale, context.app)
    return ErrorValue(failed.kind, context.strings.ui(key, **values))


def _words(context: Context, table: str, field: str, value: Any) -> str:
    """A value as people read it in the field that it is compared with."""
    definition = context.app.tables[table].field(field)
    if definition.type == "link":
        return title_of(context.app, context.world, definition.to, value)
    return (
        ""
        if isinstance(value, ErrorValue)
        else of(definition.type).show(value, context.locale, context.app, definition)
    )
