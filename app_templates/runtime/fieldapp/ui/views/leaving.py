"""Stepping out of a form that something was typed into."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.question import ask


def leave(state: AppState, opened: OpenForm, then: Callable[[], None]) -> None:
    """Close the form and go on with `then`; one with something typed asks first whether to keep it."""

    def discard() -> None:
        opened.drop_draft()
        keep()

    def keep() -> None:
        opened.close()
        then()

    if not opened.unsaved:
        keep()
        return
    words = state.strings.ui
    answers = [("action:discard", words("discard"), discard), ("action:keep", words("shell.keep_draft"), keep)]
    ask(state, words("shell.leave_title"), words("shell.leave_text"), answers)


def step_back(state: AppState) -> None:
    """What the arrow of the place on the screen does."""
    opened = state.forms.get(state.navigation.current)
    if opened is None:
        state.navigation.back()
    else:
        leave(state, opened, state.navigation.back)


def step_aside(state: AppState, place: Place, then: Callable[[], None]) -> None:
    """Go on with `then`, after leaving the form that stands beside the list at `place`, if there is one."""
    beside = state.navigation.opened_from(place)
    opened = state.forms.get(beside) if beside is not None else None
    if opened is None:
        then()
    else:
        leave(state, opened, then)
