"""The canonical form of a spec: what `fieldpact fmt` writes.

Two blanks a step; braces only where a whole map fits in one line; quotes only where YAML, or a formula in braces, needs
them; a `=` before every formula. Order, comments and single blank lines stay as they were.
"""

from __future__ import annotations

from fieldpact.findings import Finding, Severity
from fieldpact.source.layout import Layout, Path, formula_text
from fieldpact.source.nodes import Mapping, Node, Scalar, Sequence
from fieldpact.source.yaml import read_text


def format_text(text: str, name: str) -> tuple[str, list[Finding]]:
    """The canonical text and the findings that are left in it.

    What the reader can repair (a formula that needs quotes, a tab) is repaired. With any other error the text comes
    back unchanged: what can't be read for sure isn't rewritten.
    """
    document = read_text(text, name)
    errors = [f for f in document.findings if f.severity is Severity.ERROR and f not in document.repaired]
    if document.root is None or errors:
        return text, document.findings
    formatted = Layout(document.source, document.root).text()
    again = read_text(formatted, name)
    if again.root is None or again.repaired or not same(document.root, again.root):
        span = document.root.span
        message = "this file has a form that `fmt` can't keep the meaning of, so it was left as it is"
        return text, [*document.findings, Finding("not-formatted", message, span, Severity.WARNING)]
    return formatted, again.findings


def same(one: Node, other: Node, path: Path = ()) -> bool:
    """Whether two trees mean the same: keys, order and texts, whatever the style."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        empty = one.style == "plain" and one.text == ""
        if empty != (other.style == "plain" and other.text == ""):
            return False
        return formula_text(path, one.text) == formula_text(path, other.text)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return len(one.entries) == len(other.entries) and all(
            a.key.text == b.key.text and same(a.value, b.value, (*path, a.key.text))
            for a, b in zip(one.entries, other.entries, strict=True)
        )
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one.items) == len(other.items) and all(
            same(a, b, (*path, number)) for number, (a, b) in enumerate(zip(one.items, other.items, strict=True))
        )
    return False
