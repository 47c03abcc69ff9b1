"""A form left for a moment, to make a record that one of its links should point to; and the way back."""

from __future__ import annotations

import secrets

from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.form.cell import LinesCell
from fieldapp.form.engine import Engine
from fieldapp.ui.shell.errand import Errand
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.shell.state import AppState

_NEW_ROW = "/+/"


def set_out(state: AppState, form: OpenForm, link: FieldDef, path: str, typed: str) -> None:
    """Open the form of the link's table over this one, with what was typed as its title.

    The draft of the waiting form is written first, so that a kill in between loses nothing.
    """
    form.keep_draft()
    was = "" if _NEW_ROW in path else str(form.engine.cell(path).value or "")
    place = Place("form", str(link.to), errand=secrets.token_hex(4))
    made = OpenForm(state, place, Errand(form.table.name, form.record, form.draft, path, was))
    title = title_field(made.table)
    if typed.strip() and title is not None:
        made.engine.enter(title.name, typed.strip())
    state.forms[place] = made
    state.navigation.go(place)


def come_back(state: AppState, errand: Errand, saved: str) -> bool:
    """Return to the form that waits, with the record picked; False where that form is gone by now."""
    form = _waiting(state, errand)
    if form is None:
        return False
    _pick(form.engine, errand, saved)
    state.navigation.replace(form.place)
    return True


def title_field(table: TableDef) -> FieldDef | None:
    """The text that a record is called by, which is what people type when they look for it."""
    return next((field for field in table.fields if field.type == "text" and field.name in table.title.deps), None)


def _waiting(state: AppState, errand: Errand) -> OpenForm | None:
    """The form as it stands open, else from its draft: the app may have been killed since."""
    for form in state.forms.values():
        if (form.table.name, form.record, form.draft) == (errand.table, errand.record, errand.draft):
            return form
    if state.repository.drafts.get(errand.draft) is None:
        return None
    return OpenForm.at(state, Place("form", errand.table, record=errand.record, draft=errand.draft))


def _pick(engine: Engine, errand: Errand, saved: str) -> None:
    """A link that points elsewhere by now stays: the person has come back to the form another way."""
    before, new_row, name = errand.path.partition(_NEW_ROW)
    cell = engine.cells.get(before)
    if isinstance(cell, LinesCell) and new_row:
        if not (cell.full or cell.fixed):
            engine.add_row(before, {name: saved})
    elif cell is not None and str(cell.value or "") == errand.was:
        engine.set(before, saved)
