"""Asking people before the app asks their device where it is: what for, how exactly, for how long."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import flet as ft

from fieldapp.app.strings import Strings
from fieldapp.data.repository import Repository
from fieldapp.policy.consent import PLACE, Consents, Terms, place_terms
from fieldapp.ui.locating import NoPlace
from fieldapp.ui.theme import GAP

_YEAR = 365


def consents_of(repository: Repository) -> Consents:
    """The answers of the person who uses this store."""
    return Consents(repository.folder, str(repository.me["id"]), repository.clock)


def declined(repository: Repository) -> bool:
    """Whether the person has said no, and not taken it back."""
    last = consents_of(repository).last(PLACE)
    return last is not None and not last.yes


async def agree(page: ft.Page, repository: Repository, strings: Strings, *, again: bool = False) -> None:
    """Returns where the person lets the app ask the device; else raises `NoPlace`. Asks them if they weren't yet.

    A no is not asked about again, unless they themselves come back to it.
    """
    terms, log = place_terms(repository.app), consents_of(repository)
    if terms is None:
        return
    said = None if again else log.holds(PLACE, terms.version)
    if said is None:
        said = await _ask(page, repository, strings, terms)
        if said is None:
            raise NoPlace("place_not_asked")
        log.give(PLACE, yes=said, version=terms.version, language=strings.language)
    if not said:
        raise NoPlace("place_not_wanted")


def withdraw(repository: Repository, strings: Strings) -> None:
    """From now on no."""
    terms = place_terms(repository.app)
    if terms is not None:
        consents_of(repository).give(PLACE, yes=False, version=terms.version, language=strings.language)
        repository.here = None


async def _ask(page: ft.Page, repository: Repository, strings: Strings, terms: Terms) -> bool | None:
    """The answer; None where the person only closed the sheet."""
    answered: asyncio.Future[bool | None] = asyncio.get_running_loop().create_future()

    def answer(yes: bool | None) -> None:
        if not answered.done():
            answered.set_result(yes)

    def chosen(yes: bool) -> None:
        answer(yes)
        page.pop_dialog()

    words = strings.ui
    no = ft.OutlinedButton(words("consent_no"), expand=True, on_click=lambda _: chosen(False))
    yes = ft.FilledButton(words("consent_yes"), expand=True, on_click=lambda _: chosen(True))
    title = ft.Text(
        words("consent_title", app=strings.of(repository.app.name)), size=20, weight=ft.FontWeight.W_600, expand=True
    )
    content = ft.Column(
        [
            ft.Semantics(header=True, content=title),
            *told(strings, terms),
            ft.Row([_part("action:consent_no", no), _part("action:consent_yes", yes)], spacing=GAP),
        ],
        spacing=GAP,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    page.show_dialog(
        ft.BottomSheet(
            _part("consent", ft.Container(content, padding=ft.Padding.only(left=24, right=24, bottom=24))),
            scrollable=True,
            show_drag_handle=True,
            use_safe_area=True,
            on_dismiss=lambda _: answer(None),
        )
    )
    return await answered


def told(strings: Strings, terms: Terms) -> list[ft.Control]:
    """The terms, each line under its picture."""
    words = strings.ui
    lines = [
        (ft.Icons.FLAG_OUTLINED, _why(strings, terms)),
        (ft.Icons.ADJUST, words("consent_exact" if terms.exact else "consent_coarse")),
        (ft.Icons.TOUCH_APP_OUTLINED, words("consent_when")),
        (ft.Icons.AUTO_DELETE_OUTLINED, _how_long(strings, terms.days)),
        (ft.Icons.SETTINGS_OUTLINED, words("consent_change")),
    ]
    return [_line(icon, text) for icon, text in lines if text]


def _why(strings: Strings, terms: Terms) -> str:
    """IT's words for it, where there are some; else what it is put into."""
    said = [_in(purpose, strings.language) for purpose in terms.purposes]
    if not said and terms.fields:
        said.append(strings.ui("consent_for", fields=", ".join(strings.of(label) for label in terms.fields)))
    if terms.near:
        said.append(strings.ui("consent_near"))
    return " ".join(said)


def _in(text: Mapping[str, str], language: str) -> str:
    """In the person's language, else in English, else in the first one that there is."""
    for wanted in (language, language.partition("-")[0], "en"):
        if wanted in text:
            return text[wanted]
    return next(iter(text.values()), "")


def _how_long(strings: Strings, days: int | None) -> str:
    if days is None:
        return ""
    if days >= 2 * _YEAR and days % _YEAR == 0:
        return strings.ui("consent_years", n=days // _YEAR)
    return strings.ui("consent_days", n=days)


def _line(icon: ft.IconData, text: str) -> ft.Control:
    drawn = ft.Icon(icon, size=22, color=ft.Colors.PRIMARY)
    return ft.Row(
        [drawn, ft.Text(text, size=16, expand=True)], spacing=14, vertical_alignment=ft.CrossAxisAlignment.START
    )


def _part(identifier: str, content: ft.Control) -> ft.Control:
    return ft.Semantics(identifier=identifier, container=True, content=content, expand=identifier.startswith("action:"))
