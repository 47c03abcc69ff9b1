"""Words that read as one script and are written in two: `Раy` with a Cyrillic `Ра` is another word than `Pay`.

After UTS 39, for the two scripts whose letters look like Latin ones. Every word is asked for itself, as texts of two
languages are common. Units (`kΩ`, `µm`), symbols (`TNFα`) and endings (`SMSки`) pass, as does Japanese, which mixes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from fieldpact.findings import Finding, Severity
from fieldpact.source.document import Document
from fieldpact.source.nodes import Mapping, Node, Scalar

_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_CLASS = re.compile(r"\[[^\]]*\]")
"""Letters that a pattern of a formula lists; they aren't words."""
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LIKE_LATIN = {
    "CYRILLIC": frozenset("АВЕЅІЈКМНОРСТХУԁԌԚԜаеорсухѕіјһԛԝӏӀ"),
    "GREEK": frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιρυ"),
}
"""Letters that a reader takes for Latin ones. Those of science (α, γ, Δ, μ, Ω) aren't here."""
_LATIN_LIKE = {
    "CYRILLIC": frozenset("ABCEHKMOPTXYIaceopxyi"),
    "GREEK": frozenset("ABEHIKMNOPTXYZov"),
}
"""Latin letters that a reader takes for theirs."""
_SYMBOL = 2
"""Letters of a symbol such as hν, which is no word."""
HINT = "type the whole word anew with one keyboard"


def complaint(text: str) -> tuple[str, int, int] | None:
    """What to say of the first such word of a text, and where it starts and ends; None where there is none."""
    if _OTHER.search(text) is None:
        return None
    said = _CLASS.sub(lambda found: " " * len(found[0]), text) if text.startswith("=") else text
    for word in _WORD.finditer(said):
        if (odd := _disguised(word[0])) is not None:
            name = unicodedata.name(odd).split(" ")[0].capitalize()
            say = f"“{word[0]}” reads as one script and mixes two: its {odd} is {name} (U+{ord(odd):04X})"
            return say, *word.span()
    return None


def check_scripts(document: Document) -> list[Finding]:
    """A warning for each value that has such a word; ids have letters a-z only, whoever wrote them."""
    if not _OTHER.search(document.source.text) and "\\" not in document.source.text:
        return []
    return list(_in(document.root, ())) if document.root else []


def _in(root: Node, path: tuple[str, ...]) -> Iterator[Finding]:
    pending = [(root, path)]
    while pending:
        node, at = pending.pop()
        if isinstance(node, Scalar):
            if (found := complaint(node.text)) is not None:
                say, start, end = found
                place = node.place(start, end)
                yield Finding("mixed-script", say, place, Severity.WARNING, ".".join(at), HINT)
        elif isinstance(node, Mapping):
            pending += [(entry.value, (*at, entry.key.text)) for entry in node.entries]
        else:
            pending += [(item, (*at, str(index))) for index, item in enumerate(node.items)]


def _disguised(word: str) -> str | None:
    """The letter that gives a word away: all of one script in it pass for the other's, which has letters of its own."""
    latin = [letter for letter in word if unicodedata.name(letter, "").startswith("LATIN ")]
    for script, looks in _LIKE_LATIN.items():
        others = [letter for letter in word if unicodedata.name(letter, "").startswith(f"{script} ")]
        if not latin or not others or (script == "GREEK" and len(word) <= _SYMBOL):
            continue
        if all(letter in looks for letter in others):
            return others[0]
        if all(letter in _LATIN_LIKE[script] for letter in latin) and len(others) > 1:
            return latin[0]
    return None
