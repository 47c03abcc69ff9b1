"""The browser's own back button: each place is a step in its history, and a step back is one in the app."""

from __future__ import annotations

import flet as ft

from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.leaving import step_back


def keep_address(page: ft.Page, state: AppState) -> None:
    """Let the browser's address follow the places, and the places its back button. Phones have no address."""
    if not page.web:
        return
    told = [page.route or "/"]
    """The route that the browser has; its echo of one that it was told is no wish of the person."""
    visited: dict[str, Place] = {}

    def tell() -> None:
        place = state.navigation.current
        visited[place.route] = place
        if told[-1] != place.route:
            told[:] = [place.route]
            page.run_task(page.push_route, place.route)

    def changed(event: ft.RouteChangeEvent) -> None:
        if event.route == told[-1] or state.lock.locked:
            return
        told[:] = [event.route]
        before = state.navigation.places[:-1]
        wanted = visited.get(event.route)
        if any(place.route == event.route for place in before):
            step_back(state)
            tell()  # the person may be asked first, and then the address is still this one's
        elif wanted is None or wanted.kind == "form" or state.navigation.current.kind == "form":
            step_back(state)  # a form that was closed is not opened again
        else:
            state.navigation.go(wanted)

    page.on_route_change = changed
    state.navigation.subscribe(tell)
    tell()
