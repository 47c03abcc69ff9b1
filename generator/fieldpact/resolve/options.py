"""The options of a choice: its own, or a shared list."""

from __future__ import annotations

from collections.abc import Mapping

from fieldpact.model.field import Option
from fieldpact.model.formula import SpecPath
from fieldpact.resolve.context import Context
from fieldpact.resolve.texts import resolve_text
from fieldpact.spec.field import Field
from fieldpact.suggest import nearest


def options_of(context: Context, field: Field) -> Mapping[str, object]:
    """Value -> label as written; empty where there are none to be found."""
    if isinstance(field.options, str):
        return context.option_lists.get(field.options, {})
    return field.options or {}


def resolve_options(context: Context, field: Field, key: str, at: SpecPath) -> tuple[Option, ...]:
    """Options with their labels in every language; findings for a missing or unknown list and for bad values."""
    place: SpecPath = (*at, "options")
    if field.options is None:
        context.report(
            "missing-options", at, "a choice needs options:", hint="add options: {yes: Yes, no: No}", on_key=True
        )
        return ()
    if isinstance(field.options, str):
        if field.options not in context.option_lists:
            guess = nearest(field.options, context.option_lists)
            hint = f"did you mean {guess}?" if guess else "add the list under choices:"
            context.report("unknown-choices", place, f"there is no choice list {field.options!r}", hint=hint)
            return ()
        key, place = f"choices.{field.options}", ("choices", field.options)
    else:
        key = f"{key}.options"
    found = []
    for value, label in options_of(context, field).items():
        if not value or len(value) > 40 or any(c in ";," or c.isspace() or not c.isprintable() for c in value):
            say = f"{value!r} can't be the value of an option: use a short word without spaces, commas and semicolons"
            context.report("bad-option", (*place, value), say, on_key=True)
        if not (
            isinstance(label, str)
            or (isinstance(label, dict) and label and all(isinstance(x, str) for x in label.values()))
        ):
            context.report("wrong-shape", (*place, value), "expected the option's label, or a label for each language")
            continue
        found.append(Option(value, resolve_text(context, label, f"{key}.{value}", (*place, value))))
    return tuple(found)
