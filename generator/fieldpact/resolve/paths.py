"""A field as the tests of a spec name it: `total`, or `lines.1.qty` for a field of the first row."""

from __future__ import annotations

from fieldpact.model.field import Field
from fieldpact.model.formula import SpecPath
from fieldpact.model.table import Table
from fieldpact.model.test import FieldPath
from fieldpact.resolve.context import Context
from fieldpact.suggest import nearest


def find_field(context: Context, table: Table, written: str, at: SpecPath, on_key: bool = False) -> FieldPath | None:
    """The path with rows counted from 0; None where there is no such field, which is reported."""
    path: list[str | int] = []
    owner, fields = table.name, table.fields
    lines: Field | None = None
    for part in written.split("."):
        if lines is not None and (not path or not isinstance(path[-1], int)):
            if not (part.isascii() and part.isdigit() and 0 < int(part[:6]) <= 10_000):
                hint = f"write the number of the row, such as {lines.name}.1.{lines.fields[0].name}"
                say = f"{part!r} is not the number of a row of {lines.name}"
                context.report("unknown-field", at, say, hint=hint, on_key=on_key)
                return None
            path.append(int(part) - 1)
            continue
        field = next((field for field in fields if field.name == part), None)
        if field is None:
            names = [field.name for field in fields]
            guess = nearest(part, names)
            listed = "fields are: " + ", ".join(names) if names else "only rows of lines have fields of their own"
            hint = f"did you mean {guess}?" if guess else listed
            context.report("unknown-field", at, f"{owner} has no field {part!r}", hint=hint, on_key=on_key)
            return None
        path.append(part)
        lines = field if field.type == "lines" else None
        owner, fields = f"{owner}.{part}", field.fields
    if isinstance(path[-1], int):
        say = f"{written!r} names a row and no field of it"
        context.report("unknown-field", at, say, hint=f"add a field: {written}.{fields[0].name}", on_key=on_key)
        return None
    return tuple(path)
