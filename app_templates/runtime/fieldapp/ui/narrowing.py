"""What a list is narrowed by with taps: a value of a field, and what is near. Chips above the list say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.app.strings import Strings
from fieldapp.data.nearby import place_field
from fieldapp.data.repository import Repository
from fieldapp.fields import of
from fieldapp.fields.places import may_be_exact
from fieldapp.form.context import Context
from fieldapp.form.titles import title_of
from fieldapp.formula.world import Record
from fieldapp.ui.consent import agree
from fieldapp.ui.locating import Locator, NoPlace, device_locator
from fieldapp.ui.shell.changes import Changes
from fieldapp.ui.theme import TAP

AT_A_GLANCE = 6


class Narrowing(Changes):
    """What is chosen, and where the person is while the list is by distance. Tells its followers after each change.

    Nothing is asked of the device before the person taps; `refusal` is the text that says why it gave no place.
    """

    def __init__(
        self, page: ft.Page, repository: Repository, strings: Strings, table: TableDef, filters: Sequence[str]
    ) -> None:
        super().__init__()
        self._page = page
        self._repository = repository
        self._strings = strings
        self._table = table
        sealed = repository.sealed(table.name)
        self._filters = [table.field(name) for name in filters if name not in sealed]
        self._place = place_field(table, sealed)
        self._locator: Locator | None = None
        self._waiting = False
        self.chosen: dict[str, Any] = {}
        self.origin: Record | None = None
        self.refusal = ""

    @property
    def offers(self) -> bool:
        """Whether there is anything to narrow by."""
        return bool(self._filters) or self._place is not None

    @property
    def active(self) -> bool:
        return bool(self.chosen) or self.origin is not None

    def strip(self) -> ft.Control:
        """The chips in one line that scrolls sideways, and below it why the device gave no place."""
        chips = ft.Row(
            [*([self._near_chip()] if self._place else []), *map(self._chip, self._filters)],
            scroll=ft.ScrollMode.HIDDEN,
            spacing=8,
        )
        if not self.refusal:
            return chips
        said = ft.Text(self.refusal, color=ft.Colors.ERROR, theme_style=ft.TextThemeStyle.BODY_MEDIUM)
        return ft.Column([chips, ft.Semantics(live_region=True, container=True, content=said)], spacing=4, tight=True)

    def choose(self, name: str, value: Any) -> None:
        """Show only records with this value; None shows all again."""
        self.chosen.pop(name, None)
        if value is not None:
            self.chosen[name] = value
        self.tell()

    async def locate(self) -> None:
        """Ask the device once where the person is; where it refuses, the list stays as it is."""
        self._waiting, self.refusal = True, ""
        self.tell()
        self._locator = self._locator or device_locator()
        try:
            await agree(self._page, self._repository, self._strings)
            found = await self._locator.ask()
        except NoPlace as no:
            self.refusal = self._strings.ui(no.key)
        else:
            self.origin = self._repository.here = of("location").fit(found, self._repository.app)
        self._waiting = False
        self.tell()

    def _toggle_near(self) -> None:
        if self._waiting:
            return
        if self.origin is None:
            self._page.run_task(self.locate)
            return
        self.origin = None
        self.tell()

    def _near_chip(self) -> ft.Control:
        words = self._strings.ui("place_waiting" if self._waiting else "near_me")
        icon = ft.Icon(ft.Icons.NEAR_ME_OUTLINED, size=18)
        wait = ft.ProgressRing(width=18, height=18, stroke_width=2)
        chip = _chip(words, self.origin is not None, wait if self._waiting else icon)
        chip.on_select = lambda _: self._toggle_near()
        return ft.Semantics(identifier="narrow:near", container=True, content=chip)

    def _chip(self, field: FieldDef) -> ft.Control:
        value = self.chosen.get(field.name)
        label = self._strings.of(field.label)
        if value is not None:
            label = self._shown(field, value) if field.type != "yes_no" else f"{label}: {self._shown(field, value)}"
        chip = _chip(label, value is not None, None)
        chip.on_select = lambda _: self._open(field)
        return ft.Semantics(identifier=f"narrow:{field.name}", container=True, content=chip)

    def _open(self, field: FieldDef) -> None:
        """The values to choose one of, in a sheet."""
        words, chosen = self._strings.ui, self.chosen.get(field.name)

        def pick(value: Any) -> None:
            self._page.pop_dialog()
            self.choose(field.name, value)

        def tile(value: Any, label: str) -> ft.Control:
            row = ft.ListTile(
                title=ft.Text(label),
                trailing=ft.Icon(ft.Icons.CHECK, color=ft.Colors.PRIMARY) if value == chosen else None,
                min_height=TAP,
                on_click=lambda _: pick(value),
            )
            name = f"narrow:{field.name}:{'' if value is None else value}"
            return ft.Semantics(identifier=name, container=True, selected=value == chosen, content=row)

        values = [(value, self._shown(field, value)) for value in self._values(field)]
        title = ft.Text(self._strings.of(field.label), theme_style=ft.TextThemeStyle.TITLE_LARGE)
        head = ft.Container(ft.Semantics(header=True, content=title), padding=ft.Padding.symmetric(horizontal=16))
        tiles = [tile(None, words("narrow_all")), *(tile(value, label) for value, label in values)]
        long = len(tiles) > AT_A_GLANCE  # a sheet that scrolls takes the whole height, which a few values don't need
        content = ft.Column([head, *tiles], spacing=0, scroll=ft.ScrollMode.AUTO if long else None, tight=True)
        self._page.show_dialog(
            ft.BottomSheet(
                ft.Container(content, padding=ft.Padding.only(bottom=16)),
                show_drag_handle=True,
                use_safe_area=True,
                scrollable=long,
            )
        )

    def _values(self, field: FieldDef) -> Sequence[Any]:
        if field.type == "yes_no":
            return (True, False)
        if field.options:
            return [option.value for option in field.options]
        return self._repository.values_of(self._table.name, field.name)

    def _shown(self, field: FieldDef, value: Any) -> str:
        world = self._repository.world()
        context = Context.of(self._repository.app, world)
        if field.type == "link":
            return title_of(context.app, world, field.to, value)
        return of(field.type).show(value, context.locale, context.app, field)


def is_coarse(repository: Repository) -> bool:
    """Whether distances say no more than about a kilometre."""
    return not may_be_exact(repository.app.policy)


def _chip(label: str, selected: bool, leading: ft.Control | None) -> ft.Chip:
    return ft.Chip(
        label=ft.Text(label, theme_style=ft.TextThemeStyle.BODY_LARGE),
        leading=leading,
        selected=selected,
        selected_color=ft.Colors.SECONDARY_CONTAINER,
        show_checkmark=leading is None and selected,
        padding=ft.Padding.symmetric(horizontal=8, vertical=10),
    )
