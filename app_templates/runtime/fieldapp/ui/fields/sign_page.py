"""The page for who signs: what they agree to, nothing else of the record, and room for a hand."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import flet as ft
import flet.canvas as cv

from fieldapp.fields.signature import LONGEST_NAME, MOST_POINTS, WIDE
from fieldapp.form import seals
from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import FILL, label_of, spoken_only
from fieldapp.ui.fields.sign_shows import shows
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.ink import lined, moved, pen
from fieldapp.ui.theme import GAP, TAP

PAD = 220
"""Height of the box to draw in."""
NEAREST = 4
"""Points closer than this, in units of the strokes, are left out: nobody sees them."""
SHORTEST = 60
"""A line shorter than this, all strokes together, is a slip and no signature."""
FRESH = dt.timedelta(minutes=10)
"""A place that was asked for longer ago isn't where somebody signs."""


class SignPage:
    """One opening of the page for one signature."""

    def __init__(self, cell: Cell, form: FormUi) -> None:
        self._cell = cell
        self._form = form
        self._printed = seals.printed_name(cell)
        self._strokes: list[list[int]] = []
        self._width = float(form.page.width or 390) - 2 * GAP
        self._typing = False
        self._drawn = cv.Canvas([], on_resize=self._resized, expand=True)
        words = form.strings.ui
        self._name = _text_field(words("sign_name"))
        self._full_name = _text_field(words("sign_full_name"))
        self._refusal = ft.Text("", color=ft.Colors.ERROR, theme_style=ft.TextThemeStyle.BODY_MEDIUM)
        self._area = ft.Container(self._pad())
        self._other = ft.TextButton(words("sign_by_typing"), height=TAP, on_click=lambda _: self._switch())
        self._sheet = self._around()

    def open(self) -> None:
        """Hand over."""
        self._form.page.show_dialog(self._sheet)

    def close(self) -> None:
        """Hand back."""
        self._form.page.pop_dialog()

    def _sign(self) -> None:
        words = self._form.strings.ui
        name = self._printed or (self._name.value or "").strip()
        if not name:
            self._refuse(words("sign_needs_name"))
        elif self._typing and " ".join((self._full_name.value or "").split()).casefold() != name.casefold():
            self._refuse(words("sign_name_differs", name=name))
        elif not self._typing and _length(self._strokes) < SHORTEST:
            self._refuse(words("sign_needs_drawing"))
        else:
            strokes = [] if self._typing else self._strokes
            self.close()
            seals.sign(self._form.engine, self._cell.path, name, strokes, typed=self._typing, place=self._place())

    def _place(self) -> Mapping[str, Any] | None:
        """Where the person is, if they have just told the app for another field. Signing asks the device nothing."""
        here, now = self._form.repository.here, self._cell.context.world.now()
        return here if here is not None and here["at"] is not None and now - here["at"] <= FRESH else None

    def _refuse(self, why: str) -> None:
        self._refusal.value = why
        self._refusal.update()

    def _clear(self) -> None:
        self._strokes.clear()
        self._drawn.shapes = []
        self._drawn.update()
        self._full_name.value = ""
        self._refuse("")

    def _switch(self) -> None:
        self._typing = not self._typing
        self._area.content = self._typed() if self._typing else self._pad()
        self._other.content = self._form.strings.ui("sign_by_hand" if self._typing else "sign_by_typing")
        self._sheet.update()

    def _resized(self, event: cv.CanvasResizeEvent) -> None:
        self._width = event.width or self._width

    def _down(self, event: ft.DragStartEvent[ft.GestureDetector]) -> None:
        self._strokes.append([])
        self._drawn.shapes.append(cv.Path([], pen()))
        self._to(event.local_position)

    def _drawn_to(self, event: ft.DragUpdateEvent[ft.GestureDetector]) -> None:
        if self._strokes:
            self._to(event.local_position)

    def _to(self, at: ft.Offset) -> None:
        stroke, path = self._strokes[-1], self._drawn.shapes[-1]
        assert isinstance(path, cv.Path)
        x, y = (round(part * WIDE / self._width) for part in (at.x, at.y))
        if sum(map(len, self._strokes)) >= 2 * MOST_POINTS:
            return
        if stroke and math.dist((x, y), stroke[-2:]) < NEAREST:
            return
        path.elements.append((lined if stroke else moved)(at.x, at.y))
        stroke += [x, y]
        self._drawn.update()

    def _pad(self) -> ft.Control:
        words = self._form.strings.ui
        line = ft.Container(height=1, bgcolor=ft.Colors.OUTLINE, left=24, right=24, bottom=48)
        hint = ft.Container(
            ft.Text(words("sign_here"), color=ft.Colors.ON_SURFACE_VARIANT, theme_style=ft.TextThemeStyle.BODY_SMALL),
            left=24,
            bottom=22,
        )
        hand = ft.GestureDetector(
            content=ft.Container(self._drawn, height=PAD),
            drag_interval=12,
            on_pan_start=self._down,
            on_pan_update=self._drawn_to,
        )
        box = ft.Container(
            ft.Stack([line, hint, hand], height=PAD),
            bgcolor=FILL,
            border=ft.Border.all(1, ft.Colors.OUTLINE),
            border_radius=12,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        )
        return ft.Semantics(identifier="sign:pad", label=words("sign_area"), container=True, content=box)

    def _typed(self) -> ft.Control:
        words = self._form.strings.ui("sign_full_name")
        return ft.Semantics(
            identifier="sign:full_name", content=ft.Column([ft.Text(words), self._full_name], spacing=6, tight=True)
        )

    def _agreed(self) -> list[ft.Control]:
        """What is signed: its meaning, what it says, and the name in print."""
        what, strings = self._cell.definition.sign, self._form.strings
        parts: list[ft.Control] = []
        if what is not None and what.meaning:
            meaning = ft.Text(strings.of(what.meaning), theme_style=ft.TextThemeStyle.TITLE_MEDIUM)
            parts.append(ft.Semantics(header=True, content=meaning))
        if what is not None and what.says:
            parts.append(ft.Text(strings.of(what.says), theme_style=ft.TextThemeStyle.BODY_LARGE))
        return parts

    def _printed_name(self) -> ft.Control:
        if self._printed:
            return ft.Text(self._printed, theme_style=ft.TextThemeStyle.TITLE_MEDIUM)
        name = ft.Text(self._form.strings.ui("sign_name"), theme_style=ft.TextThemeStyle.LABEL_LARGE)
        hidden = ft.Semantics(content=name, exclude_semantics=True)
        return ft.Semantics(identifier="sign:name", content=ft.Column([hidden, self._name], spacing=4, tight=True))

    def _around(self) -> ft.BottomSheet:
        words = self._form.strings.ui
        title = ft.Text(label_of(self._cell, self._form), theme_style=ft.TextThemeStyle.TITLE_LARGE)
        cancel = ft.TextButton(words("cancel"), height=TAP, on_click=lambda _: self.close())
        clear = ft.OutlinedButton(words("clear"), on_click=lambda _: self._clear())
        sign = ft.FilledButton(words("sign"), icon=ft.Icons.CHECK, expand=True, on_click=lambda _: self._sign())
        typed = self._cell.definition.sign is not None and self._cell.definition.sign.typed
        content = ft.Column(
            [
                ft.Row([ft.Semantics(content=title, header=True, expand=True), _part("action:cancel_sign", cancel)]),
                ft.ListView([*shows(self._cell, self._form), *self._agreed()], expand=True, spacing=12),
                self._printed_name(),
                self._area,
                *([_part("action:sign_otherwise", self._other)] if typed else []),
                ft.Semantics(live_region=True, container=True, content=self._refusal),
                ft.Row(
                    [
                        _part("action:clear_signature", clear),
                        ft.Semantics(identifier="action:sign", container=True, content=sign, expand=True),
                    ],
                    spacing=GAP,
                ),
            ],
            expand=True,
            spacing=8,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        inside = ft.Container(content, padding=ft.Padding.all(GAP), expand=True)
        return ft.BottomSheet(
            ft.Semantics(identifier="sign:page", container=True, content=inside, expand=True),
            fullscreen=True,
            dismissible=False,
            draggable=False,
            use_safe_area=True,
        )


def _part(identifier: str, control: ft.Control) -> ft.Control:
    return ft.Semantics(identifier=identifier, container=True, content=control)


def _text_field(name: str) -> ft.TextField:
    return ft.TextField(
        label=spoken_only(name),
        label_style=ft.TextStyle(size=1),
        filled=True,
        fill_color=FILL,
        max_length=LONGEST_NAME,
        counter="",
        capitalization=ft.TextCapitalization.WORDS,
    )


def _length(strokes: list[list[int]]) -> float:
    return sum(
        math.dist(stroke[at : at + 2], stroke[at + 2 : at + 4])
        for stroke in strokes
        for at in range(0, len(stroke) - 3, 2)
    )
