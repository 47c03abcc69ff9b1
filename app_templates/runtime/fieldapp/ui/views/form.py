"""The form: the fields of a page in one long list, checks above the thumb, Save at the foot."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import flet as ft

from fieldapp.data.repository import DataProblem
from fieldapp.form.cell import Cell
from fieldapp.form.engine import Problem
from fieldapp.form.pages import Part
from fieldapp.ui.fields import input_for
from fieldapp.ui.fields.room import takes_room
from fieldapp.ui.form_ui import FormUi, follow, follow_value
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP
from fieldapp.ui.views.building import Building, Step
from fieldapp.ui.views.checks import CheckBanner
from fieldapp.ui.views.errands import come_back, set_out
from fieldapp.ui.views.frame import column, screen
from fieldapp.ui.views.leaving import leave
from fieldapp.ui.views.moves import asks_why, follow_up
from fieldapp.ui.views.paging import Progress, title_part
from fieldapp.ui.views.recalculated import Recalculated
from fieldapp.ui.views.save_bar import save_bar
from fieldapp.ui.views.sections import SectionHead

_scroll_key: Callable[..., ft.ScrollKey] = ft.ScrollKey
"""Flet's decorator hides the constructor's arguments from type checkers."""
USUAL_HEIGHT = 92.0
"""Height of a usual field with its gap; finds the neighbourhood of a field that is not built yet."""
WHOLE = 30_000.0
"""So far beyond the screen the client lays out a page that isn't long: below a pad of many rows the field that stands
against saving would else not be there to scroll to."""


@ft.component
def FormView(state: AppState, place: Place) -> ft.View | ft.Column:
    """A form screen. The open form lives as long as the screen; leaves follow their own cells.

    It renders again when a page of the form is turned, comes or goes, and never on a keystroke.
    """
    opened = OpenForm.at(state, place)
    follow(opened.pages)
    form = ft.use_memo(lambda: _form_ui(state, opened), [])
    holder = ft.use_memo(lambda: ft.Ref[ft.ListView](), [])
    wanted: list[Problem] = ft.use_memo(list, [])

    async def arrive() -> None:
        """A problem on another page is scrolled to once that page is on the screen."""
        if wanted:
            await _scroll_to(holder, opened, wanted.pop())

    async def lead(number: int) -> None:
        before = opened.pages.current
        problem = opened.look_at(number)
        if opened.pages.current is before:
            await _scroll_to(holder, opened, problem)
        else:
            wanted[:] = [problem]

    async def save() -> None:
        if asks_why(state, opened, save):
            return
        try:
            saved = opened.save()
        except DataProblem as problem:
            state.tell(state.strings.ui(problem.key, **problem.values))
            return
        if saved is None:
            await lead(0)
            return
        if opened.errand is None or not come_back(state, opened.errand, saved):
            state.navigation.replace(Place("detail", place.table, record=saved))
        follow_up(state, opened, saved)

    page = opened.pages.current
    ft.use_effect(arrive, [page.name])
    building = ft.use_memo(lambda: Building(sum(len(part.cells) for part in page.parts)), [page.name])
    ft.use_effect(building.go_on, [page.name])
    body = column(state, place, _fields(opened, form, building), ref=holder, spacing=0)
    body.key = f"page:{page.name}"  # another page is another list, scrolled to its top
    body.build_controls_on_demand = building.long
    body.cache_extent = None if building.long else WHOLE
    key = "shell.edit" if opened.record else "shell.new"
    title = state.strings.ui(key, label=state.strings.of(opened.table.label))
    foot = save_bar(state, opened, save, lead)
    whole = ft.Column([Progress(opened), body], expand=True, spacing=0)
    return screen(state, place, title, whole, bottom=foot, back=lambda: leave(state, opened, state.navigation.back))


def _form_ui(state: AppState, opened: OpenForm) -> FormUi:
    return FormUi(
        engine=opened.engine,
        strings=state.strings,
        app=state.app,
        page=state.page,
        repository=state.repository,
        look=state.look,
        make=lambda link, path, typed: set_out(state, opened, link, path, typed),
        below=lambda: state.feet.below(opened.place),
    )


def _fields(opened: OpenForm, form: FormUi, building: Building) -> list[ft.Control]:
    """The inputs of the page under their headings, each under a key to scroll to, then the checks: they speak of what
    was just filled."""
    page = opened.pages.current
    paged = len(opened.pages.shown) > 1
    fields: list[ft.Control] = []
    number = itertools.count()
    for place, part in enumerate(page.parts):
        if part.section is not None:
            named_above = paged and title_part(page) is part
            head = SectionHead(opened, part, part.section, place == 0, named_above)
            fields.append(ft.Container(head, key=f"section:{part.name}"))
        for cell in part.cells:
            name = cell.definition.name
            spaced = _Spaced(cell, part, form, building.step(next(number)))
            fields.append(ft.Container(spaced, key=_scroll_key(name)))
    checks: list[ft.Control] = [CheckBanner(check, form) for check in opened.pages.checks_on(page)]
    return [Recalculated(form), *fields, ft.Container(ft.Column(checks, spacing=12), key=_scroll_key("#checks"))]


@ft.component
def _Spaced(cell: Cell, part: Part, form: FormUi, step: Step) -> ft.Control:
    """An input with the gap below it; one that is hidden or folded away leaves no gap, one to come leaves its room."""
    visible = follow_value(cell, lambda: takes_room(cell))
    built = follow_value(step, lambda: step.built)
    if part.section is not None and not part.section.open:
        follow(part)
    if part.folded:
        return ft.Container(visible=False)
    if not built:
        return ft.Container(height=USUAL_HEIGHT if visible else 0)
    return ft.Container(input_for(cell, form), padding=ft.Padding.only(bottom=GAP if visible else 0))


async def _scroll_to(holder: ft.Ref[ft.ListView], opened: OpenForm, problem: Problem) -> None:
    """Bring the first problem's field to the top; a problem of a check is where the checks are."""
    body = holder.current
    if body is None:
        return
    names = [cell.definition.name for part in opened.pages.current.parts for cell in part.cells]
    name = problem.path.split("/")[0]
    if body.build_controls_on_demand:
        await body.scroll_to(offset=names.index(name) * USUAL_HEIGHT if name in names else -1)
    await body.scroll_to(scroll_key=name if name in names else "#checks", duration=300)
