"""Characters that no text of a spec may carry, however they were written."""

from __future__ import annotations

import re

from fieldpact.findings import Finding
from fieldpact.source.document import Document
from fieldpact.source.nodes import Mapping, Node, Scalar

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters but for newline and tab, and the marks that turn the order of the text around them: with those a
reviewer reads something else than the machine does. Plain direction marks (U+200E, U+200F, U+061C) stay."""


def complaint(char: str) -> str:
    """What to say of such a character."""
    turns = "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
    what = "a mark here that turns the text around it" if turns else "a character here that can't be seen"
    return f"there is {what} and isn't allowed (U+{ord(char):04X})"


def check_characters(document: Document) -> list[Finding]:
    """A finding for each key and value with such a character; escapes of quoted texts (`\\0`) are seen through."""
    if not UNSEEN.search(document.source.text) and "\\" not in document.source.text:
        return []  # nothing like it is written, and no escape that could stand for it
    found: list[Finding] = []
    pending: list[tuple[Node, tuple[str, ...]]] = [(document.root, ())] if document.root else []
    while pending:
        node, path = pending.pop()
        if isinstance(node, Scalar):
            _check(node, path, found)
        elif isinstance(node, Mapping):
            for entry in node.entries:
                _check(entry.key, path, found)
                pending.append((entry.value, (*path, entry.key.text)))
        else:
            pending += [(item, (*path, str(index))) for index, item in enumerate(node.items)]
    return found


def _check(scalar: Scalar, path: tuple[str, ...], found: list[Finding]) -> None:
    odd = UNSEEN.search(scalar.text)
    if odd:
        hint = "delete it and type the text anew"
        place = scalar.place(*odd.span())
        found.append(Finding("odd-character", complaint(odd[0]), place, path=".".join(path), hint=hint))
