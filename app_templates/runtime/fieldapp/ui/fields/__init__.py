"""The inputs of a form: one module a field type, found by the type's name."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields import (
    auto_number,
    barcode,
    choice,
    choices,
    computed,
    date,
    datetime,
    duration,
    email,
    file,
    hidden,
    integer,
    lines,
    link,
    location,
    long_text,
    money,
    note,
    number,
    percent,
    phone,
    photo,
    rank,
    rating,
    scale,
    score,
    signature,
    text,
    time,
    totals,
    url,
    yes_no,
)
from fieldapp.ui.form_ui import FormUi


def input_for(cell: Cell, form: FormUi, *, bare: bool = False) -> ft.Control:
    """The input of a cell: a component that follows it, shows what it says and hands on what is entered.

    It renders as nothing while the cell is hidden and as a plain value while it can't be edited. `bare` leaves out
    the name and the hint, for a column of a table whose head carries the name. KeyError for a type without an input,
    which a bundle that loaded can't have.
    """
    shows = cell.definition.formula is not None and cell.definition.type in computed.TYPES
    made: Callable[..., ft.Control] = computed.field if shows else _inputs()[cell.definition.type]
    return made(cell, form, bare=bare, key=cell.path)


@functools.cache
def _inputs() -> Mapping[str, Callable[..., ft.Control]]:
    """A function, since rows of lines hold inputs themselves: `lines` and this module need each other."""
    return {
        "scale": scale.field,
        "rating": rating.field,
        "rank": rank.field,
        "hidden": hidden.field,
        "file": file.field,
        "duration": duration.field,
        "barcode": barcode.field,
        "auto_number": auto_number.field,
        "choice": choice.field,
        "choices": choices.field,
        "date": date.field,
        "datetime": datetime.field,
        "email": email.field,
        "integer": integer.field,
        "lines": lines.field,
        "link": link.field,
        "long_text": long_text.field,
        "money": money.field,
        "note": note.field,
        "number": number.field,
        "percent": percent.field,
        "phone": phone.field,
        "photo": photo.field,
        "text": text.field,
        "time": time.field,
        "totals": totals.field,
        "url": url.field,
        "yes_no": yes_no.field,
        "location": location.field,
        "score": score.field,
        "signature": signature.field,
    }
