"""`fieldpact ci [FOLDER]`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.project.organisation import BUSINESS, IT, is_owner


def _owner(_: click.Context, option: click.Parameter, value: str) -> str:
    if not is_owner(value):
        raise click.BadParameter("write @name, @organisation/team or an e-mail address", param=option)
    return value


@click.command("ci")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--business", default=BUSINESS, show_default=True, callback=_owner, help="Who owns the specs.")
@click.option("--it", default=IT, show_default=True, callback=_owner, help="Who owns rules, waivers and workflows.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where a file is missing or edited.")
@click.option("--overwrite", is_flag=True, help="Replace files that were edited, too.")
def command(folder: Path, business: str, it: str, only_check: bool, overwrite: bool) -> None:
    """Make the repository in FOLDER check its own specs.

    Writes .github/workflows/fieldpact.yml (checks and tests every spec, shows findings at their lines and in code
    scanning, reviews what a pull request changes and says so in it), .pre-commit-config.yaml, and .github/CODEOWNERS
    (specs for the business, rules for IT). They are the repository's own from then on: one that was edited stays.

    Exit status: 0 done, 1 a file stands there with another content (or is missing, with --check), 2 nothing can be
    written.
    """
    from fieldpact.project.organisation import look, organisation_files, write

    files = organisation_files(business, it)
    try:
        stood = look(folder, files) if only_check else write(folder, files, overwrite)
    except OSError as problem:
        click.echo(f"{folder} can't be written: {problem.strerror or problem}", err=True)
        raise SystemExit(2) from None
    replaced = overwrite and not only_check
    says = {
        "same": "is as it should be",
        "missing": "is missing" if only_check else "written",
        "edited": "replaced" if replaced else "was edited and stays as it is; --overwrite replaces it",
    }
    for one in stood:
        click.echo(f"{one.path} {says[one.state]}")
    wrong = {"edited", "missing"} if only_check else set() if replaced else {"edited"}
    raise SystemExit(1 if any(one.state in wrong for one in stood) else 0)
