"""What the person lets the app use, in the settings: said once when it is first needed, taken back here."""

from __future__ import annotations

import contextlib
import datetime as dt

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.policy.consent import PLACE, place_terms
from fieldapp.ui.consent import agree, consents_of, withdraw
from fieldapp.ui.locating import NoPlace
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.frame import named, titled
from fieldapp.ui.views.tiles import card
from fieldapp.ui.views.values import shown


def sharing(state: AppState) -> ft.Control | None:
    """The switch for the device's place; None in an app that has no use for it."""
    terms = place_terms(state.app)
    if terms is None:
        return None
    words, last = state.strings.ui, consents_of(state.repository).last(PLACE)
    on = consents_of(state.repository).holds(PLACE, terms.version) is True

    async def turn_on() -> None:
        with contextlib.suppress(NoPlace):  # a no is what the switch shows
            await agree(state.page, state.repository, state.strings, again=True)
        state.records.tell()

    def turned(wanted: bool) -> None:
        if wanted:
            state.page.run_task(turn_on)
        else:
            withdraw(state.repository, state.strings)
            state.records.tell()

    since = ""
    if last is not None and (on or not last.yes):
        moment = FieldDef("at", "datetime", "at", "")
        at = shown(state, moment, dt.datetime.fromisoformat(last.at), state.world())
        since = words("consent_since" if last.yes else "consent_not_since", at=at)
    said = ft.Column([ft.Text(words("consent_setting"), size=16)], spacing=2, tight=True, expand=True)
    if since:
        said.controls.append(ft.Text(since, size=14, color=ft.Colors.ON_SURFACE_VARIANT))
    switch = named(
        "field:consent_place",
        ft.Switch(value=on, on_change=lambda event: turned(bool(event.control.value))),
        words("consent_setting"),
    )
    row = ft.Row([said, switch], vertical_alignment=ft.CrossAxisAlignment.CENTER)
    return titled(words("consent_use"), card(ft.Container(row, padding=8)))
