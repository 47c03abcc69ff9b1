"""How commands print findings and choose their exit code: 0 clean, 1 findings at the gate, 2 unusable."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from fieldpact.findings import Finding
from fieldpact.source.text import Source

SPEC = click.argument("spec", type=click.Path(path_type=Path))
SPECS = click.argument("specs", metavar="SPEC...", nargs=-1, required=True, type=click.Path(path_type=Path))


def spec_path(given: Path) -> Path:
    """A folder stands for the spec.yaml in it."""
    inside = given / "spec.yaml"
    return inside if given.is_dir() and inside.is_file() else given


def print_findings(
    findings: Sequence[Finding], sources: Mapping[str, Source], format_: str = "text", why: bool = False
) -> None:
    """Text goes to the terminal's width and colours; JSON to standard output as one document."""
    if format_ == "json":
        from fieldpact.report.json import render_json

        click.echo(render_json(findings), nl=False)
        return
    from fieldpact.report.text import render_text

    click.echo(render_text(findings, sources, colour=sys.stdout.isatty(), why=why), nl=False)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """For commands that build large trees and end: Python looks for garbage in circles a hundred times less often."""
    before = gc.get_threshold()
    gc.set_threshold(before[0] * 100, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
