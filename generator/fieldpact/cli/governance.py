"""`fieldpact governance init | upgrade | diff | show | digest`: an organisation's own set."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpact.cli.governance_option import GOVERNANCE, governance_of, today
from fieldpact.cli.output import print_findings

if TYPE_CHECKING:
    from fieldpact.govern.governance import Governance

_FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
_FORMAT = click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print.")


@click.group("governance")
def command() -> None:
    """Make, upgrade, compare and look into IT's set of rules."""


@command.command("init")
@_FOLDER
@click.option("--name", default="Our organisation", help="Whose set it is.")
def init(folder: Path, name: str) -> None:
    """Make an organisation's own set in DIR, over a pinned copy of the one that comes with fieldpact.

    `check` finds it where DIR is called governance and lies beside a spec or above it.
    Exit status: 0 made, 2 the folder can't be used.
    """
    from fieldpact.project.governance_set import SetRefused, init_set

    try:
        init_set(folder, name)
    except (SetRefused, OSError) as problem:
        raise click.UsageError(str(problem)) from None
    click.echo(f"{folder}: made; README.md in it says what goes where")


@command.command("upgrade")
@_FOLDER
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--discard-edits", is_flag=True, help="Overwrite a base that was edited by hand.")
@_FORMAT
def upgrade(folder: Path, dry_run: bool, discard_edits: bool, format_: str) -> None:
    """Take the set of this fieldpact as the base of the one in DIR, and say in plain words what changes.

    Own files stay as they are. Exit status: 0 done or nothing to do, 1 own files need a hand after it, 2 not possible.
    """
    from fieldpact.project.governance_set import SetRefused, upgrade_set
    from fieldpact.report.governance import render_set_changes_json, render_set_changes_text

    try:
        result = upgrade_set(folder, dry_run, discard_edits)
    except (SetRefused, OSError) as problem:
        raise click.UsageError(str(problem)) from None
    if format_ == "json":
        click.echo(render_set_changes_json(result.changes), nl=False)
    else:
        click.echo(render_set_changes_text(result.changes, sys.stdout.isatty()), nl=False)
        if result.findings:
            print_findings(result.findings, {})
    raise SystemExit(1 if result.findings else 0)


@command.command("diff")
@click.argument("old", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("new", type=click.Path(path_type=Path, exists=True, file_okay=False))
@_FORMAT
def diff(old: Path, new: Path, format_: str) -> None:
    """Say in plain words what changes from the set in OLD to the one in NEW: looser, stricter, new and gone.

    Exit status: 0 compared, 1 a set has findings of its own, which are told.
    """
    from fieldpact.govern.comparison import compare_sets
    from fieldpact.govern.governance import load_governance
    from fieldpact.report.governance import render_set_changes_json, render_set_changes_text

    before, after = load_governance(old), load_governance(new)
    changes = compare_sets(before, after)
    if format_ == "json":
        click.echo(render_set_changes_json(changes), nl=False)
    else:
        click.echo(render_set_changes_text(changes, sys.stdout.isatty()), nl=False)
    findings = [*before.findings, *after.findings]
    if findings:
        print_findings(findings, {**before.sources, **after.sources})
        raise SystemExit(1)


@command.command("show")
@click.argument("app_id", required=False)
@GOVERNANCE
@_FORMAT
def show(app_id: str | None, governance_folder: Path | None, format_: str) -> None:
    """Say what the app APP_ID gets, and where each value comes from; without it, what the set holds.

    Exit status: 0 shown, 1 the set has findings, which are told.
    """
    from fieldpact.govern.merged import merged_policy, overview
    from fieldpact.report.governance import render_merged, render_overview

    governance = _set(governance_folder)
    if app_id is None:
        told = overview(governance, today())
        shown = render_overview(told) if format_ == "text" else json.dumps(asdict(told), indent=2, default=str) + "\n"
    else:
        merged = merged_policy(governance, app_id, today())
        if merged is None:
            print_findings(governance.findings, governance.sources)
            click.echo(f"there is no profile {governance.profile_of(app_id)}, which {app_id} would get", err=True)
            raise SystemExit(1)
        shown = render_merged(merged) if format_ == "text" else json.dumps(asdict(merged), indent=2, default=str) + "\n"
    click.echo(shown, nl=False)
    if governance.findings:
        print_findings(governance.findings, governance.sources)
        raise SystemExit(1)


@command.command("digest")
@click.argument(
    "folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
def digest(folder: Path | None) -> None:
    """Print the digest of the set in DIR, else of the one that counts here: what a trust root and an approval pin."""
    from fieldpact.govern.governance import digest_of

    click.echo(digest_of(folder) if folder else _set(None).digest)


def _set(given: Path | None) -> Governance:
    """The set that counts in the folder one stands in."""
    return governance_of(Path.cwd() / "spec.yaml", given)
