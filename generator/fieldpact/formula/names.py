"""Names: which record a name belongs to, and what a formula depends on by reading it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from fieldapp.unchanging import unchanging
from fieldpact.formula.env import TypeEnv
from fieldpact.formula.types import ANY, PERSON, TEXT, LinkType, RecordType, TableType, Type, record

Tree: TypeAlias = list[Any]


@unchanging
class Checked:
    """A node that has been checked: what it becomes, its type, and the place its value comes from.

    `origin` is the prefix of dependencies on parts of the value: "" for the record, `lines[]` for rows of its lines,
    `table:product` for stored rows; None for values that are computed.
    """

    tree: Tree
    type: Type
    origin: str | None = None


NOTHING: Final = Checked(["blank"], ANY)
"""Stands for what has a problem already."""


@unchanging
class Level:
    """One record in reach. `bare` is false where `As` made its fields reachable by its name only."""

    number: int
    name: str
    fields: Mapping[str, Type]
    origin: str | None
    declared: bool
    bare: bool = True
    table: str = ""

    def whole(self) -> Checked:
        return Checked(["row", self.number], record(self.fields, self.table), self.origin)


@dataclass(slots=True)
class Names:
    """The records in reach, outermost first, and the dependencies found so far."""

    env: TypeEnv
    levels: list[Level] = field(default_factory=list)
    deps: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, scope in enumerate(self.env.scopes()):
            origin, stored = self._origin_of_scope(number, scope.name, scope.fields)
            if scope.table:
                origin, stored = f"table:{scope.table}", scope.table
            self.levels.append(Level(number, scope.name, scope.fields, origin, declared=True, table=stored))

    def _origin_of_scope(self, number: int, name: str, fields: Mapping[str, Type]) -> tuple[str, str]:
        if number == 0:
            return "", name if self.env.table(name) is not None else ""
        for level in reversed(self.levels):
            for field_name, kind in level.fields.items():
                if isinstance(kind, TableType) and not kind.table and (kind.row == name or kind.fields is fields):
                    return f"{_path(level.origin, field_name)}[@]", ""
        return f"table:{name}", name

    def innermost_first(self) -> Iterator[Level]:
        return reversed(self.levels)

    def push(self, name: str, source: Checked, fields: Mapping[str, Type]) -> Level:
        """Open a row scope over a table or record."""
        stored = source.type.table if isinstance(source.type, TableType | RecordType) else ""
        level = Level(len(self.levels), name, fields, source.origin, declared=False, bare=not name, table=stored)
        self.levels.append(level)
        return level

    def pop(self) -> None:
        self.levels.pop()

    def fields_of(self, table: str) -> Mapping[str, Type] | None:
        """Fields of a stored table; the built-in table of people too."""
        found = self.env.table(table)
        return PERSON.fields if found is None and table == "person" else found

    def read(self, level: Level, name: str) -> Checked:
        """A field of a record in reach."""
        kind = level.fields[name]
        tree = ["field", level.number, name] if level.declared else ["get", ["row", level.number], name]
        return self.part(level.origin, tree, name, kind)

    def part(self, origin: str | None, tree: Tree, name: str, kind: Type) -> Checked:
        """A named part of a value, with the dependency it makes."""
        if origin is None or origin.startswith("table:"):
            return Checked(tree, kind, origin)
        if origin and not origin.endswith("]"):
            return Checked(tree, kind, origin)  # part of one field's value, such as the latitude of a place
        path = _path(origin, name)
        self.deps[path] = None
        return Checked(tree, kind, f"{path}[]" if isinstance(kind, TableType) else path)

    def stored(self, table: str) -> Checked | None:
        """All records of a stored table."""
        fields = self.env.table(table)
        if fields is None:
            return None
        self.deps[f"table:{table}"] = None
        return Checked(["rows", table], TableType(fields=fields, table=table), f"table:{table}")

    def follow(self, value: Checked) -> Checked | None:
        """The record behind a link; None where its table isn't known."""
        assert isinstance(value.type, LinkType)
        fields = self.fields_of(value.type.table)
        if fields is None:
            return None
        table = value.type.table
        self.deps[f"table:{table}"] = None
        return Checked(["link", value.tree, table], RecordType(fields=fields, table=table), f"table:{table}")

    def member(self, value: Checked, name: str) -> Checked | None:
        """A field of a record; None where it has none of that name. Stored records have an id."""
        assert isinstance(value.type, RecordType)
        kind = value.type.fields.get(name)
        if kind is None and name == "id" and value.type.table:
            kind = TEXT
        if kind is None:
            return None
        if value.tree[0] == "row" and self.levels[value.tree[1]].declared:
            tree: Tree = ["field", value.tree[1], name]
        else:
            tree = ["get", value.tree, name]
        return self.part(value.origin, tree, name, kind)

    def known(self) -> list[str]:
        """All names in reach, for "did you mean"."""
        fields = [name for level in self.levels if level.bare for name in level.fields]
        return [*fields, *(level.name for level in self.levels if level.name), *self.env.tables()]


def _path(origin: str | None, name: str) -> str:
    return f"{origin}.{name}" if origin else name
