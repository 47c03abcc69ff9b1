"""Photos: the picture that stands beside one, and the pictures that reference data brings along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fieldapp.fields.file import type_of
from fieldpact.formula import compile as compile_formula
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.types import PICTURES
from fieldpact.spec import field as spec

if TYPE_CHECKING:
    from fieldpact.resolve.data import Rows

_SHOWN = ("image/jpeg", "image/png", "image/webp")
"""What every phone and browser shows."""
_SIZE = re.compile(r"[0-9]+ ?(kB|MB)", re.IGNORECASE)


def resolve_beside(
    context: Context, compiler: Compiler, field: spec.Field, path: str, at: SpecPath, env: Env
) -> Formula | None:
    """The picture that a photo is compared with, as a formula that gives a photo field's value."""
    if field.type != "photo":
        return None
    _check_place(context, field, at)
    if field.beside is None:
        if field.ghost:
            say = "ghost: lays the picture of beside: over the camera, and there is none"
            context.report("unused-key", (*at, "ghost"), say, hint="add beside:, or take ghost: out", on_key=True)
        return None
    place: SpecPath = (*at, "beside")
    formula = compiler.formula(field.beside, f"{path}.beside", place, env, None)
    kind = compile_formula(field.beside.removeprefix("="), env).type
    if formula is not None and kind != PICTURES:
        say = f"beside: shows a photo, and this is a {kind}"
        context.report("wrong-value", place, say, hint="name a photo behind a link, such as =category.planogram")
    return formula


def _check_place(context: Context, field: spec.Field, at: SpecPath) -> None:
    """Some keys are about pictures that come with the app, the others about those that people take."""
    table = context.tables.get(str(at[1]))
    shipped = table is not None and table.from_ is not None
    for key in ("pull", "max_size") if not shipped else ("beside", "ghost"):
        if key in field.model_fields_set:
            say = f"{key}: is for a photo that people take, and these come with the app"
            if not shipped:
                say = f"{key}: is for the pictures of a table with from:, and this one is taken by people"
            context.report("not-in-reference", (*at, key), say, hint="take it out", on_key=True)


def most_photos(context: Context, field: spec.Field, at: SpecPath) -> str | None:
    """`max:` of a photo, which counts; a size that stands there is reported and left out."""
    if field.type != "photo" or field.max is None or not _SIZE.fullmatch(field.max):
        return field.max
    say = f"max: says how many photos there may be, and {field.max!r} is a size"
    context.report("size-as-count", (*at, "max"), say, hint=f"write max_size: {field.max}", on_key=True)
    return None


def read_pictures(rows: Rows, fields: Iterable[Field], read: Callable[[str], bytes | str]) -> dict[str, bytes]:
    """The pictures that the cells of a file name, by path beside the spec; what is wrong with one stands at its row.

    `read` gives the bytes, or says in words why there are none.
    """
    largest = {field.name: field.max_size for field in fields}
    found: dict[str, bytes] = {}
    for line, field, name in rows.pictures:
        data = found.get(name) or read(name)
        if isinstance(data, str):
            rows.report("missing-file", line, f"{field}: {data}")
        elif PurePosixPath(name).as_posix() != name:
            rows.report("bad-file-name", line, f"{field}: {name!r} can't be the name of this file in the app")
        elif type_of(data) not in _SHOWN:
            say = f"{field}: {name!r} is not a picture that phones show"
            rows.report("bad-picture", line, say, "save it as JPEG, PNG or WebP")
        elif (most := largest.get(field)) is not None and len(data) > most:
            say = f"{field}: {name!r} has {_sized(len(data))}, and the largest may have {_sized(most)}"
            rows.report("picture-too-large", line, say, "save it smaller, or raise max_size:")
        else:
            found[name] = data
    return found


def _sized(count: int) -> str:
    return f"{count / 1024:.0f} kB" if count >= 1024 else f"{count} bytes"
