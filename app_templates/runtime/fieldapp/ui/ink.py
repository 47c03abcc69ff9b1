"""Strokes of a pen, drawn: while somebody signs, and small where a signature is shown."""

from __future__ import annotations

from typing import Any

import flet as ft
import flet.canvas as cv

from fieldapp.fields.signature import Strokes

PEN = 3.0
"""Width of the line."""
_move: Any = cv.Path.MoveTo
_line: Any = cv.Path.LineTo
"""Flet's decorator hides the constructors' arguments from type checkers."""


def pen(width: float = PEN, color: ft.ColorValue = ft.Colors.ON_SURFACE) -> ft.Paint:
    """A round pen in the colour of text, so that it shows by day and by night."""
    make: Any = ft.Paint
    paint: ft.Paint = make(
        color=color,
        stroke_width=width,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    return paint


def moved(x: float, y: float) -> Any:
    """The pen is put down."""
    return _move(x, y)


def lined(x: float, y: float) -> Any:
    """The pen is drawn to a point."""
    return _line(x, y)


def ink(strokes: Strokes, width: float, height: float, said: str) -> ft.Control:
    """The strokes as large as they fit, `said` to who can't see them."""
    points = [(stroke[at], stroke[at + 1]) for stroke in strokes for at in range(0, len(stroke) - 1, 2)]
    left = min((x for x, _ in points), default=0)
    top = min((y for _, y in points), default=0)
    across = max((x for x, _ in points), default=1) - left or 1
    down = max((y for _, y in points), default=1) - top or 1
    scale = min((width - 2 * PEN) / across, (height - 2 * PEN) / down)
    elements: list[Any] = []
    for stroke in strokes:
        for at in range(0, len(stroke) - 1, 2):
            x, y = (stroke[at] - left) * scale + PEN, (stroke[at + 1] - top) * scale + PEN
            elements.append((lined if at else moved)(x, y))
    canvas = cv.Canvas([cv.Path(elements, pen(2.2))], width=width, height=height)
    return ft.Semantics(label=said, image=True, container=True, exclude_semantics=True, content=canvas)
