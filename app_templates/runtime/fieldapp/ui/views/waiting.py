"""On the home screen: what waits for this person, and what they were told."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp import fields
from fieldapp.app.definition import FieldDef
from fieldapp.data.messages import Message
from fieldapp.formula.world import World
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.states import state_label
from fieldapp.ui.views.tiles import tile
from fieldapp.ui.views.values import title_of

MOST = 20


def waiting_tiles(state: AppState) -> list[ft.Control]:
    """Records that this person can move on, from states that somebody else put them into."""
    world, found = state.world(), []
    for name, key in state.repository.waiting()[:MOST]:
        table, record = state.app.tables[name], state.repository.record(name, key)
        if record is not None:
            label = f"{state.strings.of(table.label)} · {state_label(state, table, record['state'])}"
            title = title_of(state, table, record, world)
            act = _opener(state, name, key)
            found.append(tile(f"waiting:{key}", title, label, act, icon=ft.Icons.PENDING_ACTIONS_OUTLINED))
    return found


def told_tiles(state: AppState) -> list[ft.Control]:
    """Messages that this person hasn't looked at yet; a tap opens what they are about."""
    world = state.world()
    unread = [message for message in state.repository.told() if not message.seen][:MOST]
    return [_told(state, message, world) for message in unread]


def _told(state: AppState, message: Message, world: World) -> ft.Control:
    due = ""
    if message.due is not None:
        locale = fields.locale_of(state.app.locales, state.language, world.zone)
        when = FieldDef("due", "datetime", "due", "due")
        due = state.strings.ui("shell.due", when=fields.of("datetime").show(message.due, locale, state.app, when))

    def act() -> None:
        state.repository.see(message.id)
        state.records.tell()
        if message.table in state.app.tables:
            _opener(state, message.table, message.record)()

    return tile(f"told:{message.id}", message.text, due, act, icon=ft.Icons.NOTIFICATIONS_OUTLINED)


def _opener(state: AppState, table: str, key: str) -> Callable[[], None]:
    return lambda: state.navigation.go(Place("detail", table, record=key))
