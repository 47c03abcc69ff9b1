"""Findings as workflow commands of GitHub Actions, which shows them at their lines in a pull request.

GitHub shows ten errors, ten warnings and ten notices a step; the rest stands in the step's log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fieldpact.findings import Finding, Severity, by_place
from fieldpact.report.text import shown

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(findings: Iterable[Finding], file_of: Callable[[str], str]) -> str:
    """A command a line. `file_of` says how a file is called from the top of the repository.

    A waived finding is a notice: it stops nothing.
    """
    return "".join(f"{_command(finding, file_of)}\n" for finding in by_place(findings))


def _command(finding: Finding, file_of: Callable[[str], str]) -> str:
    properties: dict[str, str] = {}
    if span := finding.span:
        properties = {"file": file_of(span.file), "line": str(span.line), "endLine": str(span.end_line)}
        if span.end_line == span.line:  # columns of a stretch of lines aren't shown
            properties |= {"col": str(span.col), "endColumn": str(span.end_col)}
    properties["title"] = finding.code + (" (waived)" if finding.waived else "")
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    parts = [finding.message]
    parts += [f"What helps: {finding.hint}"] if finding.hint else []
    if waived := finding.waived:
        parts.append(f"Waived until {waived.expires} by {waived.owner}: {waived.reason}")
    name = "notice" if finding.waived else _COMMANDS[finding.severity]
    return f"::{name} {said}::{_data(chr(10).join(map(shown, parts)))}"


def _data(text: str) -> str:
    """A message: what would end the line is escaped, so that no author's text becomes a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
