"""`fieldpact portfolio DIR...`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from fieldpact.cli.governance_option import GOVERNANCE, governance_of, governances_of
from fieldpact.cli.output import seldom_collecting
from fieldpact.cli.signing import day


@click.command("portfolio")
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "html"]), default="text", help="How to tell it."
)
@click.option(
    "--with", "new", metavar="SET", type=click.Path(path_type=Path), help="A set of IT's to try: who would break?"
)
@click.option("--within", default=60, show_default=True, type=click.IntRange(0), help="Days that count as soon.")
@click.option("--left", type=click.Path(path_type=Path), help="A file with people who have left, an address a line.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file to write instead of the screen.")
@GOVERNANCE
def command(
    folders: tuple[Path, ...], format_: str, new: Path | None, within: int, left: Path | None, output: Path | None,
    governance_folder: Path | None,
) -> None:  # fmt: skip
    """Take stock of every spec.yaml below each DIR: owners, approvals, what comes due, whose data lies where.

    A spec with errors is a row, not a failure. Approvals are judged by this machine's trust root; the lane shown is
    the one that was signed. Exit status: 0 done, 1 an app would break (with --with), 2 something can't be read or
    written.
    """
    missing = [folder for folder in folders if not folder.is_dir()]
    if missing:
        raise click.UsageError(f"there is no folder {missing[0]}")
    gone = _left(left) if left else []
    with seldom_collecting():
        from fieldpact.portfolio import render_html, render_json, render_text, take_stock
        from fieldpact.report.bases import absolute
        from fieldpact.source.find import find_specs

        shared = Path(os.path.commonpath([absolute(folder) for folder in folders]))
        paths = list(dict.fromkeys(absolute(path) for folder in folders for path in find_specs(folder)))
        if not paths:
            click.echo("there is no spec.yaml there", err=True)
            raise SystemExit(2)
        sets = governances_of(paths, governance_folder)
        named = [path.relative_to(shared).as_posix() for path in paths]
        tried = governance_of(None, new) if new is not None else None
        stock = take_stock(list(zip(named, paths, sets, strict=True)), day(), tried, gone, within)
        colour = output is None and sys.stdout.isatty()
        text = {"json": render_json, "html": render_html}.get(format_, lambda told: render_text(told, colour))(stock)
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, text)
        click.echo(output)
    raise SystemExit(1 if stock.what_if and (stock.what_if.breaks or stock.what_if.problems) else 0)


def _left(path: Path) -> list[str]:
    try:
        return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as problem:
        click.echo(f"{path} can't be read: {getattr(problem, 'strerror', None) or problem}", err=True)
        raise SystemExit(2) from None


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as problem:
        click.echo(f"{path} can't be written: {problem.strerror or problem}", err=True)
        raise SystemExit(2) from None
