"""`python -m docs.generate` writes the pages; `--check` changes nothing and exits 1 where one is stale."""

from __future__ import annotations

import click

from docs.generate import stale, write


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 where a page is stale.")
def main(only_check: bool) -> None:
    """Write the reference pages under docs/ from the code."""
    if not only_check:
        for name in write():
            click.echo(f"docs/{name} written")
        return
    found = stale()
    for name in found:
        click.echo(f"docs/{name} is stale; run: make docs", err=True)
    raise SystemExit(1 if found else 0)


main()
