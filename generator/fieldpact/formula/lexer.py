"""Text to tokens. Never fails: what can't be read is a problem and is passed over."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fieldpact.formula.problems import Problem

TOKEN: Final = re.compile(
    r"""(?P<space>[ \t\r\n\xa0\ufeff]+|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<open>\$")
    |(?P<quoted>'(?:[^'\n]|'')*')
    |(?P<name>[^\W\d]\w*)
    |(?P<op>\[@|<>|<=|>=|&&|\|\||==|!=|[-+*/^&%=<>!(),.{}\[\]:;@])""",
    re.VERBOSE,
)
CHUNK: Final = re.compile(r'(?:[^"{}]|""|\{\{|\}\})*')
EXCEL_OPERATORS: Final = {"==": "=", "!=": "<>"}


class Token(NamedTuple):
    """`kind` is number, text, name, quoted, op, chunk (text inside `$"…"`), open, close or end."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> tuple[list[Token], list[Problem]]:
    """All tokens, the last of kind `end`, and what is wrong with the text."""
    found: list[Token] = []
    problems: list[Problem] = []
    at, depth = 0, 0
    inside: list[int] = []  # brace depths at which an interpolated text goes on
    while at < len(text):
        if inside and text[at] == "}" and depth == inside[-1]:
            found.append(Token("op", "}", at, at + 1))
            depth -= 1
            inside.pop()
            at = _chunk(text, at + 1, found, problems)
            if found[-1].kind == "op":
                depth += 1
                inside.append(depth)
            continue
        match = TOKEN.match(text, at)
        if match is None:
            problems.append(_unreadable(text, at))
            at = len(text) if text[at] in "\"'" else at + 1
            continue
        kind, word, at = str(match.lastgroup), match.group(), match.end()
        if kind == "space":
            continue
        if kind == "open":
            found.append(Token("open", word, match.start(), at))
            at = _chunk(text, at, found, problems)
            if found[-1].kind == "op":
                depth += 1
                inside.append(depth)
            continue
        if word in EXCEL_OPERATORS:
            right = EXCEL_OPERATORS[word]
            message = f"{word} is written {right} here"
            problems.append(Problem("operator", message, match.start(), at, f"Write {right}.", right))
            word = right
        depth += (word == "{") - (word == "}")
        found.append(Token(kind, _plain(kind, word), match.start(), at))
    if inside:
        problems.append(
            Problem("open-text", 'This $"…" text has no end', len(text), len(text), 'Close it with } and ".')
        )
    found.append(Token("end", "", len(text), len(text)))
    return found, problems


def _chunk(text: str, at: int, found: list[Token], problems: list[Problem]) -> int:
    """Plain text of an interpolation, up to its end or the next `{`, which becomes the last token."""
    match = CHUNK.match(text, at)
    end = match.end() if match else at
    plain = text[at:end].replace('""', '"').replace("{{", "{").replace("}}", "}")
    found.append(Token("chunk", plain, at, end))
    if end < len(text) and text[end] == '"':
        found.append(Token("close", '"', end, end + 1))
        return end + 1
    if end < len(text) and text[end] == "{":
        found.append(Token("op", "{", end, end + 1))
        return end + 1
    if end < len(text):
        problems.append(Problem("brace", "A lone } in a text is written }}", end, end + 1, "Write }}.", "}}"))
        return _chunk(text, end + 1, found, problems)
    problems.append(Problem("open-text", 'This $"…" text has no end', end, end, 'Close it with ".'))
    found.append(Token("close", "", end, end))
    return end


def _plain(kind: str, word: str) -> str:
    if kind == "text":
        return word[1:-1].replace('""', '"')
    if kind == "quoted":
        return word[1:-1].replace("''", "'")
    return word


def _unreadable(text: str, at: int) -> Problem:
    if text[at] == '"':
        return Problem("open-text", "This text has no closing quote", at, len(text), 'Close it with ".')
    if text[at] == "'":
        return Problem(
            "open-name", "This name has no closing quote", at, len(text), "Close it with '. Texts stand in \"."
        )
    hint = 'Texts stand in straight quotes (").' if text[at] in "“”„‘’«»" else ""
    fix = '"' if text[at] in "“”„" else None
    return Problem("character", f"The character {text[at]} has no meaning in a formula", at, at + 1, hint, fix)
