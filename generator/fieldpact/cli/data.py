"""`fieldpact data export | fake | clear`: the records of a generated app on this computer, for demo and rescue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fieldapp.data.repository import Repository

APP = click.argument("app", type=click.Path(path_type=Path, file_okay=False))
DATA = click.option(
    "--data",
    "data",
    type=click.Path(path_type=Path, file_okay=False),
    help="The data folder; the app's own by default.",
)


@click.group("data")
def command() -> None:
    """Look into, fill or empty the data of the generated app in folder APP. Close the app first."""


@command.command("export")
@APP
@DATA
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for one CSV file a table.")
@click.option("--as", "person", metavar="ID", help="Only what this person of the app may read; everything without it.")
def export(app: Path, data: Path | None, output: Path, person: str | None) -> None:
    """Write what was entered as CSV files, one a table and one for each of its lines.

    A draft's records are for trying out and always come out; those of a released app only if IT's policy lets them.
    Restricted fields never do.
    """
    from fieldapp.data.export import csv_files
    from fieldapp.data.sealed_fields import sealed_fields

    repository = _open(app, data)
    if not repository.app.draft and repository.app.policy.get("export") is not True:
        raise click.ClickException("IT's policy for this app has export: false, so its records stay in it")
    door = _door(repository, person)
    output.mkdir(parents=True, exist_ok=True)
    for table in door.app.tables.values():
        if table.reference:
            continue
        for name, text in csv_files(door, table.name).items():
            path = output / f"{name}.csv"
            path.write_text(text, encoding="utf-8", newline="")
            click.echo(f"{path}: {max(text.count(chr(10)) - 1, 0)} lines")
    if sealed := sorted(paths[0] for paths in sealed_fields(door.app)):
        click.echo(f"left out, since restricted data goes into no file: {', '.join(sealed)}")
    repository.close()


@command.command("fake")
@APP
@DATA
@click.option("--records", default=20, show_default=True, type=click.IntRange(1, 10_000), help="How many a table.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same records.")
def fake(app: Path, data: Path | None, records: int, seed: int) -> None:
    """Fill in invented records, as valid as a person's, to show or try the app."""
    from fieldapp.testing.fake import fill

    repository = _open(app, data)
    for table in repository.app.tables.values():
        if not table.reference:
            saved = fill(repository, table, records, seed)
            click.echo(f"{table.name}: {saved} records")
    repository.close()


@command.command("clear")
@APP
@DATA
@click.option("--yes", is_flag=True, help="Don't ask.")
def clear(app: Path, data: Path | None, yes: bool) -> None:
    """Delete everything that was entered, what was never sent included. Reference data stays."""
    repository = _open(app, data).as_device()
    counts = repository.counts()
    total = sum(n for name, n in counts.records.items() if not repository.app.tables[name].reference)
    if not yes:
        click.confirm(f"Delete {total} records and {counts.drafts} drafts, {counts.unsent} of them unsent?", abort=True)
    repository.clear()
    click.echo(f"{total} records deleted")
    repository.close()


def _door(repository: Repository, key: str | None) -> Repository:
    """The store as that person sees it; without one as the device does."""
    if key is None:
        return repository.as_device()
    people = {str(person["id"]): person for person in repository.people()}
    if key not in people:
        known = ", ".join(people) or "nobody"
        raise click.ClickException(f"the app has no person {key!r}; it knows {known}")
    return repository.acting(people[key])


def _open(app: Path, data: Path | None) -> Repository:
    from fieldapp.app.strings import runtime_text
    from fieldapp.bundle import BundleRefused, load_bundle
    from fieldapp.data.folder import data_folder
    from fieldapp.data.repository import DataProblem, Repository

    bundle = app / "src" / "bundle"
    if not bundle.is_dir():
        raise click.ClickException(f"{app} is not a generated app; name the folder given to fieldpact build -o")
    try:
        definition = load_bundle(bundle)
        folder = data or data_folder(definition)
        folder.mkdir(parents=True, exist_ok=True)
        return Repository(definition, folder, bundle)
    except BundleRefused as refusal:
        raise click.ClickException(f"the app's bundle can't be used: {refusal.reason}") from None
    except DataProblem as problem:
        raise click.ClickException(
            f"the app's data can't be opened: {runtime_text('en', problem.key, **problem.values)}"
        ) from None
