"""Settings: language, day or night, role, and what this app is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import flet as ft

from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import TAP
from fieldapp.ui.views.frame import column, heading, named, screen
from fieldapp.ui.views.tiles import card

LANGUAGES = {
    "da": "Dansk",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fi": "Suomi",
    "fr": "Français",
    "it": "Italiano",
    "nb": "Norsk",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
}
"""Each language in its own words, as people look for it."""


@ft.component
def SettingsView(state: AppState, place: Place) -> ft.View:
    """Choices work at once; there is nothing to save."""
    words = state.strings.ui
    parts: list[ft.Control] = []
    if len(state.app.languages) > 1:
        names = {code: LANGUAGES.get(code, code) for code in state.app.languages}
        parts.append(_choice(words("language"), "language", names, state.language, lambda v: state.choose(language=v)))
    themes = {"light": words("light"), "dark": words("dark"), "system": words("as_device")}
    parts.append(
        _choice(words("appearance"), "theme", themes, state.preferences.theme, lambda v: state.choose(theme=v))
    )
    if len(state.app.roles) > 1:
        roles = {role: state.strings.of(label) for role, label in state.app.roles.items()}
        parts.append(_choice(words("role"), "role", roles, state.role, lambda v: state.choose(role=v)))
    parts += [heading(words("about")), card(_about(state))]
    return screen(state, place.route, words("settings"), column(state, parts), back=state.navigation.back)


def _choice(
    title: str, name: str, options: Mapping[str, str], chosen: str, choose: Callable[[str], None]
) -> ft.Control:
    """A group of options of which one holds."""
    rows: list[ft.Control] = [
        named(f"{name}:{value}", ft.Radio(value=value, label=label, expand=True, height=TAP))
        for value, label in options.items()
    ]
    radios = ft.RadioGroup(ft.Column(rows, spacing=0), value=chosen, on_change=lambda e: choose(str(e.control.value)))
    return ft.Column([heading(title), card(named(f"field:{name}", radios, title), padding=8)], spacing=8)


def _about(state: AppState) -> ft.Control:
    words = state.strings.ui
    facts = [
        (words("shell.app"), state.app_name),
        (words("shell.version"), state.app.version + (f" ({words('draft_app')})" if state.app.draft else "")),
        (words("shell.person"), str(state.me["name"])),
        *([(words("role"), state.strings.of(state.app.roles[state.role]))] if state.role else []),
        (words("shell.unsent"), str(state.repository.counts().unsent)),
    ]
    return ft.Column([_fact(label, text) for label, text in facts], spacing=14)


def _fact(label: str, text: str) -> ft.Control:
    return ft.Row(
        [
            ft.Text(label, size=15, color=ft.Colors.ON_SURFACE_VARIANT, expand=2),
            ft.Text(text, size=15, expand=3, text_align=ft.TextAlign.RIGHT, selectable=True),
        ],
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
