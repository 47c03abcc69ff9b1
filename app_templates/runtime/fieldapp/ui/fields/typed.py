"""Text that is typed: the one text field that all typed field types share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.policy.clipboard import kept_close, may_copy
from fieldapp.ui.fields.frame import FILL, INSET, spoken_label, spoken_only, underline
from fieldapp.ui.form_ui import FormUi
from fieldapp.unchanging import unchanging


@unchanging
class Typing:
    """How a type is typed: the keyboard it asks for, what stands beside the text, how many lines it has."""

    keyboard: ft.KeyboardType = ft.KeyboardType.TEXT
    lines: int = 1
    suffix: str | None = None
    capitalization: ft.TextCapitalization = ft.TextCapitalization.NONE
    autocorrect: bool = False
    align: ft.TextAlign = ft.TextAlign.START


class Typed:
    """What one text field remembers between two renders, so that nobody's typing is overwritten.

    The client may be ahead: while the answer to "a" is on its way, "ab" stands on the screen. As long as the cell
    holds what was typed here, the field keeps whatever its client last told; only another value of the cell, from
    a stepper, a formula or a cleared form, is written into it.
    """

    def __init__(self) -> None:
        self._field: ft.TextField | None = None
        self._text: str | None = None
        self._around: tuple[object, ...] = ()
        self._unsubscribe: Callable[[], None] | None = None

    def start(self, cell: Cell, render: Callable[[], None]) -> None:
        """Call `render` after each change of the cell that the screen doesn't show already."""

        def changed() -> None:
            if cell.text != self._text or _around(cell) != self._around:
                render()

        self._unsubscribe = cell.subscribe(changed)

    def stop(self) -> None:
        """No more calls."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def enter(self, text: str, cell: Cell, form: FormUi) -> None:
        """Hand on what was typed."""
        self._text = text
        if cell.path in form.engine.cells:  # its row may have been removed while the keystroke was under way
            form.engine.enter(cell.path, text)

    def leave(self, cell: Cell, form: FormUi) -> None:
        """The person went on to something else: now is the time to say what is missing."""
        if cell.path in form.engine.cells:
            form.engine.leave(cell.path)

    def value(self, cell: Cell) -> str:
        """The text to render."""
        self._around = _around(cell)
        if self._field is not None and cell.text == self._text:
            return self._field.value
        self._text = None
        return cell.text

    def shown(self, field: ft.TextField) -> ft.TextField:
        """Remember the field that goes to the screen."""
        self._field = field
        return field


def _around(cell: Cell) -> tuple[object, ...]:
    """What the screen shows of a cell apart from its text."""
    return cell.visible, cell.required, cell.read_only, cell.problem, cell.value is None, cell.text == ""


def use_typed(cell: Cell) -> Typed:
    """A hook that follows the cell of a text field and renders nothing for a keystroke that changes only the text.

    For an input that shows nothing else made from the value; one with steppers follows its cell as all others do.
    """
    typed = ft.use_memo(Typed, [])
    _, turn = ft.use_state(0)
    ft.use_effect(lambda: typed.start(cell, lambda: turn(lambda n: n + 1)), [], typed.stop)
    return typed


def text_field(
    cell: Cell, form: FormUi, typed: Typed, how: Typing, buttons: Sequence[ft.Control] = (), *, dense: bool = False
) -> ft.Control:
    """The text field of a cell, with `buttons` at its end.

    Its label is there for screen readers alone and takes no room: the visible name stands above it. Where the policy
    forbids copying, nothing in it can be selected: Flutter knows no copying without selecting, nor the other way.
    """
    inset = 8 if dense else INSET
    field = ft.TextField(
        value=typed.value(cell),
        label=spoken_only(spoken_label(cell, form)),
        label_style=ft.TextStyle(size=1),
        keyboard_type=how.keyboard,
        multiline=how.lines > 1,
        min_lines=how.lines if how.lines > 1 else None,
        max_lines=8 if how.lines > 1 else 1,
        max_length=cell.definition.max_length,
        suffix=ft.Text(how.suffix, color=ft.Colors.ON_SURFACE_VARIANT) if how.suffix and cell.text else None,
        suffix_icon=ft.Row(list(buttons), tight=True, spacing=0) if buttons else None,
        capitalization=how.capitalization,
        autocorrect=how.autocorrect,
        enable_suggestions=how.autocorrect,
        enable_interactive_selection=may_copy(form.app.policy, cell.definition.path),
        enable_ime_personalized_learning=not kept_close(form.app.policy, cell.definition.path),
        text_align=how.align,
        border=underline(cell),
        filled=True,
        fill_color=FILL,
        dense=dense,
        content_padding=ft.Padding.only(left=inset, right=inset, top=8 if dense else 12, bottom=8 if dense else 16),
        on_change=lambda event: typed.enter(event.control.value, cell, form),
        on_blur=lambda _: typed.leave(cell, form),
    )
    return typed.shown(field)
