"""What is probably wrong with a file that YAML can't read, in plain words.

libyaml says where it gave up and in which construct. The usual causes are few: a tab, a quote or bracket that is never
closed, a colon inside a text, a missing colon, an indentation that fits no line above. Where the cure is to quote a
value, the answer is a `Repair`, so that the rest of the file is checked too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from yaml import MarkedYAMLError, YAMLError

from fieldpact.findings import Edit, Finding, Fix
from fieldpact.source.text import Source
from fieldpact.source.traps import Repair, cut_code, extent, quoting_repair

_LEADING_TAB = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)
_MOST_TABS = 3000  # more are no slip of an editor, and too many edits for a fix
_KEY = re.compile(r"[ \t]*(?:- +)*(?P<key>[^\s:#\"'{}\[\],][^:#\"'{}\[\],]*):(?:[ \t]+|$)")
_COMMENT = re.compile(r"[ \t]+#.*$")


class LastScalar(NamedTuple):
    """The last scalar that could be read before the end, and whether it stood in braces and as a value."""

    start: int
    end: int
    plain: bool
    flow: bool
    is_value: bool


def explain(source: Source, error: YAMLError, last: LastScalar | None) -> Repair | Finding:
    """The cause of a syntax error."""
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    if not isinstance(error, MarkedYAMLError) or mark is None:
        return Finding("broken-yaml", f"this file can't be read as YAML: {error}", source.span(0, 0))
    at = min(mark.index, len(source.text))
    opened = min(error.context_mark.index, len(source.text)) if error.context_mark else at
    problem, context = error.problem or "", error.context or ""
    if "found character that cannot start any token" in problem:
        return _tabs(source, at) if source.text[at : at + 1] == "\t" else _bad_first_character(source, at)
    if "quoted scalar" in context:
        return _quoted(source, opened, at, problem)
    if "mapping values are not allowed" in problem:
        return _stray_colon(source, at, last)
    if "could not find expected ':'" in problem:
        return _missing_colon(source, opened)
    if "flow" in context:
        return _flow(source, opened, at, "mapping" in context, last)
    if "block scalar" in context:
        return Finding(
            "broken-yaml",
            "behind `|` or `>` the text starts on the next line, indented with blanks",
            source.span(opened, source.line_end(opened)),
        )
    if source.text[at : at + 1] in ("}", "]"):
        char = source.text[at]
        message = f"this `{char}` closes a bracket that was never opened"
        return Finding("bracket-not-open", message, source.span(at, at + 1), hint=f"delete the `{char}`")
    if "did not find expected key" in problem or "expected '-' indicator" in problem:
        return _bad_block(source, at, last)
    return _special(source, at, f"{context} {problem}".strip())


def _tabs(source: Source, at: int) -> Repair | Finding:
    tabs = list(islice(_LEADING_TAB.finditer(source.text), _MOST_TABS))
    message = "this line is indented with a tab; YAML takes only blanks"
    if len(tabs) > 1:
        message += f" ({len(tabs)} lines in this file have tabs)"
    finding = Finding("tab-indentation", message, source.span(at, at + 1), hint="use two blanks for each step")
    if not tabs or len(tabs) == _MOST_TABS:
        return finding
    edits = tuple(Edit(source.span(*tab.span()), tab[0].replace("\t", "  ")) for tab in tabs)
    finding = replace(finding, span=edits[0].span, fix=Fix("replace each tab by two blanks", edits))
    return Repair(tuple(tab.span() for tab in tabs), finding, blanked="\t", filler=" ")


def _bad_first_character(source: Source, at: int) -> Repair:
    char = source.text[at : at + 1]
    end = _end_of_value(source, at)
    return quoting_repair(source, at, end, "value-needs-quotes", f"a value can't start with `{char}` in YAML")


def _quoted(source: Source, opened: int, at: int, problem: str) -> Repair | Finding:
    quote = source.text[opened : opened + 1]
    if "end of stream" in problem or "document indicator" in problem:
        return Finding(
            "quote-not-closed",
            f"this text starts with {quote} and the closing {quote} is missing",
            source.span(opened, source.line_end(opened)),
            hint=f"write {quote} at the end of the text, or double each {quote} that belongs to it"
            if quote == "'"
            else 'write " at the end of the text, or put a text that holds " between single quotes',
        )
    return Finding(
        "bad-escape",
        r"between double quotes a `\` starts a code such as \n, and this one isn't known",
        source.span(at, at + 2),
        hint="write the text between single quotes, where a backslash is only a backslash",
    )


def _stray_colon(source: Source, at: int, last: LastScalar | None) -> Repair | Finding:
    line, _ = source.line_col(at)
    if last and last.plain and last.end <= at and source.line_col(last.start)[0] < line:
        first = source.line_col(last.start)[0]
        alone = not source.text[source.offset(first, 1) : last.start].strip()
        if last.is_value and not alone:
            return _indent(source, line, f"line {first} has a value already, so nothing can stand below it")
        return _missing_colon(source, last.start)
    found = _KEY.match(source.line(line))
    if found and found.end() - 1 < source.line_col(at)[1]:
        start = source.offset(line, found.end() + 1)
        end = _end_of_value(source, start)
        formula = source.text.startswith("=", start)
        if source.text[start : start + 1] not in "\"'" and start < at < end:
            return quoting_repair(
                source,
                start,
                end,
                "formula-cut-by-colon" if formula else "text-cut-by-colon",
                f"YAML takes the colon with a blank in this {'formula' if formula else 'text'} for that of a key",
            )
    return Finding(
        "broken-yaml",
        "YAML finds a second `:` where only a value can stand",
        source.span(at, at + 1),
        hint="put a text that holds a colon in quotes; put each key on a line of its own",
    )


def _missing_colon(source: Source, start: int) -> Finding:
    end = _end_of_value(source, start)
    text = source.text[start:end]
    hint = f"write `{text}:`"
    if re.match(r"[\w-]+:\S", text):
        hint = f"write a blank behind the colon: `{text.replace(':', ': ', 1)}`"
    elif " " in text:
        hint = f"write `{text.replace(' ', ': ', 1)}`"
    return Finding("colon-missing", "this line is no `key: value`", source.span(start, end), hint=hint)


def _flow(source: Source, opened: int, at: int, braces: bool, last: LastScalar | None) -> Repair | Finding:
    opener, closer = ("{", "}") if braces else ("[", "]")
    if last and last.plain and last.flow and last.start >= opened:
        end, _ = extent(source.text, last.start, flow=True)
        formula = source.text.startswith("=", last.start)
        if end > last.end and (formula or source.text[last.end : last.end + 1] not in " \t\r\n"):
            what = "formula" if formula else "text"
            char = source.text[last.end : last.end + 1]
            message = (
                f"this {what} stands between braces or brackets without quotes, so YAML reads its `{char}` as its own"
            )
            return quoting_repair(source, last.start, end, cut_code(what, char), message)
    return Finding(
        "bracket-not-closed",
        f"this `{opener}` has no matching `{closer}`, or a comma is missing before line {source.line_col(at)[0]}",
        source.span(opened, opened + 1),
        hint=f"write `{closer}` where the list of values ends, and a comma between two values",
    )


def _bad_block(source: Source, at: int, last: LastScalar | None) -> Finding:
    line, _ = source.line_col(at)
    if last and not last.plain and source.line_col(last.end)[0] == line:
        return Finding(
            "quote-in-text",
            "something stands behind the closing quote",
            source.span(at, source.line_end(at)),
            hint="put the whole value in quotes, and double a quote that belongs to it",
        )
    return _indent(source, line, "it starts in another column than the lines it belongs to")


def _indent(source: Source, line: int, why: str) -> Finding:
    text = source.line(line)
    start = source.offset(line, len(text) - len(text.lstrip()) + 1)
    return Finding(
        "bad-indentation",
        f"the indentation of this line fits no line above: {why}",
        source.span(start, source.line_end(start)),
        hint="lines that belong together start in the same column, two blanks deeper than their parent",
    )


def _special(source: Source, at: int, problem: str) -> Repair | Finding:
    """`*`, `&`, `!` and `%` start YAML's own constructs; what follows here is none."""
    line, _ = source.line_col(at)
    text = source.line(line)
    found = re.search(r"(?:^|(?<=[\s:,\[{-]))[*&!](?=\S|\s|$)", text)
    if found:
        return _bad_first_character(source, source.offset(line, found.start() + 1))
    return Finding(
        "broken-yaml",
        f"this line can't be read as YAML ({problem})",
        source.span(at, source.line_end(at)),
        hint="look for a missing quote, colon or bracket here and in the line above",
    )


def _end_of_value(source: Source, start: int) -> int:
    """The end of the line of `start`, without a comment."""
    text = source.text[start : source.line_end(start)]
    return start + len(_COMMENT.sub("", text).rstrip())
