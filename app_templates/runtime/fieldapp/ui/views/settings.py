"""Settings: language, day or night, whom a draft is tried out as, and what this app is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import flet as ft

from fieldapp.formula.world import Record
from fieldapp.policy.retention import days_of
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.navigation import Place
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import TAP
from fieldapp.ui.views.frame import column, named, screen, titled
from fieldapp.ui.views.pin import change_pin
from fieldapp.ui.views.sharing import sharing
from fieldapp.ui.views.tiles import card

LANGUAGES = {
    "ar": "العربية",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "et": "Eesti",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hu": "Magyar",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "nb": "Norsk",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
    "zh": "中文",
}
"""Each language in its own words, as people look for it."""
SIZE = 16
"""Of the words of a choice, as everywhere else."""
OWNERS = {"business": "shell.owner_business", "it": "shell.owner_it"}
"""What the sides of the pact are called here."""


@ft.component
def SettingsView(state: AppState, place: Place) -> ft.View | ft.Column:
    """Choices work at once; there is nothing to save."""
    follow(state.records)
    words = state.strings.ui
    parts: list[ft.Control] = []
    if len(state.app.languages) > 1:
        names = {code: LANGUAGES.get(code, code) for code in state.app.languages}
        parts.append(_choice(words("language"), "language", names, state.language, lambda v: state.choose(language=v)))
    themes = {"light": words("light"), "dark": words("dark"), "system": words("as_device")}
    parts.append(
        _choice(words("appearance"), "theme", themes, state.preferences.theme, lambda v: state.choose(theme=v))
    )
    if state.app.draft and len(state.people) > 1:
        parts.append(_work_as(state))
    if (shared := sharing(state)) is not None:
        parts.append(shared)
    if state.lock.demands_pin:
        change = ft.TextButton(words("shell.pin_change"), ft.Icons.PASSWORD, on_click=lambda _: change_pin(state))
        change.height = TAP
        parts.append(titled(words("shell.pin"), card(ft.Row([named("action:change_pin", change)]), padding=8)))
    parts.append(titled(words("about"), card(_about(state))))
    return screen(state, place, words("settings"), column(state, place, parts), back=state.navigation.back)


def _choice(
    title: str, name: str, options: Mapping[str, str], chosen: str, choose: Callable[[str], None]
) -> ft.Control:
    """A group of options of which one holds."""
    rows: list[ft.Control] = [
        named(f"{name}:{value}", _radio(value, label, expand=True)) for value, label in options.items()
    ]
    radios = ft.RadioGroup(ft.Column(rows, spacing=0), value=chosen, on_change=lambda e: choose(str(e.control.value)))
    return titled(title, card(named(f"field:{name}", radios, title), padding=8))


def _work_as(state: AppState) -> ft.Control:
    """The people of a draft, each under their role."""
    rows: list[ft.Control] = []
    for role in dict.fromkeys(str(person["role"] or "") for person in state.people):
        label = state.strings.of(state.app.roles[role]) if role in state.app.roles else ""
        named_so = [person for person in state.people if str(person["role"] or "") == role]
        if label and (len(named_so) > 1 or named_so[0]["name"] != label):
            rows.append(ft.Container(ft.Text(label, size=14, color=ft.Colors.ON_SURFACE_VARIANT), padding=8))
        rows += [
            named(f"person:{person['id']}", _radio(str(person["id"]), _called(person, label))) for person in named_so
        ]
    radios = ft.RadioGroup(
        ft.Column(rows, spacing=0),
        value=str(state.me["id"]),
        on_change=lambda e: state.choose(person=str(e.control.value)),
    )
    title = state.strings.ui("shell.work_as")
    return titled(title, card(named("field:person", radios, title), padding=8))


def _radio(value: str, label: str, expand: bool = False) -> ft.Radio:
    return ft.Radio(value=value, label=label, label_style=ft.TextStyle(size=SIZE), height=TAP, expand=expand)


def _called(person: Record, role: str) -> str:
    """An invented person is called as the role is, in the language of the app's screens."""
    return role if role and person["id"] == person["role"] else str(person["name"] or person["id"])


def _about(state: AppState) -> ft.Control:
    words = state.strings.ui
    facts = [
        (words("shell.app"), state.app_name),
        (words("shell.version"), state.app.version + (f" ({words('draft_app')})" if state.app.draft else "")),
        (words("shell.person"), str(state.me["name"]) if state.known else words("shell.nobody")),
        *([(words("role"), state.strings.of(state.app.roles[state.role]))] if state.role in state.app.roles else []),
        (words("shell.unsent"), str(state.repository.counts().unsent)),
        *_kept(state),
    ]
    return ft.Column([*(_fact(label, text) for label, text in facts), *_owners(state)], spacing=14)


def _kept(state: AppState) -> list[tuple[str, str]]:
    """How long sent records stay here at most: the policy's shortest and longest term of the app's own tables."""
    terms = [days_of(state.app.policy, table.name) for table in state.tables(reference=False)]
    days = sorted({int(term) for term in terms if term is not None})
    said = " – ".join(dict.fromkeys(state.strings.ui("kept_days", n=n) for n in (days[0], days[-1]))) if days else ""
    return [(state.strings.ui("kept_after"), said)] if said else []


def _owners(state: AppState) -> list[ft.Control]:
    """Whom to ask about what the app does, and about the app on this device."""
    pact = state.app.pact
    sides = pact.parties if pact is not None else {}
    return [
        named(f"owner:{side}", _fact(state.strings.ui(text), sides[side].name, sides[side].person))
        for side, text in OWNERS.items()
        if side in sides
    ]


def _fact(label: str, text: str, below: str = "") -> ft.Control:
    """A name and what stands there; `below` is an address, which can be copied as the rest can."""
    end = ft.TextAlign.END
    said: list[ft.Control] = [ft.Text(text, size=15, text_align=end, selectable=True)]
    if below:
        said.append(ft.Text(below, size=14, text_align=end, selectable=True, color=ft.Colors.ON_SURFACE_VARIANT))
    return ft.Row(
        [
            ft.Text(label, size=15, color=ft.Colors.ON_SURFACE_VARIANT, expand=2),
            ft.Column(said, spacing=0, tight=True, expand=3, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        ],
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
