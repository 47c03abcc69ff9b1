"""The little Markdown that pages need."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

CODE = re.compile(r"(`+[^`]*`+)")


def code(text: str) -> str:
    """Text as inline code, whatever it contains."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{space}{text}{space}{fence}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table; a `|` inside a cell is escaped, in code too."""
    return [_row(heads), "|" + "---|" * len(heads), *(_row(row) for row in rows), ""]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def anchor(heading: str) -> str:
    """The fragment that a heading gets on GitHub."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def prose(text: str) -> str:
    """A docstring as plain paragraphs. What would be markup outside of code is escaped."""
    parts = CODE.split(inspect.cleandoc(text))
    return "".join(part if index % 2 else re.sub(r"([*_<])", r"\\\1", part) for index, part in enumerate(parts))


def sentence(text: str) -> str:
    """With a capital and a full stop, as a line of its own stands."""
    text = prose(text)
    return text[:1].upper() + text[1:].removesuffix(".") + "." if text else ""


def document(title: str, source: str, *sections: Iterable[str], by: str = "`make docs`") -> str:
    """A page: its title, where it comes from, its sections. `by` is the command that writes it."""
    lines = [f"# {title}", "", f"Written by {by} from {source}; change it there.", ""]
    for section in sections:
        lines += section
    return "\n".join(lines).rstrip() + "\n"
