"""Sections of a form -> model: the fields in the order people see them, hidden with the section they stand in."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from fieldapp.unchanging import unchanging
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.section import Section
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.names import check_ids
from fieldpact.resolve.texts import from_name, resolve_text
from fieldpact.spec import section as spec_section
from fieldpact.spec import table as spec_table
from fieldpact.suggest import nearest


@unchanging
class SectionResolver:
    """Resolves `sections:` of one table, called `name`."""

    context: Context
    compiler: Compiler
    env: Env
    name: str

    def resolve(
        self, table: spec_table.Table, fields: Sequence[Field]
    ) -> tuple[tuple[Field, ...], tuple[Section, ...]]:
        """The fields in the order of the form, those in no section first, and the sections."""
        at: SpecPath = ("tables", self.name, "sections")
        check_ids(self.context, table.sections, at, "a section", frozenset())
        by_name = {field.name: field for field in fields}
        placed: dict[str, str] = {}
        sections = []
        for id_, section in table.sections.items():
            own = self._fields(id_, section, by_name, placed, (*at, id_))
            condition = self._condition(id_, section, (*at, id_))
            if condition is not None:
                by_name.update({name: self._hidden_with(by_name[name], condition) for name in own})
            sections.append(self._section(id_, section, own, (*at, id_)))
        free = [name for name in by_name if name not in placed]
        order = [*free, *(name for section in sections for name in section.fields)]
        return tuple(by_name[name] for name in order), tuple(sections)

    def _section(self, id_: str, section: spec_section.Section, fields: tuple[str, ...], at: SpecPath) -> Section:
        key = f"{self.name}.sections.{id_}"
        return Section(
            name=id_,
            at=at,
            label=resolve_text(self.context, section.label, f"{key}.label", (*at, "label"), from_name(id_)),
            hint=resolve_text(self.context, section.hint, f"{key}.hint", (*at, "hint")) if section.hint else None,
            fields=fields,
            page=section.page,
            open=section.open,
        )

    def _fields(
        self,
        id_: str,
        section: spec_section.Section,
        known: dict[str, Field],
        placed: dict[str, str],
        at: SpecPath,
    ) -> tuple[str, ...]:
        """Those that exist and stand nowhere else; `placed` says in which section each stands."""
        found = []
        for index, name in enumerate(section.fields):
            place: SpecPath = (*at, "fields", index)
            if name not in known:
                guess = nearest(name, known)
                hint = f"did you mean {guess}?" if guess else "fields are: " + ", ".join(known)
                self.context.report("unknown-field", place, f"{self.name} has no field {name!r}", hint=hint)
            elif name in placed:
                where = "twice in this section" if placed[name] == id_ else f"in the section {placed[name]} too"
                hint = "a field is filled in one place; take it out of one of them"
                self.context.report("field-in-two-sections", place, f"{name} stands {where}", hint=hint)
            else:
                placed[name] = id_
                found.append(name)
        return tuple(found)

    def _condition(self, id_: str, section: spec_section.Section, at: SpecPath) -> Formula | None:
        """None where it is always shown."""
        if section.visible in (None, "true"):
            return None
        text = "=false" if section.visible == "false" else section.visible
        key = f"{self.name}.sections.{id_}.visible"
        return self.compiler.rule(text, key, (*at, "visible"), self.env)

    def _hidden_with(self, field: Field, condition: Formula) -> Field:
        """The field, shown only where its section is. One without a condition of its own shares the section's."""
        own = field.visible
        if own is None or own.constant is True:
            return dataclasses.replace(field, visible=condition)
        both = dataclasses.replace(
            own,
            text="",
            tree=["and", condition.tree, own.tree],
            deps=tuple(sorted({*condition.deps, *own.deps})),
            constant=None,
            parts=(condition, own),
        )
        self.compiler.formulas[both.id] = both
        return dataclasses.replace(field, visible=both)
