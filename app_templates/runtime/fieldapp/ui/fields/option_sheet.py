"""Long lists of options: a field that opens a sheet to search in, ten thousand options or not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.form.offer import offered, refusal
from fieldapp.ui.fields.frame import icon_button, label_of, pressable, spoken_label
from fieldapp.ui.fields.sheet import sheet
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.searching import named_search, search_field
from fieldapp.ui.theme import TAP

LONG = 30
"""More options than this are searched in."""
PAGE = 50


def is_long(cell: Cell) -> bool:
    """Whether the list as a whole is too long to look through, however few of its options fit just now."""
    return len(cell.definition.options) > LONG


def nothing_offered(form: FormUi, reason: str | None) -> ft.Control:
    """What stands where no option fits."""
    text = reason or form.strings.ui("nothing_to_pick")
    return ft.Text(text, theme_style=ft.TextThemeStyle.BODY_LARGE, color=ft.Colors.ON_SURFACE_VARIANT)


def picker(cell: Cell, form: FormUi, *, bare: bool = False) -> ft.Control:
    """What is picked; a tap opens the sheet, and a cross at the end clears it."""
    said = cell.show(cell.value) or form.strings.ui("pick")
    text = ft.Text(
        said,
        theme_style=ft.TextThemeStyle.BODY_MEDIUM if bare else ft.TextThemeStyle.BODY_LARGE,
        color=ft.Colors.ON_SURFACE if cell.value else ft.Colors.ON_SURFACE_VARIANT,
        expand=True,
    )
    icon = ft.Icon(ft.Icons.SEARCH, color=ft.Colors.ON_SURFACE_VARIANT, size=22)
    face = pressable(
        ft.Row([text] if bare else [text, icon], spacing=8),
        f"{spoken_label(cell, form)}: {said}",
        lambda: OptionSheet(cell, form).open(),
        error=bool(cell.problem),
    )
    if not cell.value or bare:
        return face
    face.expand = True
    name = f"{form.strings.ui('clear')}: {label_of(cell, form)}"
    clear = icon_button(ft.Icons.CLOSE, name, lambda: form.engine.set(cell.path, None))
    return ft.Row([face, clear], spacing=4)


class OptionSheet:
    """One opening of the search for one field. Of several options the sheet stays open until Done."""

    def __init__(self, cell: Cell, form: FormUi) -> None:
        self._cell = cell
        self._form = form
        self._many = cell.definition.type != "choice"
        self._options = [(value, label, _plain(label)) for value, label in offered(cell)]
        self._shown = PAGE
        self._list = ft.ListView(expand=True, spacing=0, padding=0)
        words = form.strings.ui("search_in", label=label_of(cell, form))
        self._search = search_field(words, lambda _: self._find(), autofocus=True)
        self._sheet = self._around()

    def open(self) -> None:
        """Show the sheet with the first options."""
        self._fill()
        self._form.page.show_dialog(self._sheet)

    def _close(self) -> None:
        self._form.page.pop_dialog()

    def _find(self) -> None:
        self._shown = PAGE
        self._fill()
        self._list.update()

    def _more(self) -> None:
        self._shown += PAGE
        self._fill()
        self._list.update()

    def _found(self) -> Sequence[tuple[str, str]]:
        """Every word that was typed begins a word of the label; labels that begin with all of it stand first."""
        typed = _plain(self._search.value or "")
        words = typed.split()
        if not words:
            return [(value, label) for value, label, _ in self._options]
        hits = [(v, label, text) for v, label, text in self._options if all(_begins(text, word) for word in words)]
        return [(value, label) for value, label, _ in sorted(hits, key=lambda hit: not hit[2].startswith(typed))]

    def _fill(self) -> None:
        words, found = self._form.strings.ui, self._found()
        rows: list[ft.Control] = [self._tile(value, label) for value, label in found[: self._shown]]
        if len(found) > self._shown:
            rows.append(ft.TextButton(words("show_more"), on_click=lambda _: self._more(), height=TAP))
        elif not rows:
            none = words("nothing_found") if self._options else refusal(self._cell) or words("nothing_to_pick")
            text = ft.Text(none, color=ft.Colors.ON_SURFACE_VARIANT, theme_style=ft.TextThemeStyle.BODY_LARGE)
            rows.append(ft.Container(text, padding=32, alignment=ft.Alignment.CENTER))
        self._list.controls = rows

    def _tile(self, value: str, label: str) -> ft.Control:
        picked = value in self._picked()
        tile = ft.ListTile(
            key=value,
            title=ft.Text(label),
            trailing=_mark(picked, self._many),
            content_padding=ft.Padding.symmetric(horizontal=4),
            min_height=TAP,
            on_click=lambda _: self._tap(value),
        )
        return ft.Semantics(identifier=f"option:{value}", container=True, selected=picked, content=tile)

    def _picked(self) -> list[str]:
        value = self._cell.value
        return list(value) if isinstance(value, list) else [value] if value else []

    def _tap(self, value: str) -> None:
        engine, picked = self._form.engine, self._picked()
        if not self._many:
            engine.set(self._cell.path, value)
            self._close()
            return
        now = [each for each in picked if each != value] if value in picked else [*picked, value]
        engine.set(self._cell.path, now or None)
        self._fill()  # drawn anew: Flet lets nobody change a row that it found again by its key
        self._list.update()

    def _around(self) -> ft.BottomSheet:
        word = self._form.strings.ui("done" if self._many else "cancel")
        parts = [named_search("option:search", self._search), self._list]
        return sheet(label_of(self._cell, self._form), word, self._close, parts)


def _mark(picked: bool, many: bool) -> ft.Icon | None:
    if many:
        icon = ft.Icons.CHECK_BOX if picked else ft.Icons.CHECK_BOX_OUTLINE_BLANK
        return ft.Icon(icon, color=ft.Colors.PRIMARY if picked else ft.Colors.ON_SURFACE_VARIANT)
    return ft.Icon(ft.Icons.CHECK, color=ft.Colors.PRIMARY) if picked else None


def _plain(text: str) -> str:
    """Without case and accents, as people type in a hurry."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _begins(text: str, word: str) -> bool:
    """Whether the word begins the text or one of its words."""
    return text.startswith(word) or f" {word}" in text or f"-{word}" in text
