"""Changes of a spec's text that keep everything else of it: comments, order, layout.

`edits_of` turns "this key, this value" into edits at places of the file; `applied` carries edits out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fieldpact.findings import Edit, Finding, Setting
from fieldpact.source.comments import extent, leaves
from fieldpact.source.document import Document
from fieldpact.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from fieldpact.source.quoting import spell
from fieldpact.source.text import Source

Path = tuple[str | int, ...]


def edits_of(document: Document, settings: Iterable[Setting]) -> tuple[Edit, ...]:
    """The edits that make all settings hold; none at all where one of them has no sure place."""
    found: list[Edit] = []
    shorts: dict[int, tuple[Scalar, list[str]]] = {}
    for setting in settings:
        place = _find(document, setting.path)
        if place is None:
            return ()
        node, rest, flow = place
        if setting.value is None:
            removed = None if rest else _removal(document, setting.path)
            found += [removed] if removed else []
            if not rest and removed is None:
                return ()
        elif not rest:
            found.append(_replacement(document.source, node, _spelled(setting.value, flow)))
        elif isinstance(node, Mapping):
            found.append(_insertion(document.source, node, _entry(rest, setting.value, flow or node.flow), flow))
        elif isinstance(node, Scalar) and _is_short(setting.path[: -len(rest)]):
            shorts.setdefault(id(node), (node, []))[1].append(_entry(rest, setting.value, flow=True))
        else:
            return ()
    for short, entries in shorts.values():
        written = [f"type: {spell(short.text, short.style, flow=True)}", *entries]
        found.append(_replacement(document.source, short, "{" + ", ".join(written) + "}"))
    return tuple(found)


def with_edits(document: Document, finding: Finding) -> Finding:
    """The finding, with the edits of what its fix would set."""
    fix = finding.fix
    if fix is None or not fix.settings:
        return finding
    return replace(finding, fix=replace(fix, edits=edits_of(document, fix.settings)))


def applied(source: Source, edits: Iterable[Edit]) -> str | None:
    """The text with all edits made; None where two of them touch the same characters."""
    parts: list[str] = []
    done = 0
    for start, end, text in sorted(_offsets(source, edits), key=lambda each: each[:2]):
        if start < done:
            return None
        parts += [source.text[done:start], text]
        done = end
    return "".join([*parts, source.text[done:]])


def _offsets(source: Source, edits: Iterable[Edit]) -> Iterator[tuple[int, int, str]]:
    for edit in edits:
        span = edit.span
        yield source.offset(span.line, span.col), source.offset(span.end_line, span.end_col), edit.text


def _find(document: Document, path: Path) -> tuple[Node, Path, bool] | None:
    """The deepest node on the way, the steps that are left, and whether the node stands in braces or brackets."""
    node, flow = document.root, False
    for depth, step in enumerate(path):
        if isinstance(node, Mapping) and (entry := node.entry(str(step))):
            flow, node = flow or node.flow, entry.value
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            flow, node = flow or node.flow, node.items[step]
        else:
            return (node, path[depth:], flow) if node is not None else None
    return (node, (), flow) if node is not None else None


def _is_short(path: Path) -> bool:
    """Whether a text at this place is a field's type, written without braces."""
    return len(path) >= 4 and path[0] == "tables" and path[-2] == "fields"


def _spelled(value: str | tuple[str, ...], flow: bool) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(spell(item, "plain", flow=True) for item in value) + "]"
    return spell(value, "plain", flow)


def _entry(steps: Path, value: str | tuple[str, ...], flow: bool) -> str:
    """`key: value`, with the keys between in braces."""
    text = _spelled(value, flow or len(steps) > 1)
    for step in reversed(steps[1:]):
        text = f"{{{step}: {text}}}"
    return f"{steps[0]}: {text}"


def _replacement(source: Source, node: Node, text: str) -> Edit:
    start, end = _extent(source, node)
    joint = " " if start == end and start and not source.text[start - 1].isspace() else ""  # of `key:` alone
    lines = "\n" if isinstance(node, Scalar) and node.style in ("literal", "folded") else ""
    return Edit(source.span(start, end), joint + text + (lines if source.text[start:end].endswith("\n") else ""))


def _insertion(source: Source, owner: Mapping, entry: str, inside: bool) -> Edit:
    """A new entry: in braces the last one; else below the last one that is a value on one line, before the blocks."""
    if owner.flow or inside:
        if not owner.entries:
            at = source.offset(owner.span.line, owner.span.col) + 1
            return Edit(source.span(at, at), entry)
        at = _extent(source, owner.entries[-1].value)[1]
        return Edit(source.span(at, at), f", {entry}")
    lines = [each for each in owner.entries if each.key.span.line == _last_line(source, each)]
    short = [each for each in lines if isinstance(each.value, Scalar)] or owner.entries
    at = source.line_end(_end(source, short[-1]))
    newline = "\r\n" if "\r\n" in source.text else "\n"
    return Edit(source.span(at, at), newline + " " * (owner.entries[0].key.span.col - 1) + entry)


def _removal(document: Document, path: Path) -> Edit | None:
    """Takes one entry out of a map that keeps others."""
    owner = document.find(path[:-1])
    if not isinstance(owner, Mapping) or len(owner.entries) < 2:
        return None
    source = document.source
    number = next(n for n, entry in enumerate(owner.entries) if entry.key.text == path[-1])
    entry = owner.entries[number]
    start = extent(source, entry.key)[0]
    if owner.flow:
        if number + 1 < len(owner.entries):
            return Edit(source.span(start, extent(source, owner.entries[number + 1].key)[0]), "")
        return Edit(source.span(_end(source, owner.entries[number - 1]), _end(source, entry)), "")
    line_start = source.offset(entry.key.span.line, 1)
    if source.text[line_start:start].strip():  # it shares its line, with a dash at least
        return None
    end = source.line_end(_end(source, entry))
    return Edit(source.span(line_start, source.offset(source.line_col(end)[0] + 1, 1)), "")


def _extent(source: Source, node: Node) -> tuple[int, int]:
    if isinstance(node, Scalar):
        return extent(source, node)
    span = node.span
    return source.offset(span.line, span.col), source.offset(span.end_line, span.end_col)


def _end(source: Source, entry: Entry) -> int:
    """Where the last character of an entry stands, its line break not counted."""
    last = list(leaves(entry.value))[-1]
    end = _extent(source, entry.value if getattr(entry.value, "flow", False) else last)[1]
    while end and source.text[end - 1] in "\r\n":
        end -= 1
    return end


def _last_line(source: Source, entry: Entry) -> int:
    return source.line_col(_end(source, entry))[0]
