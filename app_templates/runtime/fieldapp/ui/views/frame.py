"""The frame every screen stands in: brand bar, centred column, room at the bottom for the main action."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, MAX_WIDTH, TAP


def named(identifier: str, content: ft.Control, label: str | None = None, expand: bool = False) -> ft.Semantics:
    """`content` with the identifier that tests and screen readers find it by."""
    return ft.Semantics(identifier=identifier, label=label, container=True, content=content, expand=expand)


def side_padding(state: AppState, place: Place) -> float:
    """Air left and right, so that the content of a place is at most `MAX_WIDTH` wide."""
    return max(float(GAP), (state.room(place) - MAX_WIDTH) / 2)


def column(
    state: AppState,
    place: Place,
    controls: Sequence[ft.Control],
    ref: ft.Ref[ft.ListView] | None = None,
    spacing: float = GAP,
) -> ft.ListView:
    """The scrolling content of a screen; `ref` for who scrolls it."""
    side = side_padding(state, place)
    return ft.ListView(
        ref=ref,
        controls=list(controls),
        spacing=spacing,
        expand=True,
        padding=ft.Padding.only(left=side, right=side, top=GAP, bottom=GAP * 2),
        on_scroll=lambda _: state.lock.touch(),
        scroll_interval=5000,
    )


def screen(
    state: AppState,
    place: Place,
    title: str,
    body: ft.Control,
    *,
    actions: Sequence[ft.Control] = (),
    bottom: ft.Control | None = None,
    floating: ft.FloatingActionButton | None = None,
    back: Callable[[], None] | None = None,
    logo: bool = False,
) -> ft.View | ft.Column:
    """A whole screen, the last thing its component makes: it follows the width. `back` is what the arrow and the
    phone's back do; None shows no arrow.

    What stands beside a list is no view of its own, only the part of one.
    """
    follow(state.appearance)
    controls = [body] if bottom is None else [body, _foot(state, place, bottom)]
    if state.beside(place):
        return ft.Column([_pane_bar(state, title, actions, back), *controls], expand=True, spacing=0)

    async def popped(event: ft.Event[ft.View]) -> None:
        await event.control.confirm_pop(False)  # the stack of places decides, and the views follow it
        if back:
            back()

    return ft.View(
        rtl=state.rtl,
        route=place.route,
        appbar=bar(state, title, actions, back, logo),
        floating_action_button=floating,
        controls=[ft.SafeArea(ft.Column(controls, expand=True, spacing=0), expand=True)],
        padding=0,
        spacing=0,
        bgcolor=ft.Colors.SURFACE,
        can_pop=back is None,
        on_confirm_pop=popped if back else None,
    )


def _foot(state: AppState, place: Place, bottom: ft.Control) -> ft.Control:
    """The bar, which says how high it is: short words stand above it."""
    return ft.Container(bottom, on_size_change=lambda event: state.feet.measured(place, event.height))


def bar(
    state: AppState,
    title: str,
    actions: Sequence[ft.Control] = (),
    back: Callable[[], None] | None = None,
    logo: bool = False,
) -> ft.AppBar:
    """The bar in the brand's colour, with the DRAFT mark while the app is not released, and the brand's `logo`."""
    on_brand = state.look.on_brand
    arrow = bar_button(state, "action:back", ft.Icons.ARROW_BACK, state.strings.ui("back"), back) if back else None
    picture = brand_picture(state, 36) if logo else None
    leading = ft.Container(picture, alignment=ft.Alignment.CENTER) if picture else None if logo else arrow
    cut = ft.TextOverflow.ELLIPSIS
    name = ft.Text(title, color=on_brand, size=20, weight=ft.FontWeight.W_600, max_lines=1, overflow=cut, expand=True)
    return ft.AppBar(
        leading=leading,
        automatically_imply_leading=False,
        title=_with_chip(state, name, room_after=not actions) if state.app.draft else name,
        center_title=False,
        title_spacing=0 if leading else GAP,
        toolbar_height=60,
        bgcolor=state.look.brand,
        color=on_brand,
        elevation=0,
        elevation_on_scroll=0,
        actions=list(actions),
        actions_padding=ft.Padding.symmetric(horizontal=8),
    )


def _with_chip(state: AppState, name: ft.Control, *, room_after: bool) -> ft.Control:
    """The title and the DRAFT mark at its end, with air after it where no action follows."""
    return ft.Row([name, draft_chip(state), *([ft.Container(width=8)] if room_after else [])], spacing=4)


def brand_picture(state: AppState, size: float) -> ft.Control | None:
    """The brand's picture, if the app has one. The name beside it says the same."""
    folder, name = state.repository.bundle, state.app.brand.logo
    if folder is None or name is None:
        return None
    return logo((folder / name).read_bytes(), size)


def logo(picture: bytes, size: float) -> ft.Control:
    """A brand's picture beside the name, which says the same."""
    return ft.Image(src=picture, width=size, height=size, fit=ft.BoxFit.CONTAIN, exclude_from_semantics=True)


def _pane_bar(
    state: AppState, title: str, actions: Sequence[ft.Control], back: Callable[[], None] | None
) -> ft.Control:
    """The bar of what stands beside a list, calmer than the one over the whole screen."""
    cross = [bar_button(state, "action:close", ft.Icons.CLOSE, state.strings.ui("close"), back)] if back else []
    text = ft.Text(title, size=18, weight=ft.FontWeight.W_600, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    return ft.Container(
        ft.Row([*cross, ft.Semantics(header=True, expand=True, content=text), *actions], spacing=4),
        height=TAP + 12,
        padding=ft.Padding.symmetric(horizontal=4 if back else GAP),
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )


def draft_chip(state: AppState) -> ft.Control:
    """Says that this is a draft nobody approved. It stands in the title, where letters grow no taller than the bar."""
    on_brand = state.look.on_brand
    return ft.Container(
        ft.Text(state.strings.ui("draft_app"), size=12, weight=ft.FontWeight.W_700, color=state.look.brand),
        bgcolor=on_brand,
        border_radius=12,
        padding=ft.Padding.symmetric(horizontal=10, vertical=4),
        margin=ft.Margin.symmetric(horizontal=4),
        tooltip=state.strings.ui("draft_app_hint"),
    )


def bar_button(state: AppState, identifier: str, icon: ft.IconData, name: str, act: Callable[[], None]) -> ft.Control:
    """A round action in the bar. The icon carries the name: a tooltip or a label would land outside of the button."""
    drawn = ft.Icon(icon, semantics_label=name)
    return named(identifier, ft.IconButton(drawn, on_click=lambda _: act(), width=TAP, height=TAP))


def titled(title: str, content: ft.Control, air: float = 0) -> ft.Control:
    """A group under its title, which stands close to it; `air` is above both."""
    text = ft.Text(title, size=14, weight=ft.FontWeight.W_700, color=ft.Colors.ON_SURFACE_VARIANT)
    head = ft.Container(ft.Semantics(header=True, content=text), padding=ft.Padding.only(left=4, right=4, top=air))
    return ft.Column([head, content], spacing=8, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
