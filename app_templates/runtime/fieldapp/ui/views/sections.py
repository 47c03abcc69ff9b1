"""Headings of a form's sections; some of them fold what stands below."""

from __future__ import annotations

import flet as ft

from fieldapp.app.definition import SectionDef
from fieldapp.form.pages import Part
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.theme import GAP, RADIUS, TAP


@ft.component
def SectionHead(opened: OpenForm, part: Part, section: SectionDef, first: bool, named_above: bool) -> ft.Control:
    """The heading and hint of a section; nothing while the section is hidden.

    `first` stands at the top of its page and needs no air above; `named_above` is a section that the page is named
    after, whose name needn't be said twice.
    """
    follow(part)
    follow(opened.refusals)
    if not part.shown:
        return ft.Container(visible=False)
    strings = opened.state.strings
    label = strings.of(section.label)
    lines: list[ft.Control] = []
    if not section.open:
        lines.append(_folding(opened, part, label))
    elif not named_above:
        title = ft.Text(label, theme_style=ft.TextThemeStyle.TITLE_LARGE, weight=ft.FontWeight.W_600)
        lines.append(ft.Semantics(header=True, content=title))
    if section.hint is not None and not part.folded:
        hint = strings.of(section.hint)
        lines.append(ft.Text(hint, theme_style=ft.TextThemeStyle.BODY_MEDIUM, color=ft.Colors.ON_SURFACE_VARIANT))
    if not lines:
        return ft.Container(visible=False)
    return ft.Semantics(
        identifier=f"section:{section.name}",
        container=True,
        content=ft.Container(
            ft.Column(lines, spacing=6, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            padding=ft.Padding.only(top=0 if first else GAP, bottom=GAP),
        ),
    )


def _folding(opened: OpenForm, part: Part, label: str) -> ft.Control:
    """A heading to tap: what is below it comes or goes. Folded, it says how much is wrong below."""
    words = opened.state.strings.ui
    wrong = part.wrong if part.folded and opened.problems else 0
    said = words("to_put_right", n=wrong) if wrong else ""
    texts: list[ft.Control] = [ft.Text(label, theme_style=ft.TextThemeStyle.TITLE_MEDIUM)]
    if said:
        texts.append(ft.Text(said, theme_style=ft.TextThemeStyle.BODY_MEDIUM, color=ft.Colors.ERROR))
    icon = ft.Icons.EXPAND_MORE if part.folded else ft.Icons.EXPAND_LESS
    face = ft.Container(
        ft.Row(
            [ft.Column(texts, spacing=0, tight=True, expand=True), ft.Icon(icon, color=ft.Colors.ON_SURFACE_VARIANT)],
        ),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border_radius=RADIUS,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        padding=ft.Padding.symmetric(horizontal=GAP, vertical=12),
        on_click=lambda _: part.fold(not part.folded),
        ink=True,
    )
    return ft.Semantics(
        label=": ".join(text for text in (label, said) if text),
        hint_text=words("show" if part.folded else "hide"),
        button=True,
        expanded=not part.folded,
        container=True,
        exclude_semantics=True,
        on_tap=lambda _: part.fold(not part.folded),
        content=ft.Container(face, height=None if said else TAP + 8),
    )
