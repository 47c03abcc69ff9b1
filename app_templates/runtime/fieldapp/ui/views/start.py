"""What stands on the screen while the data is opened: the app, and after a while that something is being done.

Most openings are over before the ring comes. What is long is said: a first start with many accounts, a new release
over many records.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import flet as ft

from fieldapp.app.definition import AppDef
from fieldapp.app.strings import Strings
from fieldapp.ui.shell.speech import reads_from_right
from fieldapp.ui.theme import GAP, MAX_WIDTH
from fieldapp.ui.views.frame import logo, named

RING_AFTER = 0.3
"""Seconds until a ring turns: what is shorter would only flicker."""
WORDS_AFTER = 1.5
"""Seconds until words say what takes so long."""
SIZE = 96
"""Of the app's picture."""


@ft.component
def StartView(app: AppDef, language: str, picture: bytes | None, behind: Callable[[], bool]) -> list[ft.View]:
    """`behind` says whether records are being carried over from an earlier release; it is asked when words are due."""
    ring, turn = ft.use_state(False)
    said, say = ft.use_state("")
    strings = Strings(app, language)

    async def pass_time() -> None:
        await asyncio.sleep(RING_AFTER)
        turn(True)
        await asyncio.sleep(WORDS_AFTER - RING_AFTER)
        upgrade = await asyncio.to_thread(behind)
        say(strings.ui("start.upgrade" if upgrade else "start.ready"))

    def begin() -> None:
        ft.context.page.run_task(pass_time)

    ft.use_effect(begin, [])
    name = strings.of(app.name)
    waiting: list[ft.Control] = []
    if ring:
        waiting.append(ft.ProgressRing(width=28, height=28, stroke_width=3, semantics_label=said or name))
    if said:
        text = ft.Text(said, size=16, color=ft.Colors.ON_SURFACE_VARIANT, text_align=ft.TextAlign.CENTER)
        waiting.append(ft.Semantics(live_region=True, container=True, content=text))
    # Name and picture stay where they are when ring and words come below them.
    above = _half(ft.Alignment.BOTTOM_CENTER, [_picture(name, picture), _title(name)])
    below = _half(ft.Alignment.TOP_CENTER, waiting)
    body = ft.Column([above, below], spacing=GAP * 2, width=MAX_WIDTH, expand=True)
    screen = ft.View(
        rtl=reads_from_right(app, language),
        route="/",
        controls=[ft.SafeArea(named("view:start", body, expand=True), expand=True)],
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        padding=GAP * 2,
        bgcolor=ft.Colors.SURFACE,
        can_pop=False,
    )
    return [screen]  # Flet looks through the views of a page where one goes back


def _half(alignment: ft.Alignment, parts: list[ft.Control]) -> ft.Control:
    inside = ft.Column(parts, spacing=GAP, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    return ft.Container(inside, alignment=alignment, expand=True)


def _title(name: str) -> ft.Control:
    return ft.Semantics(
        header=True,
        content=ft.Text(name, size=24, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER),
    )


def _picture(name: str, picture: bytes | None) -> ft.Control:
    """The brand's picture; without one the first letter of the name on the brand's colour."""
    if picture is not None:
        return logo(picture, SIZE)
    letter = ft.Text(name[:1], size=SIZE / 2, weight=ft.FontWeight.W_600, color=ft.Colors.ON_PRIMARY)
    return ft.Semantics(
        exclude_semantics=True,
        content=ft.Container(
            letter,
            width=SIZE,
            height=SIZE,
            border_radius=SIZE / 4,
            bgcolor=ft.Colors.PRIMARY,
            alignment=ft.Alignment.CENTER,
        ),
    )
