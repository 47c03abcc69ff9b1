"""How a text is spelled in the canonical form: plain where YAML reads it back as it is, else in quotes."""

from __future__ import annotations

import re

from fieldpact.source.nodes import Style

_FIRST = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|[-?:](?:\s|$)|---|\.\.\.|<<$")
_FIRST_IN_FLOW = re.compile(r"[?:]|-(?:[\s,\[\]{}]|$)")
_INSIDE = re.compile(r":(?:\s|$)|\s#|^\s|\s$")
_FLOW = re.compile(r"[,\[\]{}]")
_FORMULA_IN_FLOW = re.compile(r"[,:#\[\]{}]")
_NEEDS_ESCAPE = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# What other YAML readers, and editors, take for something else than a text. Quotes the author wrote there stay.
_OTHER_TYPES = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|[-+.]?[0-9][0-9_.,:eExXa-fA-F+\-TZ ]*|[-+]?\.(?:inf|nan)|=)?",
    re.IGNORECASE,
)


def spell(text: str, style: Style, flow: bool) -> str:
    """The text of a scalar on one line. `flow` means between braces or brackets; `style` is the author's."""
    if text == "" and style == "plain":
        return ""
    if _NEEDS_ESCAPE.search(text):
        return '"' + _NEEDS_ESCAPE.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    # YAML readers disagree about a question mark between braces, so quotes around one stay too.
    kept = style != "plain" and (_OTHER_TYPES.fullmatch(text) is not None or (flow and "?" in text))
    return _in_quotes(text) if kept or needs_quotes(text, flow) else text


def needs_quotes(text: str, flow: bool) -> bool:
    """Whether YAML would read the plain text as something else, or people might."""
    if _FIRST.match(text) or _INSIDE.search(text):
        return True
    if not flow:
        return False
    if text.startswith("=") and (_FORMULA_IN_FLOW.search(text) or text.count('"') % 2):
        return True  # an open string of a formula would go on over the closing brace
    return bool(_FIRST_IN_FLOW.match(text) or _FLOW.search(text))


def _in_quotes(text: str) -> str:
    """Single quotes around a formula, double ones around other text, as long as nothing must be escaped."""
    plain_in_double = '"' not in text and "\\" not in text
    if plain_in_double and ("'" in text or not text.startswith("=")):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    named = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    if named:
        return named
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"
