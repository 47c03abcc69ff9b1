"""`fieldpact fmt SPEC...`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.output import SPECS, print_findings, spec_path


@click.command("fmt")
@SPECS
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 where a file would change.")
def command(specs: tuple[Path, ...], only_check: bool) -> None:
    """Write each SPEC in its one canonical form; comments stay, and what it says stays the same.

    Exit status: 0 done, 1 it would change (with --check), 2 a file can't be read as a spec at all.
    """
    raise SystemExit(max(_format(spec_path(spec), only_check) for spec in specs))


def _format(path: Path, only_check: bool) -> int:
    """Formats one spec and returns the exit status for it."""
    from fieldpact.project.replace import replace_file
    from fieldpact.source.fmt import format_text
    from fieldpact.source.yaml import read_file

    document = read_file(path)
    text, findings = document.source.text, document.findings
    if document.root is not None:
        text, findings = format_text(document.source.text, str(path))
    if findings:
        print_findings(findings, {document.source.name: document.source})
    if document.root is None:
        return 2
    if text == document.source.text:
        return 0
    if only_check:
        click.echo(f"{path} would change; run: fieldpact fmt {path}")
        return 1
    replace_file(path, text.encode())
    click.echo(f"{path} written")
    return 0
