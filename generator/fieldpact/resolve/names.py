"""Ids: ASCII snake_case, not reserved, not the same as another but for case."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable

from fieldpact.model.formula import SpecPath
from fieldpact.resolve.context import Context

ID = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")

BUILT_IN_FIELDS = frozenset({"id", "owner", "created", "edited", "device", "state"})
BUILT_IN_TABLES = frozenset({"person", "app", "choices", "limits", "pact", "roles", "stock", "views"})
"""The built-in table, and the parts of a spec whose texts and formulas are named after them."""

_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
_FORMULA_WORDS = frozenset({"true", "false", "self", "parent", "form", "thisrecord", "exactin"})
RESERVED = _WINDOWS | _FORMULA_WORDS | frozenset(word.lower() for word in keyword.kwlist)
"""Names that mean something else to Windows, to formulas or to the hooks of an app, which are Python."""


def check_ids(context: Context, names: Iterable[str], at: SpecPath, noun: str, taken: frozenset[str]) -> None:
    """Reports ids that can't be used; `taken` are the built-in names of that kind."""
    seen: dict[str, str] = {}
    for name in names:
        place = (*at, name)
        folded = unicodedata.normalize("NFKC", name).casefold()
        if ID.match(name) is None:
            rule = "ids are small letters a-z, digits and _, start with a letter, at most 40"
            say = f"{name!r} can't be the id of {noun}: {rule}"
            context.report("bad-id", place, say, hint=suggestion(name), on_key=True)
        elif name in taken:
            say = f"{name!r} is built in and can't be the id of {noun}"
            context.report("reserved-id", place, say, hint=f"call it my_{name}, or something closer", on_key=True)
        elif name in RESERVED or name.startswith("sqlite_"):
            say = f"{name!r} is a reserved word and can't be the id of {noun}"
            context.report("reserved-id", place, say, hint=f"call it {name.removeprefix('sqlite_')}_1", on_key=True)
        if folded in seen and seen[folded] != name:
            say = f"{name!r} and {seen[folded]!r} differ only in case"
            context.report("clashing-id", place, say, hint="rename one of them", on_key=True)
        seen.setdefault(folded, name)


def suggestion(name: str) -> str:
    """What to do about an id that can't be used: the nearest one that can."""
    ascii_text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "_", ascii_text.lower()).strip("_")
    if not plain:
        return "give it a name in the letters a-z"
    return "call it " + (plain if plain[0].isalpha() else f"n_{plain}")[:40]
