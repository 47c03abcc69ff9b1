"""The options of a choice: its own, or a shared list."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping

from fieldpact.formula import types as t
from fieldpact.model.field import Option
from fieldpact.model.formula import SpecPath
from fieldpact.model.text import Text
from fieldpact.resolve.context import Context
from fieldpact.resolve.names import ID
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
        noun = "a rank" if field.type == "rank" else "a choice"
        context.report(
            "missing-options", at, f"{noun} needs options:", hint="add options: {yes: Yes, no: No}", on_key=True
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
    if isinstance(field.options, str) and field.options in context.choice_files:
        options = options_of(context, field).items()
        return tuple(_from_file(value, option, f"{key}.{value}", context.languages[0]) for value, option in options)
    found = []
    for value, written in options_of(context, field).items():
        if bad_value(value):
            say = f"{value!r} can't be the value of an option: use a short word without spaces, commas and semicolons"
            context.report("bad-option", (*place, value), say, on_key=True)
        option = _option(context, value, written, f"{key}.{value}", (*place, value))
        if option is not None:
            found.append(option)
    return tuple(found)


def columns_of(options: Iterable[Option]) -> dict[str, t.Type]:
    """What a `where` over options may read: `value`, `label` and the columns that any of them has, all texts."""
    names = dict.fromkeys(("value", "label", *(name for option in options for name in option.columns)))
    return dict.fromkeys(names, t.TEXT)


def some_of(values: Collection[str]) -> str:
    """The values as a hint names them: not all of a long list."""
    named = ", ".join(itertools.islice(values, 12))
    return f"{named} and {len(values) - 12} more" if len(values) > 12 else named


def bad_value(value: str) -> bool:
    """Whether this can't be stored as an option."""
    return not value or len(value) > 40 or any(c in ";," or c.isspace() or not c.isprintable() for c in value)


def _option(context: Context, value: str, written: object, key: str, place: SpecPath) -> Option | None:
    """An option is a label, a label for each language, or a map with `label` and columns of its own."""
    columns: dict[str, str] = {}
    label, at = written, place
    if isinstance(written, Mapping) and "label" in written:
        label, at = written["label"], (*place, "label")
        for name, cell in written.items():
            if name == "label":
                continue
            if ID.match(name) is None or name == "value":
                say = f"{name!r} can't be a column of an option"
                hint = "columns are small letters a-z, digits and _; value and label are there by themselves"
                context.report("bad-id", (*place, name), say, hint=hint, on_key=True)
            elif not isinstance(cell, str):
                context.report("wrong-shape", (*place, name), "a column of an option holds a single value")
            else:
                columns[name] = cell
    if isinstance(label, str):
        return Option(value, resolve_text(context, label, key, at), columns)
    if isinstance(label, Mapping) and label and all(isinstance(x, str) for x in label.values()):
        return Option(value, resolve_text(context, {str(k): str(v) for k, v in label.items()}, key, at), columns)
    context.report("wrong-shape", at, "expected the option's label, or a label for each language")
    return None


def _from_file(value: str, written: object, key: str, first: str) -> Option:
    """An option of a file, which was checked row by row when it was read, what its labels lack too."""
    assert isinstance(written, Mapping)
    label: Mapping[str, str] = written["label"]
    by_language = {first: label.get(first) or next(iter(label.values())), **label}
    return Option(value, Text(key, by_language), {name: cell for name, cell in written.items() if name != "label"})
