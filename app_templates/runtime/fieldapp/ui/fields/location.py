"""location: asked of the device on a tap, or typed where the device refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import flet as ft

from fieldapp.fields import of
from fieldapp.fields.places import may_be_exact
from fieldapp.form.cell import Cell
from fieldapp.ui.consent import agree, declined
from fieldapp.ui.fields.frame import INSET, frame, spoken_label
from fieldapp.ui.fields.instead import Instead
from fieldapp.ui.fields.typed import Typed, Typing, text_field
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.locating import NoPlace, device_locator
from fieldapp.ui.theme import TAP


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a location cell. Nothing is asked of the device before the person taps, and lets the app ask it."""
    follow(cell)
    locator = ft.use_memo(device_locator, [])
    typed = ft.use_memo(Typed, [])
    waiting, wait = ft.use_state(False)
    words = form.strings.ui
    no = ft.use_memo(lambda: cell.value is None and declined(form.repository), [])
    typing, type_it = ft.use_state(no or cell.unread is not None)
    refusal, refuse = ft.use_state(words("place_not_wanted") if no else "")

    async def ask() -> None:
        wait(True)
        try:
            await agree(form.page, form.repository, form.strings)
            found = await locator.ask()
        except NoPlace as no:
            refuse(words(no.key))
            type_it(True)
        else:
            refuse("")
            type_it(False)
            form.engine.set(cell.path, found)
            form.repository.here = cell.value
            form.engine.refresh("world:here")
        finally:
            wait(False)

    def build() -> ft.Control:
        parts: list[ft.Control] = [] if cell.value is None else [_found(cell, form)]
        if refusal:
            parts.append(ft.Semantics(live_region=True, container=True, content=_small(refusal, ft.Colors.ERROR)))
        if typing:
            parts.append(text_field(cell, form, typed, Typing()))
            parts.append(_small(f"{words('place_typed')}: 59.33, 18.06", ft.Colors.ON_SURFACE_VARIANT))
        parts.append(Instead(cell, form, refusal, told=True))
        parts.append(_buttons(cell, form, waiting, typing, lambda: form.page.run_task(ask), lambda: type_it(True)))
        return ft.Column(parts, spacing=8, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return frame(cell, form, build, bare=bare)


def _found(cell: Cell, form: FormUi) -> ft.Control:
    """Where, how sure, how long ago; and whether that is near enough."""
    near, wanted = cell.value.get("accuracy"), cell.definition.accuracy
    notes = [_age(cell, form)]
    if not may_be_exact(form.app.policy):
        notes.append(form.strings.ui("place_coarse"))
    lines: list[ft.Control] = [
        ft.Text(cell.show(cell.value), theme_style=ft.TextThemeStyle.BODY_LARGE, color=ft.Colors.ON_SURFACE)
    ]
    if note := " · ".join(filter(None, notes)):
        lines.append(_small(note, ft.Colors.ON_SURFACE_VARIANT))
    if not_near(cell):
        lines.append(_small(form.strings.ui("place_not_near", metres=int(near), wanted=wanted), ft.Colors.ERROR))
    icon = ft.Icon(ft.Icons.PLACE_OUTLINED, color=ft.Colors.PRIMARY)
    return ft.Container(
        ft.Row([icon, ft.Column(lines, spacing=2, tight=True, expand=True)], spacing=10),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border_radius=12,
        padding=ft.Padding.symmetric(horizontal=INSET, vertical=10),
    )


def not_near(cell: Cell) -> bool:
    """Whether the device was less sure than the app wants."""
    near, wanted = (cell.value or {}).get("accuracy"), cell.definition.accuracy
    return near is not None and wanted is not None and bool(near > wanted)


def _age(cell: Cell, form: FormUi) -> str:
    at, context = cell.value.get("at"), form.engine.context
    if at is None:
        return ""
    minutes = (context.world.now() - at) // dt.timedelta(minutes=1)
    if minutes >= 60:
        return of("datetime").show(at, context.locale, form.app)
    return form.strings.ui("place_age_minutes", n=minutes) if minutes > 0 else form.strings.ui("place_age_now")


def _buttons(
    cell: Cell, form: FormUi, waiting: bool, typing: bool, ask: Callable[[], object], type_it: Callable[[], object]
) -> ft.Control:
    words = form.strings.ui
    if waiting:
        ring = ft.ProgressRing(width=22, height=22, stroke_width=3)
        text = ft.Text(words("place_waiting"), theme_style=ft.TextThemeStyle.BODY_LARGE)
        line = ft.Container(ft.Row([ring, text], spacing=12), height=TAP)
        return ft.Semantics(live_region=True, container=True, content=line)
    name = words("place_get" if cell.value is None else "place_again")
    icon = ft.Icons.MY_LOCATION if cell.value is None else ft.Icons.REFRESH
    main = ft.FilledTonalButton if cell.value is None or not_near(cell) else ft.TextButton
    buttons: list[ft.Control] = [_named(cell, form, name, main(name, icon=icon, height=TAP, on_click=lambda _: ask()))]
    if not typing:
        other = words("place_type")
        buttons.append(_named(cell, form, other, ft.TextButton(other, height=TAP, on_click=lambda _: type_it())))
    return ft.Row(buttons, wrap=True, spacing=8, run_spacing=4)


def _named(cell: Cell, form: FormUi, name: str, button: ft.Control) -> ft.Control:
    return ft.Semantics(label=f"{spoken_label(cell, form)}: {name}", container=True, content=button)


def _small(text: str, color: ft.ColorValue) -> ft.Text:
    return ft.Text(text, color=color, theme_style=ft.TextThemeStyle.BODY_SMALL)
