"""What class each value has, inferred from types, labels, links and formulas, so that authors need not say it.

A value is as private as the most private thing it is made of: formulas, defaults, titles and the links that show them
pass classes on. `about: a_place` or `about: a_thing` says that a value tells nothing about a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fieldapp.unchanging import unchanging
from fieldpact.govern.lexicon import Lexicon
from fieldpact.govern.sources import HERE, PERSON, sources_of, title_of
from fieldpact.model.app import App
from fieldpact.model.field import Field
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


@unchanging
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


@unchanging
class Verdicts:
    """Fields by path, the class of each table's title by table, and of what formulas ask the world for."""

    fields: Mapping[str, Verdict]
    titles: Mapping[str, str]
    worldly: Mapping[str, str]


@unchanging
class _Own:
    """What a field is by itself, before anything flows into it."""

    level: str
    reason: str | None = None
    special: str | None = None


def infer(app: App, lexicon: Lexicon) -> Verdicts:
    """Every field's class."""
    own: dict[str, _Own] = {}
    made_of: dict[str, list[str]] = {}
    cleared: set[str] = set()
    people = _tables_of_people(app, lexicon)
    for table in app.tables.values():
        near = table.name in people or any(field.to in people for field in table.all_fields())
        for field in table.all_fields():
            own[field.path] = _field_itself(table, field, lexicon, people.get(table.name), near)
            made_of[field.path] = []
            if field.about in _NOT_A_PERSON:
                cleared.add(field.path)
        made_of[title_of(table.name)] = []
    for way in sources_of(app):
        made_of.setdefault(way.target, []).append(way.source)
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
            sources=tuple(made_of[field.path]),
        )
    titles = {name: classes[title_of(name)] for name in app.tables}
    return Verdicts(verdicts, titles, {name: classes[name] for name in (PERSON, HERE)})


def _tables_of_people(app: App, lexicon: Lexicon) -> dict[str, str]:
    """Tables whose records are people, with what one of them is called: by the table's name, or by a personal title."""
    found = {PERSON: PERSON}
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
    if field.type == "link" and field.to == PERSON:
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


def _spread(start: Mapping[str, str], made_of: Mapping[str, Iterable[str]], cleared: set[str]) -> dict[str, str]:
    """Lets classes flow until nothing rises any more; links may go round in circles."""
    classes = {path: start.get(path, "internal") for path in made_of}
    classes[PERSON] = classes[HERE] = "personal"
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


def _passed_on(field: Field, sources: Iterable[str], classes: Mapping[str, str]) -> str | None:
    if field.about in _NOT_A_PERSON:
        return None
    grave = [s for s in sources if RANK[classes.get(s, "internal")] > RANK["internal"]]
    return f"made of {grave[0].removesuffix('#')}" if grave else None
