"""The sheet that finds a record of another table: a search field over the stored records, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.data.listing import Entry
from fieldapp.ui.fields.frame import FILL, spoken_only
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.theme import TAP

PAGE = 50


class LinkSheet:
    """One opening of the search for one link.

    `records` are those of the form that the link's `where` is asked of before the candidate, `refusal` gives its
    message where it failed on one; `chosen` gets the id of the tapped record. With `many` the sheet stays open and
    counts what was tapped, so that a whole order is put together without opening it again.
    """

    def __init__(
        self,
        form: FormUi,
        link: FieldDef,
        records: Callable[[], Sequence[Mapping[str, Any]]],
        refusal: Callable[[Mapping[str, Any]], str | None],
        chosen: Callable[[str], None],
        *,
        current: str | None = None,
        many: bool = False,
    ) -> None:
        self._form = form
        self._link = link
        self._records = records
        self._refusal = refusal
        self._chosen = chosen
        self._current = current
        self._many = many
        self._offset = 0
        self._taps: dict[str, int] = {}
        self._list = ft.ListView(expand=True, spacing=0, padding=0)
        self._search = self._search_field()
        self._sheet = self._around(self._search, self._list)

    def open(self) -> None:
        """Show the sheet with the first records."""
        self._read()
        self._form.page.show_dialog(self._sheet)

    def close(self) -> None:
        """Take the sheet away."""
        self._form.page.pop_dialog()

    def _find(self) -> None:
        self._offset = 0
        self._list.controls.clear()
        self._read()
        self._list.update()

    def _more(self) -> None:
        self._list.controls.pop()
        self._read()
        self._list.update()

    def _read(self) -> None:
        """Add a page of records that may be picked, and below them what else there is to say."""
        rows = self._list.controls
        page = self._form.repository.list(
            self._link.to or "",
            search=self._search.value,
            offset=self._offset,
            limit=PAGE,
            world=self._form.engine.context.world,
            where=self._link.where,
            records=self._records(),
        )
        self._offset += len(page.rows)
        rows.extend(map(self._tile, page.rows))
        if page.rows and self._offset < page.total:
            more = ft.TextButton(self._form.strings.ui("show_more"), on_click=lambda _: self._more(), height=TAP)
            rows.append(more)
        elif not rows:
            rows.append(self._nothing())

    def _nothing(self) -> ft.Control:
        """Why there is nothing to pick: none that this form allows, no match, or no record at all."""
        words = self._form.strings.ui
        refused = self._form.repository.list(self._link.to or "", search=self._search.value, limit=1).rows
        if refused:
            reason = self._refusal(refused[0].values) or words("nothing_to_pick")
        else:
            reason = words("nothing_found" if self._search.value else "nothing_here")
        text = ft.Text(
            reason,
            color=ft.Colors.ON_SURFACE_VARIANT,
            text_align=ft.TextAlign.CENTER,
            theme_style=ft.TextThemeStyle.BODY_LARGE,
        )
        return ft.Container(text, padding=32, alignment=ft.Alignment.CENTER)

    def _tile(self, entry: Entry) -> ft.ListTile:
        tile = ft.ListTile(
            key=entry.id,
            title=ft.Text(entry.title or entry.id),
            trailing=ft.Icon(ft.Icons.CHECK, color=ft.Colors.PRIMARY) if entry.id == self._current else None,
            content_padding=ft.Padding.symmetric(horizontal=4),
            min_height=TAP,
        )
        tile.on_click = lambda _: self._tap(entry.id, tile)
        return tile

    def _tap(self, key: str, tile: ft.ListTile) -> None:
        self._chosen(key)
        if not self._many:
            self.close()
            return
        self._taps[key] = self._taps.get(key, 0) + 1
        style = ft.TextThemeStyle.TITLE_MEDIUM
        tile.trailing = ft.Text(f"+{self._taps[key]}", color=ft.Colors.PRIMARY, theme_style=style)
        tile.update()

    def _search_field(self) -> ft.TextField:
        words = self._form.strings.ui("search_in", label=self._form.strings.of(self._link.label))
        return ft.TextField(
            hint_text=words,
            label=spoken_only(words),
            label_style=ft.TextStyle(size=1),
            prefix_icon=ft.Icons.SEARCH,
            border=ft.NoInputBorder(),
            filled=True,
            fill_color=FILL,
            autofocus=not self._many,
            on_change=lambda _: self._find(),
        )

    def _around(self, search: ft.TextField, found: ft.ListView) -> ft.BottomSheet:
        name = ft.Text(self._form.strings.of(self._link.label), theme_style=ft.TextThemeStyle.TITLE_LARGE)
        word = self._form.strings.ui("done" if self._many else "cancel")
        rounded = ft.Container(search, border_radius=TAP / 2, clip_behavior=ft.ClipBehavior.ANTI_ALIAS)
        content = ft.Column(
            [
                ft.Row(
                    [
                        ft.Semantics(content=name, header=True, expand=True),
                        ft.TextButton(word, on_click=lambda _: self.close(), height=TAP),
                    ]
                ),
                ft.Semantics(identifier="link:search", content=rounded),
                found,
            ],
            expand=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        return ft.BottomSheet(
            ft.Container(content, padding=ft.Padding.only(left=16, right=16, bottom=8), expand=True),
            fullscreen=True,
            show_drag_handle=True,
            use_safe_area=True,
        )
