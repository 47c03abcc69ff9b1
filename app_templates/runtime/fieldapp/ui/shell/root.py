"""The root component: the stack of places as views, or the lock screen over all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.address import keep_address
from fieldapp.ui.shell.boundary import protect
from fieldapp.ui.shell.cover import Cover
from fieldapp.ui.shell.lean import make_lean
from fieldapp.ui.shell.navigation import Kind, Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.detail import DetailView
from fieldapp.ui.views.form import FormView
from fieldapp.ui.views.home import HomeView
from fieldapp.ui.views.locked import LockedView
from fieldapp.ui.views.records import RecordsView
from fieldapp.ui.views.settings import SettingsView

IDLE_CHECK = 10
"""Seconds between looks at the idle clock."""


@ft.component
def Root(state: AppState) -> list[ft.View]:
    """All views; the client shows the last, and the others wait under it. What stands beside a list is in that."""
    follow(state.navigation)
    follow(state.lock)
    follow(state.appearance)
    if state.lock.locked:
        return [LockedView(state)]
    return [_view(state, place) for place in state.navigation.places if not state.beside(place)]


_memo: Callable[[Callable[..., Any]], Callable[..., ft.View]] = ft.memo  # Flet leaves it untyped
_VIEWS: Mapping[Kind, Callable[..., Any]] = {
    "home": HomeView,
    "list": RecordsView,
    "detail": DetailView,
    "form": FormView,
    "settings": SettingsView,
}


def _view(state: AppState, place: Place) -> ft.View:
    # Kept as it is while the stack changes above it. The language is part of the key: in another one it is another.
    return _memo(_VIEWS[place.kind])(state, place, key=f"{place.route} {state.language}")


def show(page: ft.Page, state: AppState) -> None:
    """Put the app on the page and let it follow the page's size and life."""
    make_lean()
    state.dress()
    protect(page, state)
    cover = Cover(page, state)

    def lived(event: ft.AppLifecycleStateChangeEvent) -> None:
        if event.state in (ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE, ft.AppLifecycleState.INACTIVE):
            state.keep_drafts()
            cover.lay()
        else:
            cover.lift()
            state.lock.check()

    def fallen() -> None:
        """Nothing stays open over the lock: a sheet shows records as a screen does."""
        while state.lock.locked and page.pop_dialog() is not None:
            pass

    def popped(event: ft.ViewPopEvent) -> None:
        state.navigation.back()

    async def watch_idle() -> None:
        while page.on_view_pop is popped:  # until another bundle is shown on this page
            await asyncio.sleep(IDLE_CHECK)
            state.lock.check()

    page.on_app_lifecycle_state_change = lived
    page.on_view_pop = popped
    page.on_resize = lambda _: state.resized()
    state.navigation.subscribe(state.lock.touch)
    state.lock.subscribe(fallen)
    keep_address(page, state)
    page.render_views(Root, state)
    if state.lock.minutes is not None:
        page.run_task(watch_idle)
