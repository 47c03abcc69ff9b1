"""The change log of a record, in the words of who reads it: what was done, by whom, when, and why."""

from __future__ import annotations

from typing import Any

import flet as ft

from fieldapp import fields
from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.data.history import Change, Entry
from fieldapp.fields.reasons import REASONS
from fieldapp.formula.world import World
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import TAP
from fieldapp.ui.views.frame import named, titled
from fieldapp.ui.views.reasons import new_in_words
from fieldapp.ui.views.states import state_label
from fieldapp.ui.views.tiles import card
from fieldapp.ui.views.values import NOTHING, shown

NEWEST = 3
"""Entries that are shown before somebody asks for all."""


@ft.component
def History(state: AppState, table: TableDef, key: str) -> ft.Control:
    """The log, newest first. A record that was only ever saved once has nothing to tell."""
    follow(state.records)
    everything, show = ft.use_state(False)
    entries = state.repository.history(table.name, key)
    if len(entries) < 2:
        return ft.Container(visible=False)
    world = state.world()
    newest = entries if everything else entries[:NEWEST]
    parts: list[ft.Control] = [_entry(state, table, entry, world) for entry in newest]
    if len(entries) > len(newest):
        words = state.strings.ui("history.all", n=len(entries))
        more = ft.TextButton(words, height=TAP, on_click=lambda _: show(True))
        parts.append(named("action:history", more))
    log = card(ft.Column(parts, spacing=14))
    return named("history", titled(state.strings.ui("history"), log))


def _entry(state: AppState, table: TableDef, entry: Entry, world: World) -> ft.Control:
    locale = fields.locale_of(state.app.locales, state.language, world.zone)
    when = fields.of("datetime").show(entry.made, locale, state.app, FieldDef("made", "datetime", "made", "made"))
    who = " · ".join(part for part in (str(entry.who["name"] or ""), when) if part)
    lines: list[ft.Control] = [ft.Text(_done(state, table, entry), size=15, weight=ft.FontWeight.W_600)]
    lines += [ft.Text(text, size=15) for change in entry.changes if (text := _change(state, table, change, world))]
    if entry.reason:
        lines.append(ft.Text(f"{state.strings.ui('reason')}: {entry.reason}", size=15))
    if entry.meaning:
        meaning = state.strings.of(entry.meaning)
        lines.append(ft.Text(state.strings.ui("history.signed", meaning=meaning), size=15))
    lines.append(ft.Text(who, size=13, color=ft.Colors.ON_SURFACE_VARIANT))
    return named(f"entry:{entry.seq}", ft.Column(lines, spacing=2))


def _done(state: AppState, table: TableDef, entry: Entry) -> str:
    """The move by its name, as far as the app still has it; any other change by its kind."""
    move = table.workflow.move(entry.move) if table.workflow and entry.move else None
    if entry.kind == "move" and move is not None:
        return state.strings.of(move.name)
    if entry.kind == "recall":
        return state.strings.ui("history.recall", move=state.strings.of(move.name) if move else entry.move)
    return state.strings.ui(f"history.{entry.kind}")


def _change(state: AppState, table: TableDef, change: Change, world: World) -> str:
    """`Outcome: Order taken → No order`; "" for what people don't see on the record's page either."""
    if change.field == "state":
        before, after = (state_label(state, table, value) for value in (change.before, change.after))
        return state.strings.ui("history.change", field=state.strings.ui("state"), before=before, after=after)
    if change.field == REASONS:
        return "\n".join(new_in_words(state, table, change.before, change.after))
    field = next((field for field in table.fields if field.name == change.field), None)
    if field is None or not fields.of(field.type).on_page:
        return ""
    before, after = (_words(state, field, value, world) for value in (change.before, change.after))
    if before == after:  # rows that changed inside
        return state.strings.of(field.label)
    return state.strings.ui("history.change", field=state.strings.of(field.label), before=before, after=after)


def _words(state: AppState, field: FieldDef, value: Any, world: World) -> str:
    if field.type == "lines":
        return state.strings.ui("rows", n=len(value)) if value else NOTHING
    return shown(state, field, value, world)
