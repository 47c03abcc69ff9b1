"""What only single types of fields are told: stars, steps, formats, kinds of files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from fieldapp.fields.duration import read_minutes
from fieldapp.fields.file import ENDINGS, MAX_BYTES
from fieldpact.model.field import Field
from fieldpact.model.formula import SpecPath
from fieldpact.model.scale import Ends
from fieldpact.resolve.context import Context
from fieldpact.resolve.texts import resolve_text
from fieldpact.spec import field as spec
from fieldpact.suggest import nearest

_USUAL: Mapping[str, tuple[str, str]] = {"rating": ("1", "5"), "scale": ("0", "10")}
"""Bounds of the types that can't do without."""
_STARS = range(2, 11)
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_SIZE = re.compile(r"([0-9]{1,6}) ?(kB|MB)", re.IGNORECASE)
_PLACES = re.compile(r"\{([^{}]*)\}")
_LONGEST_FORMAT = 40


def bounds_of(field: spec.Field) -> tuple[str | None, str | None]:
    """`min` and `max` as formulas read them."""
    low, high = _USUAL.get(field.type, (None, None))
    return plain_value(field, field.min or low), plain_value(field, field.max or high)


def plain_value(field: spec.Field, text: str | None) -> str | None:
    """A value as formulas read it: of a duration, which people write as `1:30`, the minutes."""
    if field.type != "duration" or text is None or text.startswith("="):
        return text
    minutes = read_minutes(text)
    return text if minutes is None else str(minutes)


def with_settings(context: Context, field: Field, said: spec.Field, in_lines: bool) -> Field:
    """The field with what its own type is told; findings where that can't be."""
    match said.type:
        case "rating":
            return replace(field, stars=_stars(context, said, field.at))
        case "scale":
            return replace(field, step=_step(context, said, field.at), ends=_ends(context, said, field))
        case "auto_number":
            if in_lines:
                say = "rows of lines have no auto_number; only records do"
                context.report("not-in-lines", (*field.at, "type"), say, hint="number the record, or use an integer")
            return replace(field, format=_format(context, said, field.at))
        case "file":
            return replace(field, accept=_accept(context, said, field.at), max_size=_size(context, said, field.at))
        case "photo":
            return replace(field, max_size=_size(context, said, field.at))
        case "hidden":
            return replace(field, holds=said.holds or "text")
        case "barcode":
            return replace(field, kinds=tuple(dict.fromkeys(said.kinds or ())))
    return field


def _stars(context: Context, said: spec.Field, at: SpecPath) -> int:
    if said.max is None:
        return 5
    if not said.max.isdecimal() or int(said.max) not in _STARS:
        say = f"a rating has {_STARS[0]} to {_STARS[-1]} stars, not {said.max!r}"
        context.report("wrong-value", (*at, "max"), say, hint="write a whole number; for more, use a scale")
        return 5
    return int(said.max)


def _step(context: Context, said: spec.Field, at: SpecPath) -> str | None:
    """Left out where it is 1, as most are."""
    step = said.step or "1"
    if not _DECIMAL.fullmatch(step) or not Decimal(step):
        say = f"{step!r} is no step: it is a number above 0, such as 1 or 0.5"
        context.report("wrong-value", (*at, "step"), say)
        return None
    low, high = bounds_of(said)
    if low and high and all(re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", bound) for bound in (low, high)):
        span = Decimal(high) - Decimal(low)
        if span <= 0 or span % Decimal(step):
            say = f"from {low} to {high} there is no whole number of steps of {step}"
            context.report("uneven-scale", at, say, hint="change min, max or step", on_key=True)
    return said.step


def _ends(context: Context, said: spec.Field, field: Field) -> Ends | None:
    if said.ends is None:
        return None
    low, high = (
        resolve_text(context, text, f"{field.path}.ends.{key}", (*field.at, "ends", key)) if text else None
        for text, key in ((said.ends.low, "low"), (said.ends.high, "high"))
    )
    return Ends(low, high)


def _format(context: Context, said: spec.Field, at: SpecPath) -> str:
    usual = "{device}-{0000}"
    if said.format is None:
        return usual
    places = _PLACES.findall(said.format)
    zeros = [place for place in places if place and not place.strip("0")]
    rest = _PLACES.sub("", said.format)
    wrong = [place for place in places if place != "device" and place not in zeros]
    if wrong or "{" in rest or "}" in rest or len(zeros) != 1 or len(said.format) > _LONGEST_FORMAT:
        say = f"{said.format!r} is no format of a number"
        hint = "write it as SD-{device}-{0000}: the zeros stand for the number and say how many digits it has at least"
        context.report("wrong-value", (*at, "format"), say, hint=hint)
        return usual
    if places.count("device") != 1:
        say = f"{said.format!r} gives the same numbers on each device"
        context.report("wrong-value", (*at, "format"), say, hint="put {device} into it, which stands for the device")
        return usual
    return said.format


def _accept(context: Context, said: spec.Field, at: SpecPath) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(ending.lower().lstrip(".") for ending in said.accept or ()))
    for place, ending in enumerate(found):
        if ending not in ENDINGS:
            guess = nearest(ending, ENDINGS)
            hint = f"did you mean {guess}?" if guess else "files are: " + ", ".join(ENDINGS)
            context.report("unknown-kind", (*at, "accept", place), f"{ending!r} is no kind of file", hint=hint)
    return tuple(ending for ending in found if ending in ENDINGS)


def _size(context: Context, said: spec.Field, at: SpecPath) -> int | None:
    if said.max_size is None:
        return None
    found = _SIZE.fullmatch(said.max_size)
    size = int(found[1]) * (1024 if found[2].lower() == "kb" else 1024 * 1024) if found else 0
    if not 0 < size <= MAX_BYTES:
        say = f"{said.max_size!r} is no size of a file"
        hint = f"write it as 500 kB or 5 MB; the largest is {MAX_BYTES // (1024 * 1024)} MB"
        context.report("wrong-value", (*at, "max_size"), say, hint=hint)
        return None
    return size
