"""Filters that carry a person's words into a starter's files as data, whatever they contain."""

from __future__ import annotations

import re

from jinja2 import Environment
from jinja2.ext import Extension

_PLAIN = re.compile(r"[^\W\d_](?:[\w .@?!'-]*[\w.?!])?")
"""Words and sentences without a character that means something to YAML there, in block and flow alike."""

_READ_AS_VALUES = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
"""Plain words that other YAML readers, such as an editor's, take for something else than text."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-!|&~=:])")

_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def yaml_text(text: str) -> str:
    """A YAML scalar that reads back as exactly `text`, in block and flow context alike; plain where that is safe.

    The text is Unicode without lone surrogates; what can't be seen (controls, bidi marks, odd blanks) is escaped.
    """
    if _PLAIN.fullmatch(text) and text.isprintable() and text.lower() not in _READ_AS_VALUES:
        return text
    return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else _escaped(c)) for c in text) + '"'


def markdown_text(text: str) -> str:
    """One line of Markdown that shows `text`: no heading, link, tag or table cell comes of it."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class Quoting(Extension):
    """The filters `yaml` and `markdown`; a starter names this class under `_extensions` in its cookiecutter.json."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters.update({"yaml": yaml_text, "markdown": markdown_text})
