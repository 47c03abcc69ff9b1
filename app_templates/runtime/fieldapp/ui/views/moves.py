"""What can be done with a record: the moves as big buttons within reach of the thumb, taking back, putting right."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import flet as ft

from fieldapp.app.definition import TableDef
from fieldapp.app.process import MoveDef
from fieldapp.data.judging import Choice, choices
from fieldapp.data.moves import Standing
from fieldapp.data.problem import DataProblem
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, RADIUS
from fieldapp.ui.views.frame import named, side_padding
from fieldapp.ui.views.reason import ask_reason
from fieldapp.ui.views.states import state_label

SHAPE = ft.ButtonStyle(
    shape=ft.RoundedRectangleBorder(radius=RADIUS), text_style=ft.TextStyle(size=16, weight=ft.FontWeight.W_600)
)
"""All moves look alike but for their colour."""


def move_bar(state: AppState, table: TableDef, key: str, standing: Standing) -> ft.Control | None:
    """The bar at the foot of a record's page; None where there is nothing to do.

    A move that another role makes isn't there. One whose condition doesn't hold is there, with the reason below it,
    where the author wrote one.
    """
    buttons: list[ft.Control] = []
    reasons: list[ft.Control] = []
    first = True
    for choice in standing.moves:
        if choice.possible:
            buttons.append(_move(state, table, key, choice.move, first))
            first = False
        elif choice.refused == "when" and choice.move.say is not None:
            buttons.append(_move(state, table, key, choice.move, False, disabled=True))
            reasons.append(_why_not(state, choice.move, state.strings.of(choice.move.say)))
    words = state.strings.ui
    if standing.correct:
        go = Place("form", table.name, record=key)
        buttons.append(_plain("action:correct", words("moves.correct"), lambda: state.navigation.go(go)))
    if standing.recall:
        buttons.append(_plain("action:recall", words("moves.recall"), lambda: _recall(state, table, key)))
    if not buttons:
        return None
    rows = [equally_high(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return ft.Container(
        ft.Column([*reasons, *rows], spacing=10, tight=True),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.symmetric(
            horizontal=side_padding(state, Place("detail", table.name, record=key)), vertical=10
        ),
    )


def make(state: AppState, table: TableDef, key: str, move: MoveDef) -> None:
    """Make the move, after asking what it asks for."""

    def done(reason: str) -> None:
        try:
            state.repository.move(table.name, key, move.id, reason, signed=move.meaning is not None)
        except DataProblem as problem:
            state.tell(state.strings.ui(problem.key, **problem.values))
        else:
            state.tell(f"{state.strings.of(table.label)}: {state_label(state, table, move.to)}")
        state.records.tell()

    if move.reason is None and move.meaning is None:
        done("")
        return
    ask_reason(
        state,
        state.strings.of(move.name),
        done,
        required=move.reason == "required",
        asked=move.reason is not None,
        meaning=state.strings.of(move.meaning) if move.meaning else "",
    )


def save_and_move(state: AppState, opened: OpenForm, save: Callable[[], Awaitable[None]]) -> Sequence[ft.Control]:
    """Beside Save: the first move that the person may make next. Whether its condition holds is known once saved."""
    workflow = opened.table.workflow
    now = opened.engine.record.record
    standing = workflow.state(now["state"]) if workflow else None
    if workflow is None or standing is None or standing.frozen:
        return ()
    moves = choices(workflow, now, opened.engine.context.world)
    following = next((choice.move for choice in moves if _offered(choice, now["state"])), None)
    if following is None or following.meaning is not None:
        return ()

    async def go() -> None:
        opened.following = following.id
        await save()
        opened.following = ""

    name = state.strings.of(following.name)
    text = state.strings.ui("moves.save_and", move=name[:1].lower() + name[1:])
    button = ft.OutlinedButton(text, expand=True, style=SHAPE, on_click=go)
    return (named("action:save_and_move", button, expand=True),)


def _offered(choice: Choice, state: object) -> bool:
    return choice.refused != "role" and choice.move.to != state


def follow_up(state: AppState, opened: OpenForm, key: str) -> None:
    """After a save: the move that was asked for with it, else just that it is saved."""
    workflow = opened.table.workflow
    move = workflow.move(opened.following) if workflow and opened.following else None
    if move is None:
        state.tell(state.strings.ui("saved"))
        return
    choice = next((c for c in state.repository.standing(opened.table.name, key).moves if c.move.id == move.id), None)
    if choice is not None and choice.refused == "when" and move.say is not None:
        state.tell(state.strings.of(move.say))
        return
    make(state, opened.table, key, move)


def asks_why(state: AppState, opened: OpenForm, save: Callable[[], Awaitable[None]]) -> bool:
    """Whether the form is a correction whose reason is still to be given; then it is asked for, and saved after it."""
    if not opened.record or opened.correction:
        return False
    if not state.repository.standing(opened.table.name, opened.record).frozen or opened.engine.attempt_save():
        return False

    def given(reason: str) -> None:
        opened.correction = reason
        state.page.run_task(save)

    ask_reason(state, state.strings.ui("moves.correct"), given)
    return True


def equally_high(buttons: Sequence[ft.Control]) -> ft.Row:
    """Buttons side by side: where the words of one take two lines, the others are as high."""
    stretch = ft.CrossAxisAlignment.STRETCH
    return ft.Row(list(buttons), spacing=GAP, expand=True, intrinsic_height=True, vertical_alignment=stretch)


def _recall(state: AppState, table: TableDef, key: str) -> None:
    try:
        state.repository.recall(table.name, key)
    except DataProblem as problem:
        state.tell(state.strings.ui(problem.key, **problem.values))
    state.records.tell()


def _move(state: AppState, table: TableDef, key: str, move: MoveDef, main: bool, disabled: bool = False) -> ft.Control:
    kind = ft.FilledButton if main else ft.OutlinedButton
    button = kind(
        state.strings.of(move.name),
        expand=True,
        style=SHAPE,
        disabled=disabled,
        on_click=lambda _: make(state, table, key, move),
    )
    return named(f"move:{move.id}", button, expand=True)


def _why_not(state: AppState, move: MoveDef, text: str) -> ft.Control:
    line = ft.Text(f"{state.strings.of(move.name)}: {text}", size=14, color=ft.Colors.ON_SURFACE_VARIANT)
    return named(f"why_not:{move.id}", line)


def _plain(identifier: str, text: str, act: Callable[[], None]) -> ft.Control:
    button = ft.OutlinedButton(text, expand=True, style=SHAPE, on_click=lambda _: act())
    return named(identifier, button, expand=True)
