"""The sheet that finds a record of another table: a search field over the stored records, a page at a time.

It opens with what the person picked lately. Chips narrow it down, or put what is near first; where the link and the
person's rights let one, a record that isn't there yet is made on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef
from fieldapp.data.listing import Entry
from fieldapp.fields.distance import write_distance
from fieldapp.form.titles import listed_title
from fieldapp.ui.fields.sheet import sheet
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.narrowing import Narrowing, is_coarse
from fieldapp.ui.searching import named_search, search_field
from fieldapp.ui.theme import TAP

PAGE = 30
"""Twice what a phone shows at once: each letter that is typed draws so many rows."""
FEW = 8
"""So many records are seen at a glance; nobody needs to be told which of them they picked lately."""


class LinkSheet:
    """One opening of the search for one link.

    `records` are those of the form that the link's `where` is asked of before the candidate, `refusal` gives its
    message where it failed on one; `chosen` gets the id of the tapped record, `make` opens the form of a new one,
    called as typed. With `many` the sheet stays open and counts what was tapped, so that a whole order is put
    together without opening it again.
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
        make: Callable[[str], None] | None = None,
    ) -> None:
        self._form = form
        self._link = link
        self._records = records
        self._refusal = refusal
        self._chosen = chosen
        self._current = current
        self._many = many
        self._make = make
        self._offset = 0
        self._taps: dict[str, int] = {}
        self._recent: frozenset[str] = frozenset()
        table = form.app.tables.get(link.to or "")
        self._narrowing = Narrowing(form.page, form.repository, form.strings, table, link.filters) if table else None
        self._strip = ft.Container(visible=False)
        self._list = ft.ListView(expand=True, spacing=0, padding=0)
        words = form.strings.ui("search_in", label=form.strings.of(link.label))
        self._search = search_field(words, lambda _: self._find(), autofocus=not many)
        self._sheet = self._around()

    def open(self) -> None:
        """Show the sheet with the first records."""
        self._read()
        narrowing = self._narrowing
        if narrowing is not None and narrowing.offers:
            self._strip.visible, self._strip.content = True, narrowing.strip()
            narrowing.subscribe(self._narrowed)
        self._form.page.show_dialog(self._sheet)

    def close(self) -> None:
        """Take the sheet away."""
        self._form.page.pop_dialog()

    def _narrowed(self) -> None:
        assert self._narrowing is not None
        self._strip.content = self._narrowing.strip()
        self._strip.update()
        self._find()

    def _find(self) -> None:
        self._offset = 0
        self._recent = frozenset()
        self._list.controls.clear()
        self._read()
        self._list.update()

    def _more(self) -> None:
        self._list.controls.pop()
        self._read()
        self._list.update()

    def _read(self) -> None:
        """Add a page of records that may be picked, and below them what else there is to say."""
        rows, beginning = self._list.controls, self._offset == 0
        found, more = self._page()
        if beginning and self._make is not None:
            rows.append(self._new(self._make))
        if beginning and (more or len(found) > FEW) and not (self._search.value or self._narrows):
            rows.extend(self._lately())
        self._offset += len(found)
        rows.extend(self._tile(entry, end) for entry, end in found if entry.id not in self._recent)
        if found and more:
            words = self._form.strings.ui("show_more")
            rows.append(ft.TextButton(words, on_click=lambda _: self._more(), height=TAP))
        elif beginning and not found:
            rows.append(self._nothing())

    def _page(self) -> tuple[list[tuple[Entry, str]], bool]:
        """The next records, with what stands at the end of their rows, and whether there are more."""
        form, narrowing = self._form, self._narrowing
        asked: dict[str, Any] = {
            "search": self._search.value,
            "offset": self._offset,
            "limit": PAGE,
            "world": form.engine.context.world,
            "where": self._link.where,
            "records": self._records(),
            "chosen": narrowing.chosen if narrowing is not None else {},
        }
        if narrowing is None or narrowing.origin is None:
            page = form.repository.list(self._link.to or "", **asked, counted=False)
            return [(entry, "") for entry in page.rows], self._offset + len(page.rows) < page.total
        near = form.repository.near(self._link.to or "", narrowing.origin, **asked)
        locale, coarse = form.engine.context.locale, is_coarse(form.repository)
        return [(one.entry, write_distance(one.metres, locale, coarse=coarse)) for one in near.rows], near.more

    def _lately(self) -> list[ft.Control]:
        """What the person picked lately, and the heading of the rest."""
        world = self._form.engine.context.world
        entries = self._form.repository.recent(self._link, self._records(), world)
        self._recent = frozenset(entry.id for entry in entries)
        if not entries:
            return []
        words = self._form.strings.ui
        return [
            _heading(words("picked_lately")),
            *(self._tile(entry, "", ft.Icons.HISTORY) for entry in entries),
            _heading(words("all_others")),
        ]

    @property
    def _narrows(self) -> bool:
        return self._narrowing is not None and self._narrowing.active

    def _new(self, make: Callable[[str], None]) -> ft.Control:
        """The way to a record that isn't there yet."""

        def go() -> None:
            self.close()
            make(self._search.value or "")

        strings = self._form.strings
        table = self._form.app.tables[self._link.to or ""]
        typed = (self._search.value or "").strip()
        tile = ft.ListTile(
            leading=ft.Icon(ft.Icons.ADD, color=ft.Colors.PRIMARY),
            title=ft.Text(strings.ui("shell.new", label=strings.of(table.label)), color=ft.Colors.PRIMARY),
            subtitle=ft.Text(typed, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS) if typed else None,
            content_padding=ft.Padding.symmetric(horizontal=4),
            min_height=TAP,
            on_click=lambda _: go(),
        )
        return ft.Semantics(identifier=f"link:new:{table.name}", container=True, content=tile)

    def _nothing(self) -> ft.Control:
        """Why there is nothing to pick: none that this form allows, no match, or no record at all."""
        words = self._form.strings.ui
        refused = self._form.repository.list(self._link.to or "", search=self._search.value, limit=1).rows
        if refused and self._narrows:
            near = self._narrowing is not None and self._narrowing.origin is not None
            reason = words("near_none" if near else "nothing_found")
        elif refused:
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

    def _tile(self, entry: Entry, end: str, icon: ft.IconData | None = None) -> ft.ListTile:
        mark: ft.Control | None = None
        if entry.id == self._current:
            mark = ft.Icon(ft.Icons.CHECK, color=ft.Colors.PRIMARY)
        elif end:
            mark = ft.Text(end, color=ft.Colors.ON_SURFACE_VARIANT, theme_style=ft.TextThemeStyle.BODY_MEDIUM)
        if times := self._taps.get(entry.id):
            style = ft.TextThemeStyle.TITLE_MEDIUM
            mark = ft.Text(f"+{times}", color=ft.Colors.PRIMARY, theme_style=style)
        return ft.ListTile(
            key=entry.id,
            leading=ft.Icon(icon, color=ft.Colors.ON_SURFACE_VARIANT) if icon else None,
            title=ft.Text(self._title(entry)),
            trailing=mark,
            content_padding=ft.Padding.symmetric(horizontal=4),
            min_height=TAP,
            on_click=lambda _: self._tap(entry, end, icon),
        )

    def _title(self, entry: Entry) -> str:
        """With days in the reader's language, as everywhere else."""
        table, world = self._form.app.tables.get(self._link.to or ""), self._form.engine.context.world
        said = listed_title(table, world, entry.title, entry.values) if table is not None else entry.title
        return said or entry.id

    def _tap(self, entry: Entry, end: str, icon: ft.IconData | None) -> None:
        """Pick; a sheet that stays open draws the row anew, since Flet lets nobody change one that it found again by
        its key after a search."""
        self._chosen(entry.id)
        if not self._many:
            self.close()
            return
        self._taps[entry.id] = self._taps.get(entry.id, 0) + 1
        rows = self._list.controls
        rows[:] = [self._tile(entry, end, icon) if row.key == entry.id else row for row in rows]
        self._list.update()

    def _around(self) -> ft.BottomSheet:
        word = self._form.strings.ui("done" if self._many else "cancel")
        parts = [named_search("link:search", self._search), self._strip, self._list]
        return sheet(self._form.strings.of(self._link.label), word, self.close, parts)


def _heading(words: str) -> ft.Control:
    text = ft.Text(words, theme_style=ft.TextThemeStyle.LABEL_LARGE, color=ft.Colors.ON_SURFACE_VARIANT)
    return ft.Container(
        ft.Semantics(header=True, content=text), padding=ft.Padding.only(left=4, right=4, top=12, bottom=4)
    )
