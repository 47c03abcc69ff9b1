"""Words in labels that betray personal data, by language. The words are IT's: governance_rules/lexicon/*.yaml."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding
from fieldpact.govern.files import ItModel, read_it_file

_WORD = re.compile(r"[^\W_]+")


class LexiconFile(ItModel):
    """One language. A phrase is a few words; a `*` after a word stands for any ending."""

    personal: tuple[str, ...] = ()
    """About a person wherever the phrase stands in a label."""
    personal_alone: tuple[str, ...] = ()
    """About a person only where the phrase is the whole label: `Phone`, but not `Phone model`."""
    restricted: tuple[str, ...] = ()
    """About a person and kept closest: identity numbers, bank accounts."""
    people: tuple[str, ...] = ()
    """What tables of people are called: their names are names of people."""
    approving: tuple[str, ...] = ()
    """What moves and states are called by which somebody approves or refuses what others did."""
    asking: tuple[str, ...] = ()
    """How moves and states begin by which somebody only asks for that: `Ask for release`, `Waiting for approval`."""
    special: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Special categories by kind, wherever the phrase stands."""
    special_near_people: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Words that mean a special category only beside other data about a person: a shelf has health too."""


def words(text: str) -> tuple[str, ...]:
    """The words of a label, folded for comparison."""
    return tuple(_WORD.findall(text.casefold()))


@dataclass(slots=True)
class Phrases:
    """Phrases with what they mean, found by their first word. Endings (`kontaktperson*`) are kept apart: few."""

    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    by_stem: list[tuple[str, str]] = field(default_factory=list)

    def add(self, phrases: Iterable[str], meaning: str) -> None:
        for phrase in phrases:
            if phrase.endswith("*"):
                self.by_stem.append((phrase[:-1].casefold(), meaning))
            elif parts := words(phrase):
                self.by_first.setdefault(parts[0], []).append((parts, meaning))

    def begins(self, label: tuple[str, ...]) -> bool:
        """Whether the label begins with one of the phrases."""
        stems = any(label[0].startswith(stem) for stem, _ in self.by_stem) if label else False
        first = self.by_first.get(label[0], ()) if label else ()
        return stems or any(label[: len(parts)] == parts for parts, _ in first)

    def find(self, label: tuple[str, ...], whole: bool = False) -> Iterator[tuple[str, str]]:
        """Phrases in the label, as (phrase, meaning); only the whole label where `whole`."""
        for start, word in enumerate(label):
            for parts, meaning in self.by_first.get(word, ()):
                if label[start : start + len(parts)] == parts and (not whole or len(parts) == len(label)):
                    yield " ".join(parts), meaning
            for stem, meaning in self.by_stem:
                if word.startswith(stem) and (not whole or len(label) == 1):
                    yield word, meaning


@unchanging
class Hit:
    """What a label betrays: `level` is personal, restricted or special; `kind` names the special category."""

    level: str
    phrase: str
    kind: str = ""


@unchanging
class Language:
    """The phrases of one language, ready to search."""

    anywhere: Phrases
    alone: Phrases
    near_people: Phrases
    people: Phrases
    approving: Phrases
    asking: Phrases


@unchanging
class Lexicon:
    """All languages. A label is read in its own language; an id is read as English."""

    languages: Mapping[str, Language]

    def find(self, labels: Mapping[str, str], name: str, near_people: bool) -> Hit | None:
        """The gravest thing that a field's labels or its id betray."""
        hits: list[Hit] = []
        for code, text in labels.items():
            if language := self.languages.get(code.split("-")[0]):
                hits += _hits(language, words(text), near_people)
        if english := self.languages.get("en"):
            hits += _hits(english, words(name), near_people, with_alone=False)
        return max(hits, key=lambda hit: ("personal", "restricted", "special").index(hit.level), default=None)

    def names_people(self, labels: Mapping[str, str], name: str) -> str | None:
        """The word that makes a table one of people."""
        found = (language.people.find(label, whole=True) for language, label in self._read(labels, name))
        return next((phrase for hits in found for phrase, _ in hits), None)

    def names_approval(self, labels: Mapping[str, str], name: str) -> str | None:
        """The word that makes a move or a state an approval or a refusal; whoever asks for one decides nothing."""
        read = list(self._read(labels, name))
        if any(language.asking.begins(label) for language, label in read):
            return None
        found = (language.approving.find(label) for language, label in read)
        return next((phrase for hits in found for phrase, _ in hits), None)

    def unread(self, languages: Iterable[str]) -> list[str]:
        """The languages that have no words here."""
        return [code for code in languages if code.split("-")[0] not in self.languages]

    def _read(self, labels: Mapping[str, str], name: str) -> Iterator[tuple[Language, tuple[str, ...]]]:
        """Each label in its language, then the id in English."""
        for code, text in {**labels, "en-id": name}.items():
            language = self.languages.get(code.split("-")[0])
            if language is not None:
                yield language, words(text)


def _hits(language: Language, label: tuple[str, ...], near_people: bool, with_alone: bool = True) -> Iterator[Hit]:
    for phrase, meaning in language.anywhere.find(label):
        level, _, kind = meaning.partition(":")
        yield Hit(level, phrase, kind)
    for phrase, _ in language.alone.find(label, whole=True) if with_alone else ():
        yield Hit("personal", phrase)
    for phrase, kind in language.near_people.find(label) if near_people else ():
        yield Hit("special", phrase, kind)


def read_words(folders: Iterable[Path]) -> dict[str, LexiconFile]:
    """The words of each language as the files say; of two folders with one language, both."""
    found: dict[str, LexiconFile] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.yaml"))):
        content, _, _ = read_it_file(path, LexiconFile)
        if content is not None:
            before = found.get(path.stem)
            found[path.stem] = content if before is None else _joined(before, content)
    return found


def _joined(one: LexiconFile, other: LexiconFile) -> LexiconFile:
    first, second = one.model_dump(), other.model_dump()
    both: dict[str, Any] = {}
    for key, value in first.items():
        if isinstance(value, dict):
            kinds = dict.fromkeys([*value, *second[key]])
            both[key] = {kind: (*value.get(kind, ()), *second[key].get(kind, ())) for kind in kinds}
        else:
            both[key] = (*value, *second[key])
    return LexiconFile.model_validate(both)


def load_lexicon(folders: Sequence[Path], languages: Iterable[str]) -> tuple[Lexicon, list[Finding]]:
    """The words of an app's languages, and English for ids; those of all folders add up. A language without a file
    has no words."""
    wanted = {code.split("-")[0] for code in languages} | {"en"}
    found: dict[str, Language] = {}
    findings: list[Finding] = []
    for code in sorted(wanted):
        paths = [folder / f"{code}.yaml" for folder in folders]
        stamps = [(path, path.stat().st_mtime_ns) for path in paths if code.isalpha() and path.is_file()]
        language, problems = _load_language(tuple(stamps))
        findings += problems
        if language is not None:
            found[code] = language
    return Lexicon(found), findings


@functools.cache
def _load_language(stamps: tuple[tuple[Path, int], ...]) -> tuple[Language | None, tuple[Finding, ...]]:
    """The words of one language out of its files, each with the time of its last change."""
    findings: list[Finding] = []
    contents: list[LexiconFile] = []
    for path, _ in stamps:
        content, _, problems = read_it_file(path, LexiconFile)
        findings += problems
        contents += [content] if content else []
    return (_language(contents) if contents else None), tuple(findings)


def _language(contents: Iterable[LexiconFile]) -> Language:
    language = Language(Phrases(), Phrases(), Phrases(), Phrases(), Phrases(), Phrases())
    for content in contents:
        _add(content, language)
    return language


def _add(content: LexiconFile, language: Language) -> None:
    anywhere, alone, near, people = language.anywhere, language.alone, language.near_people, language.people
    for kind, phrases in content.special.items():
        anywhere.add(phrases, f"special:{kind}")
    anywhere.add(content.restricted, "restricted")
    anywhere.add(content.personal, "personal")
    alone.add(content.personal_alone, "personal")
    for kind, phrases in content.special_near_people.items():
        near.add(phrases, kind)
    people.add(content.people, "people")
    language.approving.add(content.approving, "approving")
    language.asking.add(content.asking, "asking")
