"""Fields: what is asked, what is stored, what is known about people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from fieldapp.data.migration.conversion import carries_over
from fieldpact.changes.change import Audience, Change
from fieldpact.changes.texts import wording
from fieldpact.changes.words import members, moved, pairs, plain, quoted, said, same
from fieldpact.model.field import Field, Option
from fieldpact.model.formula import Formula

_TEXTS = {"label": "its label", "hint": "its hint", "text": "its text"}
_RULES = {
    "visible": ("is shown", "always"),
    "required": ("must be filled", "never"),
    "read_only": ("can't be changed", "never"),
    "default": ("starts with", "nothing"),
    "formula": ("is worked out as", "nothing"),
    "set": ("starts, in rows that are ready to fill, with", "nothing"),
    "min": ("is at least", "anything"),
    "max": ("is at most", "anything"),
    "where": ("offers what satisfies", "everything"),
    "max_length": ("takes at most so many characters:", "any"),
}
"""By key how a sentence speaks of it, and what its absence means."""
_OWN_SENTENCE = frozenset({"name", "path", "type", "fields", "options", "renamed_from", "changed_from", "to", "row"})
"""What has a sentence of its own, or changes nothing that anybody sees."""
_IT = frozenset({"purpose", "about", "data_class", "max_length"})


def compare_fields(old: Sequence[Field], new: Sequence[Field], within: str) -> Iterator[Change]:
    """`within` is what people call the table or the lines they stand in."""
    for before, after in pairs(old, new):
        if before is None and after is not None:
            yield from _came(after, within)
        elif after is None and before is not None:
            yield from _went(before, within)
        elif before is not None and after is not None:
            yield from _changed(before, after, within)
    if moved([field.name for field in old], [field.name for field in new]):
        yield Change("reps", "fields-moved", within, f"{within}: fields stand in another order")


def _came(field: Field, within: str) -> Iterator[Change]:
    must = ""
    if field.required is not None:
        must = ", which must be filled" + ("" if field.required.constant else f" where {said(field.required)}")
    yield Change("reps", "field-added", field.path, f"{within}: new field {quoted(field.label)}{must}")
    yield Change("data", "field-added", field.path, f"{field.path} ({field.type}) is new; older records have none")


def _went(field: Field, within: str) -> Iterator[Change]:
    yield Change("reps", "field-removed", field.path, f"{within}: {quoted(field.label)} is gone")
    say = f"{field.path} is no longer part of the app; phones keep what they stored until all of it was sent"
    yield Change("data", "field-removed", field.path, say)


def _changed(old: Field, new: Field, within: str) -> Iterator[Change]:
    if old is new:
        return
    name = f"{within}: {quoted(new.label)}"
    if old.name != new.name:
        yield Change("data", "field-renamed", new.path, f"{old.path} is now {new.path}; stored values stay")
    if old.type != new.type or old.to != new.to:
        yield from _type(old, new, name)
    yield from _options(old.options, new.options, new.path, name)
    yield from compare_fields(old.fields, new.fields, name)
    before, after = members(old), members(new)
    for key, value in after.items():
        if key in _OWN_SENTENCE or same(before[key], value):
            continue
        yield from _KEYS.get(key, _other)(key, before[key], value, new.path, name)


def _type(old: Field, new: Field, name: str) -> Iterator[Change]:
    was, now = (f"{f.type} to {f.to}" if f.to else f.type for f in (old, new))
    yield Change("reps", "field-type", new.path, f"{name} is now of type {now}, not {was}")
    rule = new.changed_from
    if rule is not None and rule.type == old.type:
        say = f"{new.path}: stored values are read anew by {said(rule.value)}"
    elif carries_over(old.type, new.type) and old.to == new.to:
        say = f"{new.path}: {was} → {now}; stored values stay what they are"
    else:
        say = (
            f"{new.path}: {was} → {now} without a changed_from: rule; stored values that can't be read "
            "as the new type are set aside, and those records start blank"
        )
    yield Change("data", "field-type", new.path, say)


def _options(old: Sequence[Option], new: Sequence[Option], path: str, name: str) -> Iterator[Change]:
    before, after = ({option.value: option for option in options} for options in (old, new))
    for value, option in after.items():
        if value not in before:
            yield Change("reps", "option-added", path, f"{name} has a new option {quoted(option.label)}")
        else:
            yield from wording(f"{name}: option {value}", path, before[value].label, option.label)
    for value, option in before.items():
        if value not in after:
            yield Change("reps", "option-removed", path, f"{name} no longer offers {quoted(option.label)}")
            say = f"{path}: records that hold {value!r} keep it, and it can't be picked any more"
            yield Change("data", "option-removed", path, say)
    if moved(list(before), list(after)):
        yield Change("reps", "options-moved", path, f"{name}: options stand in another order")


def _rule(key: str, old: Any, new: Any, path: str, name: str) -> Iterator[Change]:
    words, absent = _RULES[key]
    was, now = (absent if rule is None else _truth(rule) for rule in (old, new))
    yield Change("reps", f"field-{key}", path, f"{name} {words} {was} → {now}")
    if key in _IT:
        yield Change("it", f"field-{key}", path, f"{path}: {key}: {plain(old)} → {plain(new)}")


def _truth(rule: Formula | int) -> str:
    if isinstance(rule, Formula) and rule.constant in (True, "true"):
        return "always"
    if isinstance(rule, Formula) and rule.text == "false":
        return "never"
    return said(rule)


def _wording(key: str, old: Any, new: Any, path: str, name: str) -> Iterator[Change]:
    yield from wording(f"{name}: {_TEXTS[key]}", path, old, new)


def _other(key: str, old: Any, new: Any, path: str, name: str) -> Iterator[Change]:
    audience: Audience = "it" if key in _IT else "reps"
    words = key.removesuffix("_class").replace("_", " ")
    whose = path if audience == "it" else name
    yield Change(audience, f"field-{key}", path, f"{whose}: {words}: {said(old)} → {said(new)}")


_KEYS: Mapping[str, Callable[[str, Any, Any, str, str], Iterator[Change]]] = {
    **dict.fromkeys(_RULES, _rule),
    **dict.fromkeys(_TEXTS, _wording),
}
