"""IT's files for lanes: lanes.yaml, and by language the words on which a change of wording waits for a person."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding
from fieldpact.govern.files import ItModel, read_it_file
from fieldpact.govern.lexicon import Phrases

GreenKind = Literal["wording", "order", "option"]


class LanesFile(ItModel):
    """lanes.yaml: what may approve itself, and for how long."""

    green: tuple[GreenKind, ...]
    """The kinds of differences that may be green at all; an empty list makes every change wait for a person."""
    greens: int = Field(ge=0)
    """Green changes in a row after which a person looks again."""
    days: int = Field(ge=0)
    """Days since a person approved after which one looks again."""
    sample_percent: int = Field(ge=0, le=100)
    """Share of green changes that are drawn for a look afterwards."""
    look_within_days: int = Field(default=14, ge=0)
    """Days within which a reviewer looks at one that was drawn; while a look is overdue, nothing is green."""


class WordingFile(ItModel):
    """wording/<language>.yaml. A phrase is a few words; a `*` after a word stands for any ending."""

    script: str
    """The script that the language is written in, as Unicode names its letters: LATIN, ARABIC."""
    people: tuple[str, ...]
    """About people, or what nobody should be asked for. Wider than the lexicon: here a wrong hit costs one look."""
    turning: tuple[str, ...]
    """Words on which the meaning of an answer or a figure turns: not, before, net, per."""
    filler: tuple[str, ...] = ()
    """Words that may come and go where others must stay: articles and such."""
    compounds: bool = False
    """Whether words are written together, so that one about people counts at the end of another too."""

    @field_validator("people", "turning")
    @classmethod
    def _endings_of_words(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        if wrong := [phrase for phrase in phrases if "*" in phrase[:-1] or (phrase[-1:] == "*" and " " in phrase)]:
            raise ValueError(f"a * stands after a single word, not as in {', '.join(wrong)}")
        return phrases


@unchanging
class Wording:
    """One language's words, ready to search."""

    script: str
    phrases: Phrases
    """Each with `people` or `turning` as its meaning."""
    filler: frozenset[str] = frozenset()
    compounds: bool = False


STRICT = LanesFile(green=(), greens=0, days=0, sample_percent=100, look_within_days=0)
"""What holds where lanes.yaml can't be read: nothing approves itself."""


def load_lanes(path: Path) -> tuple[LanesFile, list[Finding]]:
    """lanes.yaml of a set."""
    content, _, findings = read_it_file(path, LanesFile)
    return content or STRICT, findings


def load_wording(folders: Iterable[Path], languages: Iterable[str]) -> tuple[Mapping[str, Wording], list[Finding]]:
    """By language code; the words of all folders add up. A language without a file is left out: it waits for a person.

    So does one whose file can't be read.
    """
    found: dict[str, Wording] = {}
    findings: list[Finding] = []
    places = tuple(folders)
    for code in languages:
        name = code.split("-")[0]
        paths = [folder / f"{name}.yaml" for folder in places] if name.isalpha() else []
        stamps = tuple((path, path.stat().st_mtime_ns) for path in paths if path.is_file())
        wording, problems = _load(stamps)
        findings += problems
        if wording is not None:
            found[code] = wording
    return found, findings


@functools.cache
def _load(stamps: tuple[tuple[Path, int], ...]) -> tuple[Wording | None, tuple[Finding, ...]]:
    """One language out of its files, each with the time of its last change."""
    script, phrases, filler, compounds = "", Phrases(), set[str](), False
    for path, _ in stamps:
        content, _, findings = read_it_file(path, WordingFile)
        if content is None:
            return None, tuple(findings)
        script = script or content.script
        phrases.add(content.people, "people")
        phrases.add(content.turning, "turning")
        filler |= {word.casefold() for word in content.filler}
        compounds = compounds or content.compounds
    return (Wording(script, phrases, frozenset(filler), compounds) if stamps else None), ()
