"""`fieldpact fix SPEC`."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from fieldpact.cli.governance_option import GOVERNANCE, governance_of, today
from fieldpact.cli.output import SPEC, print_findings, seldom_collecting, spec_path
from fieldpact.findings import Finding


@click.command("fix")
@SPEC
@click.option("--only", metavar="RULE", help="Make the fixes of one rule only, such as DATA-006.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show the difference, and exit 1 where there is one.")
@GOVERNANCE
def command(spec: Path, only: str | None, dry_run: bool, governance_folder: Path | None) -> None:
    """Make the fixes that the findings of SPEC offer; comments, order and layout stay.

    A fix is made where its finding goes away and no other comes. What is left is for `fieldpact check` to say.

    Exit status: 0 done, 1 it would change (with --dry-run) or the file was changed meanwhile, 2 the file can't be read
    as a spec at all, or can't be written.
    """
    path = spec_path(spec)
    with seldom_collecting():
        from fieldpact.mending import mend

        mending = mend(path, governance_of(path, governance_folder), today(), only)
    for finding in mending.done:
        click.echo(f"{_place(finding)}: {finding.code}: {finding.fix.say if finding.fix else ''}")
    for finding in mending.left:
        click.echo(f"{_place(finding)}: {finding.code}: not made, because it would bring another finding")
    before = mending.before.document.source.text
    if not mending.after.usable:
        print_findings(mending.after.findings, mending.after.sources)
        raise SystemExit(2)
    if mending.text == before:
        click.echo("nothing to fix")
        return
    if dry_run:
        lines = difflib.unified_diff(_lines(before), _lines(mending.text), str(path), str(path))
        click.echo("".join(line if line.endswith("\n") else f"{line}\n" for line in lines), nl=False)
        raise SystemExit(1)
    _write(path, before, mending.text)
    left = len(mending.after.findings)
    click.echo(f"{path} written; " + (f"fieldpact check has {left} more to say" if left else "no findings are left"))


def _write(path: Path, before: str, after: str) -> None:
    """In one step, and only over the text that was looked at."""
    from fieldpact.project.replace import replace_file

    data = path.read_bytes()
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    if data.removeprefix(mark) != before.encode():
        click.echo(f"{path} was changed while it was looked at, so nothing was written; try again")
        raise SystemExit(1)
    try:
        replace_file(path, mark + after.encode())
    except OSError as problem:
        click.echo(f"{path} can't be written: {problem.strerror or problem}; it is as it was", err=True)
        raise SystemExit(2) from None


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _place(finding: Finding) -> str:
    span = finding.span
    return f"{span.file}:{span.line}:{span.col}" if span else "the spec"
