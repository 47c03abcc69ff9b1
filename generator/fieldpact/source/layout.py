"""Writes a tree in the canonical form, with the comments and blank lines of its source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque

from fieldpact.source.comments import Comment, extent, leaves, scan
from fieldpact.source.formula_keys import LITERALS, takes_formula
from fieldpact.source.nodes import Entry, Mapping, Node, Scalar
from fieldpact.source.places import block_indent, block_lines
from fieldpact.source.quoting import spell
from fieldpact.source.text import Source

WIDTH = 120
STEP = 2

Path = tuple[str | int, ...]

_HEADER = re.compile(r"[|>](?P<signs>[-+0-9]*)(?P<comment>[ \t]+#[^\r\n]*)?")


def formula_text(path: Path, text: str) -> str:
    """The text with its `=` where the place takes nothing but a formula."""
    if takes_formula(path) and not text.startswith("=") and text.strip().lower() not in LITERALS:
        return "=" + text
    return text


class Layout:
    """One use: `Layout(source, root).text()`."""

    def __init__(self, source: Source, root: Node) -> None:
        self.source = source
        self.root = root
        self.lines: list[str] = []
        self.kept = 0  # lines up to a block scalar with `+`, to which a blank line below would belong
        self.comments = deque(scan(source, root))
        self.comment_offsets = [comment.offset for comment in self.comments]
        self.anchors = [self._start(leaf) for leaf in leaves(root)]

    def text(self) -> str:
        self._comments_before(self._start(self.root), 0)
        self._value(self.root, "", 0, (), 0)
        self._comments_before(len(self.source.text), 0)
        return "\n".join(self.lines) + "\n"

    def _value(self, node: Node, lead: str, indent: int, path: Path, parent_col: int) -> None:
        """Write a value on the line that starts with `lead`; what needs lines of its own goes to `indent`."""
        if isinstance(node, Scalar) and node.style in ("literal", "folded"):
            self._block_scalar(node, lead, indent)
            return
        inline = self._inline(node, path, flow=False)
        if inline is not None and (
            isinstance(node, Scalar) or len(lead) + len(inline) + 1 <= WIDTH or inline in _EMPTY
        ):
            self._line(lead, inline, node, indent)
            return
        if isinstance(node, Scalar):
            return
        if lead and not lead.endswith("- "):
            self._emit(lead, self._start(next(leaves(node))))
            lead = ""
        col = node.span.col if not node.flow else len(self.source.text) + 1
        children: list[Entry] | list[Node] = node.entries if isinstance(node, Mapping) else node.items
        for number, child in enumerate(children):
            first = lead if number == 0 and lead else " " * indent
            if isinstance(child, Entry):
                self._entry(child, first, indent, path, node.span.col)
            else:
                self._item(child, first, indent, (*path, number), node.span.col)
        self._comments_of_block(self._end(node), max(col, parent_col + 1), indent)

    def _entry(self, entry: Entry, first: str, indent: int, path: Path, col: int) -> None:
        self._comments_before(self._start(entry.key), _blanks(first))
        key = spell(entry.key.text, entry.key.style, flow=False) or '""'
        self._value(entry.value, f"{first}{key}:", indent + STEP, (*path, entry.key.text), col)

    def _item(self, node: Node, first: str, indent: int, path: Path, col: int) -> None:
        self._comments_before(self._start(node), _blanks(first))
        self._value(node, first + "- ", indent + STEP, path, col)

    def _inline(self, node: Node, path: Path, flow: bool) -> str | None:
        """The value on one line, or None if it has none."""
        if isinstance(node, Scalar):
            if node.style in ("literal", "folded") or (flow and node.text == "" and node.style == "plain"):
                return None
            return spell(formula_text(path, node.text), node.style, flow)
        children: list[Entry] | list[Node] = node.entries if isinstance(node, Mapping) else node.items
        if not children:
            return "{}" if isinstance(node, Mapping) else "[]"
        if not node.flow or path in _ALWAYS_BLOCK or self._holds_comment(node):
            return None
        parts: list[str] = []
        for number, child in enumerate(children):
            if isinstance(child, Entry):
                part = self._inline(child.value, (*path, child.key.text), flow=True)
                key = spell(child.key.text, child.key.style, flow=True) or '""'
                part = None if part is None else f"{key}: {part}"
            else:
                part = self._inline(child, (*path, number), flow=True)
            if part is None:
                return None
            parts.append(part)
        return f"{{{', '.join(parts)}}}" if isinstance(node, Mapping) else f"[{', '.join(parts)}]"

    def _line(self, lead: str, inline: str, node: Node, indent: int) -> None:
        """`lead` and a value on one line; a long plain text that had several lines keeps several."""
        joint = "" if not lead or lead.endswith(" ") or not inline else " "
        after = self._next_anchor(self._end(node))
        line = (lead + joint + inline).rstrip(" ")
        wrapped = isinstance(node, Scalar) and node.style == "plain" and node.span.line != node.span.end_line
        if not wrapped or len(line) <= WIDTH or inline[0] in "\"'":
            self._emit(line, after)
            return
        words = iter(inline.split(" "))
        line = lead + joint + next(words)
        for word in words:
            # A line may not start or end with a blank: those next to a break would be lost.
            if len(line) + 1 + len(word) > WIDTH and word and not line.endswith(" "):
                self.lines.append(line)
                line = " " * max(indent, STEP) + word
            else:
                line += " " + word
        self._emit(line, after)

    def _block_scalar(self, node: Scalar, lead: str, indent: int) -> None:
        start, end = extent(self.source, node)
        raw = self.source.text[start:end]
        header = _HEADER.match(raw)
        old = block_indent(raw, node.style, node.text)
        signs = header["signs"] if header else ""
        comment = "  " + header["comment"].strip() if header and header["comment"] else ""
        lead = lead if lead.endswith(" ") or not lead else lead + " "
        if old is None or not node.text.strip():  # indented with tabs, or by nothing that can be seen
            self.lines.append(lead + spell(node.text, "double", flow=False) + comment)
            return
        content = [raw[a:b][old:] for a, b in block_lines(raw)]
        keep = "+" in signs
        while content and not content[-1] and not (keep and node.text.endswith("\n")):
            content.pop()
        if keep:
            content = content[: _kept_lines(content, node.text)]
        first = next((line for line in content if line), "")
        digit = str(STEP) if first[:1] in (" ", "\t") or any(c.isdigit() for c in signs) else ""
        chomp = next((sign for sign in signs if sign in "+-"), "")
        self.lines.append(f"{lead}{raw[0]}{digit}{chomp}{comment}")
        self.lines += [" " * max(indent, STEP) + line if line else "" for line in content]
        self.kept = len(self.lines) if keep else 0

    def _emit(self, line: str, until: int) -> None:
        """A line with the comments that stood at the end of its source lines, in their column if there is room."""
        found: list[Comment] = []
        while self.comments and not self.comments[0].own_line and self.comments[0].offset < until:
            found.append(self.comments.popleft())
        for comment in found[:-1]:  # a line takes one; the others came from lines that were joined with it
            self.lines.append(" " * _blanks(line) + comment.text)
        if found:
            line = f"{line}  ".ljust(found[-1].col - 1) + found[-1].text
        self.lines.append(line)

    def _comments_before(self, offset: int, indent: int) -> None:
        while self.comments and self.comments[0].offset < offset:
            comment = self.comments.popleft()
            if comment.blank_before:
                self._blank_line()
            self.lines.append(" " * indent + comment.text)
        if offset < len(self.source.text) and self._blank_above(offset):
            self._blank_line()

    def _comments_of_block(self, end: int, col: int, indent: int) -> None:
        """Comments below the last line of a block that are indented like it."""
        until = self._next_anchor(end)
        while self.comments and self.comments[0].offset < until:
            comment = self.comments[0]
            if not comment.own_line or comment.col < col:
                return
            self.comments.popleft()
            if comment.blank_before:
                self._blank_line()
            self.lines.append(" " * indent + comment.text)

    def _blank_line(self) -> None:
        if self.lines and self.lines[-1].strip() and len(self.lines) != self.kept:
            self.lines.append("")

    def _blank_above(self, offset: int) -> bool:
        line, col = self.source.line_col(offset)
        alone = not self.source.line(line)[: col - 1].strip(" -")
        return alone and line > 1 and not self.source.line(line - 1).strip()

    def _holds_comment(self, node: Node) -> bool:
        at = bisect_left(self.comment_offsets, self._start(node))
        return at < len(self.comment_offsets) and self.comment_offsets[at] < self._end(node)

    def _next_anchor(self, offset: int) -> int:
        at = bisect_right(self.anchors, offset)  # the anchor of an empty value is its own end
        return self.anchors[at] if at < len(self.anchors) else len(self.source.text)

    def _start(self, node: Node) -> int:
        """Where a node starts in the source, its bracket or quote included."""
        if isinstance(node, Scalar):
            return extent(self.source, node)[0]
        return self.source.offset(node.span.line, node.span.col)

    def _end(self, node: Node) -> int:
        if isinstance(node, Scalar):
            return extent(self.source, node)[1]
        return self.source.offset(node.span.end_line, node.span.end_col)


_EMPTY = ("{}", "[]")
_ALWAYS_BLOCK: tuple[Path, ...] = ((), ("tables",))


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _kept_lines(content: list[str], text: str) -> int:
    """How many lines of a block scalar with `+` belong to its text: each of its last line breaks is one."""
    filled = len(content)
    while filled and not content[filled - 1]:
        filled -= 1
    trailing = len(text) - len(text.rstrip("\n"))
    return filled + (trailing - 1 if filled else trailing)
