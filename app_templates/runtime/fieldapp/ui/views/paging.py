"""Pages of a form: where the person is among them, and the list to jump by."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.form.pages import Page, Part
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.theme import GAP, RADIUS, TAP
from fieldapp.ui.views.frame import named, side_padding


@ft.component
def Progress(opened: OpenForm) -> ft.Control:
    """The page's name, its number among the others and a bar; a tap opens the list of pages."""
    follow(opened.pages)
    follow(opened.refusals)
    pages, state = opened.pages, opened.state
    if len(pages.shown) < 2:
        return ft.Container(visible=False)
    number = state.strings.ui("page_of", n=pages.place + 1, all=len(pages.shown))
    title = title_of(opened, pages.current)
    elsewhere = any(page.wrong for page in pages.shown if page is not pages.current)
    line = ft.Row(
        [
            ft.Column(
                [
                    ft.Text(number, theme_style=ft.TextThemeStyle.BODY_MEDIUM, color=ft.Colors.ON_SURFACE_VARIANT),
                    ft.Text(
                        title,
                        theme_style=ft.TextThemeStyle.TITLE_MEDIUM,
                        max_lines=1,
                        overflow=ft.TextOverflow.ELLIPSIS,
                    ),
                ],
                spacing=0,
                tight=True,
                expand=True,
            ),
            *([_dot()] if elsewhere else []),
            ft.Icon(ft.Icons.FORMAT_LIST_NUMBERED, color=ft.Colors.ON_SURFACE_VARIANT, size=22),
        ],
        spacing=10,
    )
    bar = ft.ProgressBar(
        value=(pages.place + 1) / len(pages.shown),
        bar_height=4,
        color=ft.Colors.PRIMARY,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
    )
    side = side_padding(state, opened.place)
    face = ft.Container(
        line,
        on_click=lambda _: _open_list(opened),
        ink=True,
        padding=ft.Padding.only(left=side, right=side, top=8, bottom=8),
    )
    return ft.Semantics(
        identifier="action:pages",
        label=f"{number}: {title}. {state.strings.ui('pages')}",
        button=True,
        container=True,
        exclude_semantics=True,
        on_tap=lambda _: _open_list(opened),
        content=ft.Container(
            ft.Column([face, bar], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        ),
    )


def title_of(opened: OpenForm, page: Page) -> str:
    """The name of a page; fields in no section make the form's beginning."""
    strings, part = opened.state.strings, title_part(page)
    return strings.of(part.section.label) if part.section is not None else strings.ui("first_page")


def title_part(page: Page) -> Part:
    """The part that a page is named after: the first one that is shown."""
    return next((part for part in page.parts if part.shown), page.parts[0])


def _dot() -> ft.Control:
    return ft.Container(width=10, height=10, border_radius=5, bgcolor=ft.Colors.ERROR)


def _open_list(opened: OpenForm) -> None:
    page, words = opened.state.page, opened.state.strings.ui

    def go(to: Page) -> None:
        page.pop_dialog()
        opened.turn(to)

    tiles = [_tile(opened, number, each, go) for number, each in enumerate(opened.pages.shown, start=1)]
    head = ft.Row(
        [
            ft.Semantics(
                header=True,
                expand=True,
                content=ft.Text(words("pages"), theme_style=ft.TextThemeStyle.TITLE_LARGE),
            ),
            named("action:close", ft.TextButton(words("close"), on_click=lambda _: page.pop_dialog(), height=TAP)),
        ]
    )
    content = ft.Column([head, *tiles], spacing=4, scroll=ft.ScrollMode.AUTO, tight=True)
    page.show_dialog(
        ft.BottomSheet(
            ft.Container(content, padding=ft.Padding.only(left=GAP, right=GAP, bottom=GAP)),
            show_drag_handle=True,
            use_safe_area=True,
            scrollable=True,
        )
    )


def _tile(opened: OpenForm, number: int, page: Page, go: Callable[[Page], None]) -> ft.Control:
    """A page to jump to, with what it still wants."""
    words, pages = opened.state.strings.ui, opened.pages
    here = page is pages.current
    wrong, title = page.wrong, title_of(opened, page)
    done = page.name in pages.left and not wrong
    said = words("to_put_right", n=wrong) if wrong else words("page_here") if here else words("page_done") * done
    ink = ft.Colors.ON_PRIMARY if here else ft.Colors.ON_SURFACE
    mark = ft.Container(
        ft.Icon(ft.Icons.CHECK, color=ft.Colors.ON_SURFACE, size=18)
        if done and not here
        else ft.Text(str(number), color=ink, size=15, weight=ft.FontWeight.W_600),
        width=32,
        height=32,
        border_radius=16,
        bgcolor=ft.Colors.PRIMARY if here else ft.Colors.SURFACE_CONTAINER_HIGHEST,
        alignment=ft.Alignment.CENTER,
    )
    tile = ft.ListTile(
        leading=mark,
        title=ft.Text(title),
        subtitle=ft.Text(said, color=ft.Colors.ERROR if wrong else ft.Colors.ON_SURFACE_VARIANT) if said else None,
        trailing=_dot() if wrong else None,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        min_height=TAP,
        content_padding=ft.Padding.symmetric(horizontal=4),
        on_click=lambda _: go(page),
    )
    return named(f"page:{page.name or 'first'}", tile)
