"""One stored record, to be read: values with their labels, lines as a table; edit and delete."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.data.access import Rights
from fieldapp.data.moves import Standing
from fieldapp.data.problem import DataProblem
from fieldapp.fields import of
from fieldapp.fields.reasons import REASONS
from fieldapp.form.pages import in_sections
from fieldapp.formula.world import Record, World
from fieldapp.policy.clipboard import may_copy
from fieldapp.ui.figure import total_field
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.checks import banner
from fieldapp.ui.views.empty import empty
from fieldapp.ui.views.frame import bar_button, column, named, screen, titled
from fieldapp.ui.views.history import History
from fieldapp.ui.views.lines_table import lines_table
from fieldapp.ui.views.moves import move_bar
from fieldapp.ui.views.photos import photos
from fieldapp.ui.views.reasons import in_words
from fieldapp.ui.views.signed import signed
from fieldapp.ui.views.states import lock_line, state_chip
from fieldapp.ui.views.tiles import card
from fieldapp.ui.views.totals import totals
from fieldapp.ui.views.values import NOTHING, shown, title_of

LARGE = frozenset({"lines", "photo", "totals", "signature"})
"""Types whose values stand by themselves."""


@ft.component
def DetailView(state: AppState, place: Place) -> ft.View | ft.Column:
    """The record's page; it follows the records, since an edit changes them."""
    follow(state.records)
    table = state.app.tables[place.table]
    record = state.repository.record(place.table, place.record)
    back = None if state.beside(place) else state.navigation.back
    if record is None:
        gone = empty(ft.Icons.SEARCH_OFF, state.strings.ui("record_gone"))
        return screen(state, place, state.strings.of(table.label), gone, back=back)
    standing = state.repository.standing(place.table, place.record)
    parts = [*_parts(state, table, record, state.world(), standing), History(state, table, place.record)]
    return screen(
        state,
        place,
        state.strings.of(table.label),
        named("view:detail", column(state, place, parts), expand=True),
        actions=_actions(state, table, place, state.repository.rights(table.name, record), standing),
        bottom=move_bar(state, table, place.record, standing),
        back=back,
    )


def _actions(state: AppState, table: TableDef, place: Place, rights: Rights, standing: Standing) -> list[ft.Control]:
    """Those that the person may take; a frozen record is neither edited nor deleted."""
    free = not standing.frozen

    def edit() -> None:
        state.navigation.go(Place("form", table.name, record=place.record))

    def remove() -> None:
        delete(state, table, place.record)

    ways = [
        (rights.edit and free, "action:edit", ft.Icons.EDIT_OUTLINED, "edit", edit),
        (rights.delete and free, "action:delete", ft.Icons.DELETE_OUTLINE, "delete", remove),
    ]
    return [bar_button(state, name, icon, state.strings.ui(word), act) for may, name, icon, word, act in ways if may]


def delete(state: AppState, table: TableDef, key: str) -> None:
    """Delete at once and offer to take it back: quicker than a question, and kinder after a slip."""
    try:
        token = state.repository.delete(table.name, key)
    except DataProblem as problem:
        state.tell(state.strings.ui(problem.key, **problem.values))
        return

    def undo() -> None:
        state.repository.undo(token)
        state.records.tell()

    state.navigation.back()
    state.records.tell()
    state.tell(state.strings.ui("shell.deleted", label=state.strings.of(table.label)), state.strings.ui("undo"), undo)


def _parts(state: AppState, table: TableDef, record: Record, world: World, standing: Standing) -> list[ft.Control]:
    total = total_field(table.fields)
    title = ft.Text(title_of(state, table, record, world), size=26, weight=ft.FontWeight.W_600)
    parts: list[ft.Control] = [
        ft.Container(ft.Semantics(header=True, content=title), padding=ft.Padding.only(left=4, right=4, top=4))
    ]
    if standing.state:
        parts.append(state_chip(state, table, standing.state))
    if standing.frozen:
        parts.append(lock_line(state, standing.correct))
    for section, fields in in_sections(table):
        filled = _filled(state, table, [field for field in fields if field is not total], record, world)
        if section is not None and filled:
            name = ft.Text(
                state.strings.of(section.label), theme_style=ft.TextThemeStyle.TITLE_LARGE, weight=ft.FontWeight.W_600
            )
            head = ft.Container(ft.Semantics(header=True, content=name), padding=ft.Padding.only(top=8))
            parts.append(named(f"section:{section.name}", head))
        parts += filled
    for key, said in in_words(state, table, record.get(REASONS)):
        parts.append(named(f"reason:{key}", banner("ask_reason", said)))
    if total is not None and (figure := shown(state, total, record.get(total.name), world)) != NOTHING:
        parts.append(_total(state, total, figure))
    return parts


def _filled(
    state: AppState, table: TableDef, fields: Sequence[FieldDef], record: Record, world: World
) -> list[ft.Control]:
    """What is filled in of these fields: short values on one card, then the larger ones under their names."""
    parts: list[ft.Control] = []
    plain = [field for field in fields if of(field.type).on_page and field.type not in LARGE]
    texts = [(field, shown(state, field, record.get(field.name), world)) for field in plain]
    if filled := [_value(state, field, text) for field, text in texts if text != NOTHING]:
        parts.append(card(ft.Column(filled, spacing=16)))
    summed = total_field(table.fields) is None
    for field in fields:
        value = record.get(field.name)
        if not value:
            continue
        if field.type == "lines":
            large = card(lines_table(state, field, value, world, table.fields, summed=summed))
        elif field.type == "totals":
            large = card(totals(state, field, value, world))
        elif field.type == "signature":
            large = card(signed(state, table, field, record, value))
        elif field.type == "photo":
            large = photos(state, value)
        else:
            continue
        parts.append(titled(state.strings.of(field.label), large))
    return parts


def _value(state: AppState, field: FieldDef, text: str) -> ft.Control:
    """A value under its name; a screen reader says both at once, since it doesn't name text that can be selected."""
    label = state.strings.of(field.label)
    name = ft.Text(label, size=13, color=ft.Colors.ON_SURFACE_VARIANT)
    value = ft.Text(text, size=16, selectable=may_copy(state.app.policy, field.path))
    laid: ft.Control = ft.Column([name, value], spacing=2)
    if of(field.type).figure:  # under each other, figures are compared
        name.size, name.expand = 15, 2
        value.text_align, value.expand = ft.TextAlign.END, 3
        laid = ft.Row([name, value], spacing=12)
    seen = ft.Semantics(exclude_semantics=True, content=laid)
    return named(f"value:{field.name}", seen, label=f"{label}: {text}")


def _total(state: AppState, field: FieldDef, text: str) -> ft.Control:
    row = ft.Row(
        [
            ft.Text(state.strings.of(field.label), size=16, color=ft.Colors.ON_PRIMARY_CONTAINER, expand=True),
            ft.Text(text, size=22, weight=ft.FontWeight.W_700, color=ft.Colors.ON_PRIMARY_CONTAINER),
        ]
    )
    return named(
        f"value:{field.name}",
        ft.Container(row, bgcolor=ft.Colors.PRIMARY_CONTAINER, border_radius=16, padding=16),
    )
