"""libyaml's events to nodes, one file at a time, without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from yaml import events

from fieldpact.findings import Finding
from fieldpact.source.broken import LastScalar
from fieldpact.source.nodes import Entry, Mapping, Node, Scalar, Sequence, Style
from fieldpact.source.places import FOLD, Stretch, YamlPlaces
from fieldpact.source.text import Source
from fieldpact.source.traps import Repair, cut_by_comment, cut_value, quote_fix

try:
    from yaml import CBaseLoader
except ImportError as error:
    raise ImportError(
        "fieldpact reads YAML with libyaml, and the installed PyYAML was built without it; "
        "install a PyYAML wheel from the package index (pip install --force-reinstall pyyaml)"
    ) from error

MAX_DEPTH = 60
MAX_NODES = 40_000
MAX_FINDINGS = 200  # of one kind of trouble a file may have thousands; nobody reads that far

_STYLES: dict[str, Style] = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_ENDS_AS_SHOWN = frozenset({"plain", "single", "double"})
_PROPERTIES = re.compile(r"(?:[!&][^\s,\[\]{}]*[ \t\r\n]*)+")

Kind = Literal["mapping", "sequence"]


class _Mark(Protocol):
    index: int
    """Counts characters."""


class _Event(Protocol):
    """Unlike PyYAML's own parser, libyaml marks both ends of every event."""

    start_mark: _Mark
    end_mark: _Mark


class _NodeEvent(_Event, Protocol):
    anchor: str | None
    tag: str | None


class _ScalarEvent(_NodeEvent, Protocol):
    style: str | None
    value: str


class _StartEvent(_NodeEvent, Protocol):
    flow_style: bool | None


class _DocumentEvent(_Event, Protocol):
    version: tuple[int, int] | None
    tags: object


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open."""

    kind: Kind
    start: int
    flow: bool
    entries: list[Entry] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    first: dict[str, Scalar] = field(default_factory=dict)
    key: Node | None = None
    end: int = 0  # of what was put in last


class TreeBuilder:
    """Builds the tree of one document. A YAMLError comes through; findings, traps and `last` are valid then too."""

    def __init__(self, source: Source, repairs: list[Repair]) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.traps: list[Repair] = []
        self._size = len(source.text)
        self._last: tuple[int, int, bool, bool, bool] | None = None  # a LastScalar before anybody asks for it
        self._repaired = {start: end for repair in repairs if repair.filler.strip() for start, end in repair.stretches}
        self._stack: list[_Frame] = []
        self._root: Node | None = None
        self._quiet_until = 0  # what stands before is part of a trap already reported
        self.nodes = 0
        self._documents = 0

    @property
    def last(self) -> LastScalar | None:
        return LastScalar(*self._last) if self._last else None

    def build(self, text: str) -> Node | None:
        """The tree, or None if the text holds no node or is over a limit (a finding says so)."""
        parser = CBaseLoader(text)
        while (event := parser.get_event()) is not None:
            take = _TAKE.get(event.__class__)
            if take is not None and not take(self, event):
                break
        return self._root

    # What takes in an event says False where reading ends.

    def _document(self, event: _DocumentEvent) -> bool:
        self._documents += 1
        start, end = event.start_mark.index, event.end_mark.index
        if self._documents > 1:
            self._say("second-document", "`---` starts a second document, which is not read", start, end, "delete it")
            return False
        if event.version or event.tags:
            self._say("directive", "lines that start with `%` mean nothing here", start, end, "delete this line")
        return True

    def _alias(self, event: _NodeEvent) -> bool:
        start, end = event.start_mark.index, min(event.end_mark.index, self._size)
        if not self._counted(start):
            return False
        message = "`*` refers to another place of the file in YAML; a spec has no such references"
        self._say("alias", message, start, end, quote=(start, end))
        self._add_scalar(self.source.text[start:end], "plain", start, end)
        return True

    def _mapping(self, event: _StartEvent) -> bool:
        return self._open("mapping", event)

    def _sequence(self, event: _StartEvent) -> bool:
        return self._open("sequence", event)

    def _open(self, kind: Kind, event: _StartEvent) -> bool:
        start = event.start_mark.index
        if not self._counted(start):
            return False
        if event.anchor is not None or event.tag is not None:
            start = self._properties(event, start, None)
        if len(self._stack) >= MAX_DEPTH:
            self._over_limit("too-deep", f"values are nested at most {MAX_DEPTH} deep", start)
            return False
        self._stack.append(_Frame(kind, start, bool(event.flow_style)))
        return True

    def _counted(self, start: int) -> bool:
        """Counts the node that starts here; False when the limit is reached."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._over_limit("too-many-values", f"a spec has at most {MAX_NODES:,} values", start)
            return False
        return True

    def _properties(self, event: _NodeEvent, start: int, end: int | None) -> int:
        """Report an anchor or a tag, and return where the node itself starts. `end` is that of a scalar."""
        found = _PROPERTIES.match(self.source.text, start)
        behind = found.end() if found else start
        quote = (start, end) if end is not None and end > behind else None
        code, sign = ("tag", "!") if event.tag is not None else ("anchor", "&")
        message = f"`{sign}` at the start of a value makes it a YAML {code}, and is lost; a spec has no {code}s"
        self._say(code, message, start, behind, f"put the whole value in quotes, or delete the {code}", quote)
        return behind

    def _scalar(self, event: _ScalarEvent) -> bool:
        start, end = event.start_mark.index, min(event.end_mark.index, self._size)
        if not self._counted(start):
            return False
        if event.anchor is not None or event.tag is not None:
            start = min(self._properties(event, start, end), end)
        style = _STYLES[event.style or ""]
        text = event.value
        frame = self._stack[-1] if self._stack else None
        flow = frame is not None and frame.flow
        is_value = frame is not None and (frame.key is not None or frame.kind == "sequence")
        plain = style == "plain"
        if plain and start in self._repaired:
            plain = False
            text = FOLD.sub(_folded, self.source.text[start:end])
        elif plain and frame and is_value and start >= self._quiet_until:
            key = frame.key.text if isinstance(frame.key, Scalar) else ""
            self._look_for_trap(key, start, end, flow)
        self._last = (start, end, plain, flow, is_value)
        self._add_scalar(text, style, start, end)
        return True

    def _look_for_trap(self, key: str, start: int, end: int, flow: bool) -> None:
        trap = cut_value(self.source, key, start, end, flow)
        if trap and len(self.traps) < MAX_FINDINGS:
            self.traps.append(trap)
            self._quiet_until = trap.stretches[0][1]
        elif len(self.findings) < MAX_FINDINGS and (warning := cut_by_comment(self.source, end)):
            self.findings.append(warning)

    def _add_scalar(self, text: str, style: Style, start: int, end: int) -> None:
        places = YamlPlaces(self.source, start, end, style, text)
        self._add(Scalar(text, style, places), end if style in _ENDS_AS_SHOWN else places.shown_end)

    def _close(self, event: _Event) -> bool:
        frame = self._stack.pop()
        end = event.end_mark.index
        if not frame.flow:  # libyaml ends a block where the next one starts
            end = max(frame.end, frame.start) if frame.entries or frame.items else max(end, frame.start)
        place = Stretch(self.source, frame.start, end)
        if frame.kind == "mapping":
            self._add(Mapping(frame.entries, place, frame.flow), end)
        else:
            self._add(Sequence(frame.items, place, frame.flow), end)
        return True

    def _add(self, node: Node, end: int) -> None:
        """Put a finished node where it belongs; `end` is where it ends."""
        if not self._stack:
            self._root = node
            return
        frame = self._stack[-1]
        frame.end = end
        if frame.kind == "sequence":
            frame.items.append(node)
        elif frame.key is None:
            frame.key = node
        else:
            key, frame.key = frame.key, None
            self._add_entry(frame, key, node)

    def _add_entry(self, frame: _Frame, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._say_of_key("complex-key", "a key is a plain word, not a list or a mapping", key, _key_hint(key))
            return
        if key.text == "<<" and key.style == "plain":
            message = "`<<` merges another mapping in YAML; a spec says everything where it stands"
            self._say_of_key("merge-key", message, key, "write the keys out")
            return
        if before := frame.first.get(key.text):
            line, again = before.span.line, key.span.line
            message = f"`{key.text}` is here and on line {line}; a key stands once"
            self._say_of_key("duplicate-key", message, key, f"delete one of lines {line} and {again}")
            return
        frame.first[key.text] = key
        frame.entries.append(Entry(key, value))

    def _say(
        self, code: str, message: str, start: int, end: int, hint: str = "", quote: tuple[int, int] | None = None
    ) -> None:
        """Report a finding whose fix, if there is one, is quotes around the stretch `quote`."""
        if len(self.findings) < MAX_FINDINGS:
            fix = quote_fix(self.source, *quote) if quote else None
            self.findings.append(Finding(code, message, self.source.span(start, end), hint=hint, fix=fix))

    def _say_of_key(self, code: str, message: str, key: Node, hint: str) -> None:
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(Finding(code, message, key.span, hint=hint))

    def _over_limit(self, code: str, message: str, at: int) -> None:
        hint = "keep long lists in CSV files beside the spec"
        self.findings.append(Finding(code, message, self.source.span(at, at + 1), hint=hint))


_TAKE: dict[type, Callable[[TreeBuilder, Any], bool]] = {
    events.ScalarEvent: TreeBuilder._scalar,
    events.MappingStartEvent: TreeBuilder._mapping,
    events.MappingEndEvent: TreeBuilder._close,
    events.SequenceStartEvent: TreeBuilder._sequence,
    events.SequenceEndEvent: TreeBuilder._close,
    events.AliasEvent: TreeBuilder._alias,
    events.DocumentStartEvent: TreeBuilder._document,
}


def _folded(fold: re.Match[str]) -> str:
    breaks = len(re.findall(r"\r\n|\r|\n", fold[0]))
    return " " if breaks == 1 else "\n" * (breaks - 1)


def _key_hint(key: Node) -> str:
    bracket = "{" if isinstance(key, Mapping) else "["
    return f"put a text that starts with `{bracket}` in quotes"
