"""The allow-list: differences that may approve themselves. Each answer is why one may not, or None."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from fieldapp.unchanging import unchanging
from fieldpact.govern.lanes import LanesFile, Wording
from fieldpact.model.app import App, View
from fieldpact.model.field import Field, Option
from fieldpact.model.scale import Ends
from fieldpact.model.section import Section
from fieldpact.model.table import Check, Table
from fieldpact.model.text import Text
from fieldpact.model.workflow import Tell, Workflow
from fieldpact.review.lane.leaves import Leaf
from fieldpact.review.lane.on_phones import on_phones
from fieldpact.review.lane.prices import price_of
from fieldpact.review.lane.readers import decider_of, reader_of
from fieldpact.review.lane.wording import alike, foreign_words, near, objections

_CHOICES = ("choice", "choices")
_TOLD = frozenset({"choice", "choices", "text", "long_text", "note", "photo", "audio", "video", "file", "drawing"})
"""What people answer here can be read or seen for itself. Every other answer means what its label asks."""
_WORDS_OF = {
    Field: ("label", "hint", "text"),
    Option: ("label",),
    Table: ("label", "labels", "counted"),
    Section: ("label", "hint"),
    View: ("label",),
    Check: ("text",),
    Ends: ("low", "high"),
}
"""Texts that people read and that nothing hangs on; the names of states and moves, and what is signed, aren't here."""


@unchanging
class Why:
    """Why a difference is not green, and what would make it so."""

    say: str
    price: str = ""


@unchanging
class Allowed:
    """What the judgement stands on."""

    old: App
    new: App
    lanes: LanesFile
    words: Mapping[str, Wording]

    def why_not(self, leaf: Leaf) -> Why | None:
        """None for a difference on the allow-list."""
        match leaf.kind:
            case "wording" if "wording" in self.lanes.green:
                return self._wording(leaf)
            case "order" if "order" in self.lanes.green:
                return (
                    None
                    if _may_move(leaf)
                    else Why("its parts stand in another order, and their order means something")
                )
            case "added" if isinstance(leaf.new, Option) and "option" in self.lanes.green:
                return self._option(leaf)
            case "added" if leaf.way[0][0] == "tests":
                return None
            case "value" if leaf.way[0][0] == "version":
                return None
        kept = on_phones(leaf)
        return Why(f"{_said(leaf)}; {kept}" if kept else _said(leaf), price_of(leaf))

    def _wording(self, leaf: Leaf) -> Why | None:
        owner = next((part for _, part in reversed(leaf.way[:-1]) if not isinstance(part, str | Mapping | tuple)), None)
        counted = len(leaf.way) > 1 and leaf.way[-2][0] == "counted" and isinstance(leaf.way[-2][1], Mapping)
        attribute = "counted" if counted else leaf.attribute
        if attribute not in _WORDS_OF.get(type(owner), ()) or leaf.inside(Tell) or leaf.inside(Workflow):
            return Why("what a role, a state, a move, a signature or a message says is read as an instruction")
        field = leaf.inside(Field)
        if isinstance(owner, Option) and field is not None and (reader := reader_of(self.new, field)):
            return Why(f"{reader} goes by this option, so what it is called matters")
        close = isinstance(owner, Option | Ends) or (
            attribute == "label"
            and field is not None
            and (field.type not in _TOLD or decider_of(self.new, field) is not None)
        )
        return self._text(leaf.old, leaf.new, close, field)

    def _option(self, leaf: Leaf) -> Why | None:
        field, option = leaf.inside(Field), leaf.new
        if field is None or field.type not in _CHOICES:
            return Why("an option here shifts what the others mean")
        if reader := reader_of(self.new, field):
            return Why(f"{reader} goes by this choice", "an option of a choice that nothing goes by would be green")
        return self._text(None, option.label, False, field)

    def _text(self, old: Text | None, new: Text, close: bool, field: Field | None) -> Why | None:
        for language, now in new.by_language.items():
            was = self._before(old, language)
            if was == now:
                continue
            wording = self.words.get(language)
            others = (each for name, each in self.words.items() if name != language)
            foreign = (objection for each in others for objection in foreign_words(was, now, each))
            for objection in chain(objections(was, now, language, wording), foreign):
                return Why(
                    f"“{_short(now)}” ({language}): {objection}", "other words would be green" if wording else ""
                )
            if close and was and wording is not None and not near(was, now, self._context(field, language), wording):
                say = (
                    f"“{_short(was)}” → “{_short(now)}” ({language}) reads like something else, and answers hang on it"
                )
                return Why(say, "a wording close to the one before would be green")
            if twin := next((path for path, text in self._others(field, new, language) if alike(text, now)), None):
                return Why(f"“{_short(now)}” ({language}) is what {twin} is called", "a name of its own would be green")
        return None

    def _before(self, old: Text | None, language: str) -> str:
        """What stood there in that language; "" where the first language stood in for it."""
        was = old.by_language.get(language, "") if old is not None else ""
        return "" if language != self.old.languages[0] and old is not None and was == old.first() else was

    def _context(self, field: Field | None, language: str) -> Iterator[str]:
        """What a label may be made clearer with: what the app, its tables and the field itself are called."""
        was = next((each for _, each in self.old.all_fields() if field is not None and each.path == field.path), None)
        named = (text for table in self.old.tables.values() for text in (table.label, table.labels))
        for text in (self.old.name, *named, was.label if was else None, was.hint if was else None):
            if text is not None:
                yield text.by_language.get(language, "")

    def _others(self, field: Field | None, new: Text, language: str) -> Iterator[tuple[str, str]]:
        """The labels of the same table, as they were and as they are: two that read the same, or that traded places."""
        if field is None:
            return
        table = field.path.split(".")[0]
        for app in (self.old, self.new):
            for each in app.tables[table].all_fields() if table in app.tables else ():
                own = each.path == field.path
                texts = [option.label for option in each.options] if own else []
                for text in [each.label, *texts]:
                    if text.key != new.key and language in text.by_language:
                        yield text.key.removesuffix(".label"), text.by_language[language]


def _may_move(leaf: Leaf) -> bool:
    """Fields, sections, tables, lists, columns, and options of a choice; what is counted in order stays."""
    if not leaf.way:
        return False
    attribute, owners = leaf.attribute, [part for _, part in leaf.way[:-1]]
    if attribute == "options":
        field = leaf.inside(Field)
        return field is not None and field.type in _CHOICES
    if attribute == "fields":
        return bool(owners) and isinstance(owners[-1], Table | Field | Section)
    if attribute == "columns":
        return bool(owners) and isinstance(owners[-1], View)
    if attribute == "sections":
        return bool(owners) and isinstance(owners[-1], Table)
    return len(leaf.way) == 1 and attribute in ("tables", "views", "tests")


def _said(leaf: Leaf) -> str:
    name = leaf.attribute.replace("_", " ")
    if leaf.kind == "added":
        return f"{name} is new"
    if leaf.kind == "removed":
        return f"{name} is gone"
    return f"{name} differs"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
