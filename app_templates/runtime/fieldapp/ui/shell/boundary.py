"""What a person sees where a part of the screen can't be drawn: calm words in its place, and a way back.

Flet 1.0.5 has no such boundary: an exception while a component renders ends the task that draws, and the page is dead
from then on. Every component of every module is rendered through one method of Flet's, so the boundary stands there.
"""

from __future__ import annotations

import datetime as dt
import logging
import traceback
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import flet as ft
from flet.components.component import Renderer

from fieldapp.form.cell import Cell
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.theme import GAP, RADIUS, TAP

if TYPE_CHECKING:
    from fieldapp.ui.shell.state import AppState

LOG = "errors.log"
FULL = 200_000
"""Bytes after which a log is put aside as the older one; the one before that goes."""

_log = logging.getLogger(__name__)
_apps: weakref.WeakKeyDictionary[ft.Page, AppState] = weakref.WeakKeyDictionary()
_renderer: Any = Renderer
_plain: Callable[..., Any] = Renderer.render


def protect(page: ft.Page, state: AppState) -> None:
    """From now on what can't be drawn on this page is replaced, remembered in `state.failures` and logged."""
    _apps[page] = state
    _renderer.render = _guarded


def _guarded(renderer: Renderer, component: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return _plain(renderer, component, *args, **kwargs)
    except Exception as failure:
        state = _apps.get(ft.context.page)
        if state is None:
            raise
        state.failures.append(failure)
        remember(state.repository.folder, failure)
        return _instead(state, component, args)


def _instead(state: AppState, component: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """Of the same kind as what the component makes: all views, a view, or a part of one."""
    made = component.__annotations__.get("return")
    place = next((arg for arg in args if isinstance(arg, Place)), None)
    if made == "list[ft.View]":
        return [_screen(state, place)]
    if made != "ft.View | ft.Column":
        return _sign(state) if _in_line(args) else _part(state)
    return _calm(state, place) if place is not None and state.beside(place) else _screen(state, place)


def _in_line(args: tuple[Any, ...]) -> bool:
    """Whether it is an input in a line of a pad or a grid, where there is no room for words."""
    lines = next((arg.row.lines for arg in args if isinstance(arg, Cell)), None)
    return lines is not None and lines.definition.show in ("pad", "grid")


def _sign(state: AppState) -> ft.Control:
    """A sign in the place of words; a tap says them."""
    words = state.strings.ui("part_failed")
    icon = ft.Icon(ft.Icons.ERROR_OUTLINE, color=ft.Colors.ERROR, semantics_label=words)
    button = ft.IconButton(icon, on_click=lambda _: state.tell(words), width=TAP, height=TAP)
    return ft.Semantics(identifier="failed", container=True, content=button)


def _part(state: AppState) -> ft.Control:
    return ft.Semantics(
        identifier="failed",
        container=True,
        content=ft.Container(
            ft.Row(
                [
                    ft.Icon(ft.Icons.ERROR_OUTLINE, color=ft.Colors.ERROR, size=20),
                    ft.Text(state.strings.ui("part_failed"), color=ft.Colors.ON_SURFACE_VARIANT, size=15, expand=True),
                ],
                spacing=10,
            ),
            border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
            border_radius=RADIUS,
            padding=12,
        ),
    )


def _screen(state: AppState, place: Place | None) -> ft.View:
    return ft.View(
        route=place.route if place is not None else "/",
        controls=[ft.SafeArea(_calm(state, place), expand=True)],
        bgcolor=ft.Colors.SURFACE,
    )


def _calm(state: AppState, place: Place | None) -> ft.Control:
    words, steps = state.strings.ui, state.navigation
    buttons: list[ft.Control] = []
    if place is not None and len(steps.places) > 1:
        buttons = [
            _button("action:back", ft.FilledButton(words("back"), on_click=lambda _: steps.back())),
            _button("action:home", ft.OutlinedButton(words("home"), on_click=lambda _: steps.home())),
        ]
    content = ft.Column(
        [
            ft.Container(
                ft.Icon(ft.Icons.HEALING, size=36, color=ft.Colors.ON_SECONDARY_CONTAINER),
                bgcolor=ft.Colors.SECONDARY_CONTAINER,
                width=80,
                height=80,
                border_radius=40,
                alignment=ft.Alignment.CENTER,
            ),
            ft.Text(words("screen_failed"), size=20, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER),
            ft.Text(
                words("screen_failed_hint"),
                size=16,
                color=ft.Colors.ON_SURFACE_VARIANT,
                text_align=ft.TextAlign.CENTER,
            ),
            ft.Row(buttons, alignment=ft.MainAxisAlignment.CENTER, spacing=GAP, wrap=True),
        ],
        spacing=GAP,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    middle = ft.Container(content, expand=True, alignment=ft.Alignment.CENTER, padding=GAP * 2)
    return ft.Semantics(identifier="failed", container=True, content=middle, expand=True)


def _button(identifier: str, button: ft.Control) -> ft.Control:
    return ft.Semantics(identifier=identifier, container=True, content=button)


def remember(folder: Path, failure: BaseException) -> None:
    """Write what failed, and where, into the app's own folder, for whoever is asked for help. It goes nowhere else."""
    log = folder / LOG
    when = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    text = "".join(traceback.format_exception(failure))
    try:
        if log.is_file() and log.stat().st_size > FULL:
            log.replace(log.with_suffix(".older.log"))
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{when}\n{text}\n")
    except OSError:
        _log.exception("the failure below could not be written to %s", log, exc_info=failure)
