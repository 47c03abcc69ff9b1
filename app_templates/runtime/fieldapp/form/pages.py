"""How a form is laid out: pages, and on them parts under headings. Which of them are shown follows the cells."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence

from fieldapp.app.definition import FieldDef, SectionDef, TableDef
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.checks import CheckState
from fieldapp.form.engine import Engine
from fieldapp.form.observable import Observable


class Part(Observable):
    """A section with its cells, or the cells before the first section. Shown while one of its cells is.

    It tells when it comes, goes, is folded or unfolded.
    """

    __slots__ = ("_visible", "cells", "folded", "section")

    def __init__(self, section: SectionDef | None, cells: Sequence[Cell]) -> None:
        super().__init__()
        self.section = section
        self.cells = tuple(cells)
        self.folded = section is not None and not section.open
        self._visible = {cell for cell in cells if cell.visible}

    @property
    def name(self) -> str:
        """The section's; empty for the cells in none."""
        return self.section.name if self.section is not None else ""

    @property
    def shown(self) -> bool:
        return bool(self._visible)

    @property
    def wrong(self) -> int:
        """How many of its cells say that something is wrong, those in rows too."""
        return sum(1 for cell in self.all_cells() if cell.problem is not None and cell.shown)

    def fold(self, folded: bool) -> None:
        """Show only the heading, or what is below it too."""
        if folded is not self.folded:
            self.folded = folded
            self.notify()

    def all_cells(self) -> Iterator[Cell]:
        """Its cells, and those in the rows of its lines."""
        for cell in self.cells:
            yield cell
            if isinstance(cell, LinesCell):
                for row in cell.rows:
                    yield from row.all_cells()

    def follow(self, cell: Cell) -> bool:
        """Whether the part has come or gone with this cell."""
        before = self.shown
        (self._visible.add if cell.visible else self._visible.discard)(cell)
        if self.shown is before:
            return False
        self.notify()
        return True


class Page:
    """Parts that are on the screen together. It is named as its first section is."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)

    @property
    def name(self) -> str:
        return self.parts[0].name

    @property
    def shown(self) -> bool:
        return any(part.shown for part in self.parts)

    @property
    def wrong(self) -> int:
        return sum(part.wrong for part in self.parts)

    def all_cells(self) -> list[Cell]:
        return [cell for part in self.parts for cell in part.all_cells()]


class Pages(Observable):
    """The pages of an open form and which of them the person is on. It tells when a page comes or goes or is turned.

    `omitted` are fields that stand elsewhere on the screen. A form without a `page: true` has one page.
    """

    def __init__(self, engine: Engine, omitted: Collection[str] = ()) -> None:
        super().__init__()
        self._engine = engine
        self.all = _pages(engine, omitted)
        self.current = next((page for page in self.all if page.shown), self.all[0])
        self.left: set[str] = set()
        """Names of the pages that the person has gone on from."""
        self._part_of = {cell.definition.name: part for page in self.all for part in page.parts for cell in part.cells}
        self._page_of = {part: page for page in self.all for part in page.parts}
        for part in self._page_of:
            for cell in part.cells:
                if cell.definition.visible is not None:
                    cell.subscribe(functools.partial(self._followed, part, cell))

    @property
    def shown(self) -> list[Page]:
        """The pages that the person walks through; a hidden one is passed over."""
        return [page for page in self.all if page.shown or page is self.current]

    @property
    def place(self) -> int:
        """Where the current page stands among those shown, from 0."""
        return self.shown.index(self.current)

    def beside(self, steps: int) -> Page | None:
        """The shown page so many steps on from the current one, or back; None beyond the ends."""
        to = self.place + steps
        return self.shown[to] if 0 <= to < len(self.shown) else None

    def go(self, page: Page) -> None:
        """Turn to a page. What is missing on the one that is left is said from now on, and keeps nobody."""
        if page is self.current:
            return
        self._engine.reveal(self.current.all_cells())
        self.left.add(self.current.name)
        self.current = page
        self.notify()

    def resume(self, name: str, left: Collection[str]) -> None:
        """Be where a draft was left, if there is still such a page."""
        self.left = {page.name for page in self.all if page.name in left}
        self.current = next((page for page in self.all if page.name == name and page.shown), self.current)

    def part_of(self, path: str) -> Part | None:
        """The part with the cell at `path`, or with the lines that it stands in; None for what is no field's."""
        return self._part_of.get(path.split("/")[0])

    def page_of(self, path: str) -> Page:
        """The page with what is at `path`; what is no field's stands where `checks_on` puts it."""
        part = self.part_of(path)
        if part is not None:
            return self._page_of[part]
        checks = {f"check:{state.definition.name}": state for state in self._engine.checks}
        return next((page for page in self.shown if checks.get(path) in self.checks_on(page)), self.current)

    def checks_on(self, page: Page) -> list[CheckState]:
        """The checks that read a field of the page; those that read none that is shown stand on the last page."""
        names = {cell.definition.name for part in page.parts for cell in part.cells}
        elsewhere = {name for name, part in self._part_of.items() if self._page_of[part].shown}
        last = page is self.shown[-1]
        return [
            state
            for state in self._engine.checks
            if names.intersection(state.definition.fields)
            or (last and not elsewhere.intersection(state.definition.fields))
        ]

    def _followed(self, part: Part, cell: Cell) -> None:
        page = self._page_of[part]
        before = page.shown
        if part.follow(cell) and page.shown is not before:
            self.notify()


def _pages(engine: Engine, omitted: Collection[str]) -> tuple[Page, ...]:
    """At least one page, with at least one part."""
    cells = {cell.definition.name: cell for cell in engine.record.on_screen if cell.definition.name not in omitted}
    pages: list[list[Part]] = [[]]
    if free := [cells[name] for name in _in_no_section(engine.table) if name in cells]:
        pages[0].append(Part(None, free))
    for section in engine.table.sections:
        if section.page and pages[-1]:
            pages.append([])
        pages[-1].append(Part(section, [cells[name] for name in section.fields if name in cells]))
    return tuple(Page(parts or [Part(None, ())]) for parts in pages)


def _in_no_section(table: TableDef) -> list[str]:
    placed = {name for section in table.sections for name in section.fields}
    return [field.name for field in table.fields if field.name not in placed]


def in_sections(table: TableDef) -> Iterator[tuple[SectionDef | None, Sequence[FieldDef]]]:
    """The fields of a table as its form groups them: first those in no section."""
    fields = {field.name: field for field in table.fields}
    yield None, [fields[name] for name in _in_no_section(table)]
    for section in table.sections:
        yield section, [fields[name] for name in section.fields if name in fields]
