"""Ids out of what people call things."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
"""Latin letters that don't come apart into a plain letter and a mark."""

_LONGEST = 40


def id_from(text: str, otherwise: str, taken: Set[str] = frozenset(), ending: str = "_1") -> str:
    """An ASCII snake_case id close to `text`, at most 40 long, with `ending` where it is among `taken`.

    `otherwise` is the id of a text without a single Latin letter, such as one in another script.
    """
    latin = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", latin).strip("_").lstrip("0123456789_")
    found = words[:_LONGEST].rstrip("_") or otherwise
    return found if found not in taken else found[: _LONGEST - len(ending)] + ending


def reversed_domain(address: str) -> str:
    """`lena@sales.acme-foods.com` -> `com.acme_foods.sales`, as app ids begin."""
    labels = address.rpartition("@")[2].split(".")
    return ".".join(id_from(label, "x") for label in reversed(labels))
