"""What class each value has, inferred from types, labels, links and formulas, so that authors need not say it.

A value is as private as the most private thing it is made of: formulas, defaults, titles and the links that show them
pass classes on. `about: a_place` or `about: a_thing` says that a value tells nothing about a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fieldpact.govern.effects import set_by_effects, told_by_effects
from fieldpact.govern.lexicon import Lexicon
from fieldpact.govern.links import brought_by_links
from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table

CLASSES = ("public", "internal", "confidential", "personal", "restricted")
"""Lowest first."""
RANK = {name: rank for rank, name in enumerate(CLASSES)}

_PERSONAL_TYPES = {
    "phone": "a phone number",
    "email": "an e-mail address",
    "signature": "a signature",
    "location": "where somebody was",
    "trace": "where somebody went",
    "audio": "a voice",
}
_UNKNOWN_TYPES = {"file": "a file, which may hold anything"}
"""Types whose content nobody can tell from their label."""
_NO_VALUE = frozenset({"note", "lines"})
_SPEAKING_TYPES = frozenset(
    {
        "text", "long_text", "integer", "number", "date", "datetime", "choice", "choices", "url", "barcode", "link",
        "hidden", "file",
    }
)  # fmt: skip
"""Types whose label can make them personal; a yes or no such as `Phone call made` says little about a person."""
_NOT_A_PERSON = frozenset({"a_place", "a_thing"})
_NAMING = frozenset({"id", "name", "manager"})
"""Fields of a person that say who it is; a role or a territory doesn't."""
_MOMENTS = frozenset({"today", "now"})
_PERSON = "person"
_HERE = "world:here"
"""Where the person is, which formulas ask with Here()."""
_TITLE = "title"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known about one field. `sources` are the paths that its value is made of."""

    inferred: str
    effective: str
    reason: str | None
    special: str | None
    collects: bool
    sources: tuple[str, ...]

    @property
    def personal(self) -> bool:
        return RANK[self.effective] >= RANK["personal"]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Fields by path, the class of each table's title by `table.title`, and by effect what a message is made of."""

    fields: Mapping[str, Verdict]
    titles: Mapping[str, str]
    title_sources: Mapping[str, tuple[str, ...]]
    told: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Own:
    """What a field is by itself, before anything flows into it."""

    level: str
    reason: str | None = None
    special: str | None = None


def infer(app: App, lexicon: Lexicon) -> Verdicts:
    """Every field's class."""
    own: dict[str, _Own] = {}
    made_of: dict[str, tuple[str, ...]] = {}
    cleared: set[str] = set()
    people = _tables_of_people(app, lexicon)
    for table in app.tables.values():
        near = table.name in people or any(field.to in people for field in table.all_fields())
        for field in table.all_fields():
            own[field.path] = _field_itself(table, field, lexicon, people.get(table.name), near)
            made_of[field.path] = tuple(_sources(app, table, field))
            if field.about in _NOT_A_PERSON:
                cleared.add(field.path)
        for path, sources in _named_values(app, table):
            made_of[path] += sources
        made_of[f"{table.name}.{_TITLE}#"] = tuple(_paths(app, table, table.title))
    for path, table, formula in set_by_effects(app):
        made_of[path] = (*made_of.get(path, ()), *_paths(app, table, formula))
    for path, table, formula, picked in brought_by_links(app):
        made_of[path] = (*made_of.get(path, ()), *_paths(app, table, formula), *picked)
    start = {path: what.level for path, what in own.items()}
    classes = _spread(start, made_of, cleared)
    verdicts: dict[str, Verdict] = {}
    for _, field in app.all_fields():
        mine, inferred = own[field.path], classes[field.path]
        given = field.data_class or inferred
        verdicts[field.path] = Verdict(
            inferred=inferred,
            effective=max(inferred, given, key=RANK.__getitem__),
            reason=mine.reason or _passed_on(field, made_of[field.path], classes),
            special=mine.special,
            collects=RANK[mine.level] >= RANK["personal"] and field.formula is None,
            sources=made_of[field.path],
        )
    titles = {name: classes[f"{name}.{_TITLE}#"] for name in app.tables}
    told = {effect: tuple(_paths(app, table, formula)) for effect, table, formula in told_by_effects(app)}
    return Verdicts(verdicts, titles, {name: made_of[f"{name}.{_TITLE}#"] for name in app.tables}, told)


def _tables_of_people(app: App, lexicon: Lexicon) -> dict[str, str]:
    """Tables whose records are people, with what one of them is called: by the table's name, or by a personal title."""
    found = {_PERSON: _PERSON}
    for table in app.tables.values():
        word = lexicon.names_people(table.label.by_language, table.name)
        titled = [f for f in table.fields if f.type == "text" and f.name in table.title.deps]
        grave = [_field_itself(table, field, lexicon, None, near_people=False) for field in titled]
        if word or any(RANK[own.level] >= RANK["personal"] for own in grave):
            found[table.name] = word or table.label.first().lower()
    return found


def _field_itself(table: Table, field: Field, lexicon: Lexicon, people: str | None, near_people: bool) -> _Own:
    given = field.data_class
    raised = given if given and RANK[given] > RANK["internal"] else None
    if field.type in _NO_VALUE or field.about in _NOT_A_PERSON:
        return _Own(raised or "internal", f"class: {raised}" if raised else None)
    hit = lexicon.find(field.label.by_language, field.name, near_people)
    if hit and hit.level == "special":
        return _Own("restricted", f"“{hit.phrase}” in its label", hit.kind)
    if hit and field.type in _SPEAKING_TYPES and field.formula is None:
        return _Own(_higher(hit.level, raised), f"“{hit.phrase}” in its label")
    if field.formula is None and field.type in _PERSONAL_TYPES:
        return _Own(_higher("personal", raised), f"by its type: {_PERSONAL_TYPES[field.type]}")
    if field.type == "link" and field.to == _PERSON:
        return _Own(_higher("personal", raised), "it links to a person")
    if field.about == "a_person":
        return _Own(_higher("personal", raised), "about: a_person")
    if people and field.type == "text" and field.name in table.title.deps:
        return _Own(_higher("personal", raised), f"it is what a {people} is called")
    if field.purpose is not None:
        return _Own(_higher("personal", raised), "it names a purpose")
    if field.type in _UNKNOWN_TYPES:
        return _Own(_higher("confidential", raised), f"by its type: {_UNKNOWN_TYPES[field.type]}")
    return _Own(raised or "internal", f"class: {raised}" if raised else None)


def _higher(one: str, other: str | None) -> str:
    return max(one, other or one, key=RANK.__getitem__)


def _sources(app: App, table: Table, field: Field) -> Iterator[str]:
    """Paths that a field's value is made of."""
    for formula in (field.formula, field.default, field.set):
        if formula is not None:
            yield from _paths(app, table, formula)
    if field.type == "link" and field.to in app.tables:
        yield f"{field.to}.{_TITLE}#"


def _named_values(app: App, table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the named values of a `rows:` block are made of may stand in every field that the block sets."""
    for lines in table.all_fields():
        let = lines.rows.let if lines.rows is not None else ()
        sources = tuple(path for each in let for path in _paths(app, table, each.formula))
        yield from ((inner.path, sources) for inner in lines.fields if inner.set is not None and sources)


def _paths(app: App, table: Table, formula: Formula) -> Iterator[str]:
    """Dependencies of a formula as paths of fields.

    A stored table is a dependency as a whole; the fields that count are those whose names stand in the tree.
    """
    named = frozenset(_names_in(formula.tree)) if any(d == "me" or ":" in d for d in formula.deps) else frozenset()
    for dep in formula.deps:
        _, _, stored = dep.partition(":")
        if dep == "me" or stored == _PERSON:
            if not _NAMING.isdisjoint(named):
                yield _PERSON
        elif dep == _HERE:
            yield _HERE
        elif stored:
            fields = app.tables[stored].all_fields() if stored in app.tables else ()
            yield from (field.path for field in fields if field.name in named)
        elif dep not in _MOMENTS:
            yield f"{table.name}.{dep.replace('[@]', '').replace('[]', '')}"


def _names_in(tree: list[Any]) -> Iterator[str]:
    """Every text in a tree but the kinds of its nodes: names of fields, and literals, which do no harm here."""
    pending: list[Any] = [tree]
    while pending:
        for part in pending.pop()[1:]:
            if isinstance(part, list):
                pending.append(part)
            elif isinstance(part, str):
                yield part


def _spread(start: Mapping[str, str], made_of: Mapping[str, Iterable[str]], cleared: set[str]) -> dict[str, str]:
    """Lets classes flow until nothing rises any more; links may go round in circles."""
    classes = {path: start.get(path, "internal") for path in made_of}
    classes[_PERSON] = classes[_HERE] = "personal"
    rising = True
    while rising:
        rising = False
        for path, sources in made_of.items():
            if path in cleared:
                continue
            for source in sources:
                level = classes.get(source, "internal")
                if RANK[level] > RANK[classes[path]]:
                    classes[path] = level
                    rising = True
    return classes


def _passed_on(field: Field, sources: tuple[str, ...], classes: Mapping[str, str]) -> str | None:
    if field.about in _NOT_A_PERSON:
        return None
    grave = [s for s in sources if RANK[classes.get(s, "internal")] > RANK["internal"]]
    return f"made of {grave[0].removesuffix('#')}" if grave else None
