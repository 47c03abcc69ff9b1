"""A counted row of a long pad: as high before it is filled in as after, so that no tap moves the next stepper away.

Beside the stepper stand what is known before anything is counted and what the row comes to, whose line is kept free
until then. What follows from the count and what else may be filled in wait in a fold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.row import Row
from fieldapp.ui import fields
from fieldapp.ui.fields.frame import FIGURES, caption, label_of, messages, quiet_button
from fieldapp.ui.fields.lines_change import menu_button
from fieldapp.ui.fields.lines_parts import Stepper, Title
from fieldapp.ui.fields.lines_row import Parts, Several, name_of, opened, place_of
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.form_ui import FormUi, follow, follow_value

BESIDE = 112
"""Width of a figure that is typed beside its name."""
INSET = 12
"""So far from the edge stands what is typed, and what is computed above it."""
ROOM = 2
"""Lines of small print that stand beside a stepper without making the row higher."""
SMALL = ft.TextThemeStyle.BODY_MEDIUM
_stepper: Callable[..., ft.Control] = Stepper


def counts(lines: LinesCell, parts: Parts) -> bool:
    """Whether the row is one of many that came from a table, and a person counts in it."""
    return lines.definition.rows is not None and parts.count is not None


def folds(lines: LinesCell, parts: Parts) -> bool:
    """Whether there is more about the row than stands in it from the start."""
    return counts(lines, parts) and bool(_folded(parts) or _split(lines, parts)[1])


@ft.component
def Counted(lines: LinesCell, row: Row, parts: Parts, form: FormUi, turns: int) -> ft.Control:
    """The row. `turns` says how often all rows of the pad were unfolded and folded together."""
    shown, more = ft.use_memo(lambda: _split(lines, parts), [])
    folded = ft.use_memo(lambda: _folded(parts), [])
    own, turn = ft.use_state((turns, bool(turns % 2)))
    said = follow_value(ft.use_memo(lambda: Several((*more, *folded)), []), lambda: _says(more, folded))
    stands_open = said or (own[1] if own[0] == turns else bool(turns % 2))
    title = Title(parts.title, form, settled=True) if parts.title else ft.Text(name_of(lines, row, form))
    buttons = [_fold_button(lines, row, form, stands_open, said, lambda: turn((turns, not stands_open)))]
    menu = [menu_button(lines, row, form, quiet=not stands_open)] if opened(lines) else []
    head = ft.Row([ft.Container(title, expand=True), *(buttons if more or folded else []), *menu], spacing=0)
    small = ft.Container(_Known(shown, parts.amount, form), expand=True)
    stepper = _stepper(parts.count, form, key=parts.count.path if parts.count else None)
    stack: list[ft.Control] = [head, ft.Row([small, stepper], spacing=8)]
    stack += [_beside(cell, form) for cell in parts.others if cell not in folded]
    if stands_open:
        stack += [_Detail(cell, form) for cell in more]
        stack += [_beside(cell, form) for cell in folded]
    return ft.Column(stack, spacing=2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _split(lines: LinesCell, parts: Parts) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The figures that stand in the row, and those in the fold.

    In the row stand those that don't follow from the count, the price that the amount is made of, and others as far
    as there is room.
    """
    assert parts.count is not None
    read = {name: _read(lines, cell) for name, cell in _cells(parts)}
    following = {parts.count.definition.name}
    for _ in read:
        following |= {name for name, names in read.items() if names & following}
    money = {name for name, cell in _cells(parts) if cell.definition.type == "money"}
    price = read[parts.amount.definition.name] & money if parts.amount else set()
    known = [cell for cell in parts.figures if cell.definition.name not in following - price]
    room = ROOM - len(known) - (parts.amount is not None)
    known += [cell for cell in parts.figures if cell not in known][: max(room, 0)]
    return tuple(c for c in parts.figures if c in known), tuple(c for c in parts.figures if c not in known)


def _cells(parts: Parts) -> list[tuple[str, Cell]]:
    return [(cell.definition.name, cell) for cell in (*parts.figures, *((parts.amount,) if parts.amount else ()))]


def _read(lines: LinesCell, cell: Cell) -> set[str]:
    """Names of the fields of the same row that a figure is made of."""
    formula = cell.definition.formula
    found = (dep.rpartition(".") for dep in (formula.deps if formula else ()))
    return {name for where, _, name in found if where.endswith(f"{lines.definition.name}[@]")}


def _folded(parts: Parts) -> tuple[Cell, ...]:
    """What may be filled in besides; what has to be stands in the row."""
    return tuple(cell for cell in parts.others if cell.definition.required is None)


def _says(more: Sequence[Cell], folded: Sequence[Cell]) -> bool:
    """Whether something stands in the fold that nobody should overlook: a problem, or what a person filled in."""
    return any(cell.problem for cell in (*more, *folded)) or any(
        cell.visible and (cell.unread is not None or not _is_nothing(cell)) for cell in folded
    )


def _is_nothing(cell: Cell) -> bool:
    return cell.value in (None, [], ()) or (cell.value == 0 and not isinstance(cell.value, bool))


def _fold_button(
    lines: LinesCell, row: Row, form: FormUi, stands_open: bool, stays: bool, pressed: Callable[[], object]
) -> ft.Control:
    name = f"{name_of(lines, row, form)}: {form.strings.ui('hide' if stands_open else 'show')}"
    icon = ft.Icons.EXPAND_LESS if stands_open else ft.Icons.EXPAND_MORE
    return ft.Semantics(
        identifier=f"action:fold:{place_of(row, form)}",
        container=True,
        content=quiet_button(icon, name, pressed, disabled=stays),
    )


@ft.component
def _Known(shown: Sequence[Cell], amount: Cell | None, form: FormUi) -> ft.Control:
    """The small print, a line for each figure, there or not yet."""
    cells = (*shown, *((amount,) if amount else ()))
    follow(ft.use_memo(lambda: Several(cells), []))
    drawn: dict[Cell, tuple[object, ft.Control]] = ft.use_memo(dict, [])
    for cell in cells:
        says = (reading(cell), cell.visible, cell.problem, form.identifier(cell.path))
        if cell not in drawn or drawn[cell][0] != says:  # the same control as before is one that Flet doesn't look into
            drawn[cell] = (says, _figure(cell, form, strong=cell is amount))
    return ft.Column([drawn[cell][1] for cell in cells], spacing=0, tight=True)


def _figure(cell: Cell, form: FormUi, strong: bool) -> ft.Control:
    """A figure with its name; the amount is the bold one, and needs none."""
    said = "" if strong and _is_nothing(cell) and not cell.problem else reading(cell)
    if not cell.visible or not (said or cell.problem):
        return ft.Semantics(exclude_semantics=True, content=ft.Text("\u00a0", theme_style=SMALL))
    words = f"{label_of(cell, form)}: {said}"
    text = ft.Text(
        said if strong else words,
        theme_style=SMALL,
        weight=ft.FontWeight.W_700 if strong else None,
        color=None if strong else ft.Colors.ON_SURFACE_VARIANT,
    )
    return _named(cell, form, words, text)


@ft.component
def _Detail(cell: Cell, form: FormUi) -> ft.Control:
    """A figure of the fold: its name, and flush right what it says; as high without a value as with one."""
    follow(cell)
    if not cell.visible:
        return ft.Semantics(visible=False)
    said = reading(cell) or "–"
    name = ft.Text(label_of(cell, form), theme_style=SMALL, color=ft.Colors.ON_SURFACE_VARIANT, expand=True)
    figure = ft.Row([name, ft.Text(said, theme_style=SMALL), ft.Container(width=INSET)], spacing=0)
    return _named(cell, form, f"{label_of(cell, form)}: {said}", figure)


def _named(cell: Cell, form: FormUi, words: str, content: ft.Control) -> ft.Control:
    problem = messages(cell, form, hint=False)
    return ft.Semantics(
        identifier=form.identifier(cell.path),
        label=words,
        container=True,
        exclude_semantics=not problem,
        content=ft.Column([content, *problem], spacing=0, tight=True) if problem else content,
    )


def _beside(cell: Cell, form: FormUi) -> ft.Control:
    return beside(cell, form, key=f"beside:{cell.path}")


@ft.component
def _Beside(cell: Cell, form: FormUi) -> ft.Control:
    """A figure in one line with its name, since a row must not fill the screen; anything else below its name."""
    if not follow_value(cell, lambda: (cell.visible, cell.required, bool(cell.problem)))[0]:
        return ft.Semantics(visible=False)
    if cell.definition.type not in FIGURES:
        return fields.input_for(cell, form)
    return ft.Row(
        [caption(cell, form, expand=True), ft.Container(fields.input_for(cell, form, bare=True), width=BESIDE)]
    )


beside: Callable[..., ft.Control] = _Beside
