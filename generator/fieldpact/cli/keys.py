"""`fieldpact keys new | list | show | trust`: the keys that people sign with, and whom this machine believes."""

from __future__ import annotations

import json
from pathlib import Path

import click

from fieldpact.cli.signing import day, telling


@click.group("keys")
def command() -> None:
    """Keys to sign with, and IT's trust root. A private key never leaves its machine and is never shown."""


@command.command("new")
@click.argument("address")
@click.option("--ci", type=click.Path(path_type=Path, dir_okay=False), help="Write an unlocked key of a build server.")
def new(address: str, ci: Path | None) -> None:
    """Make the key of ADDRESS on this machine, locked with a passphrase, and print what IT has to know of it.

    With --ci FILE it is a build server's: hand the whole content of FILE to its store of secrets as FIELDPACT_KEY,
    then delete FILE.
    """
    from fieldpact.review.keys import new_key, new_machine_key, person_of

    with telling():
        person = person_of(address)
        if ci is not None:
            key = new_machine_key(person, ci)
            click.echo(f"The key is in {ci}. Hand it on as FIELDPACT_KEY, then delete the file.", err=True)
        else:
            passphrase = click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True)
            key = new_key(person, str(passphrase))
        click.echo("Send this to IT, which adds it to the trust root:", err=True)
        click.echo(_public(key.person, key.keyid, key.text))


@command.command("list")
def list_keys() -> None:
    """The keys of this machine, and whether its trust root knows them."""
    from fieldpact.review.keys import known_keys
    from fieldpact.review.root import pinned_root

    with telling():
        root = pinned_root()
        keys = known_keys()
        if not keys:
            click.echo("This machine has no keys: fieldpact keys new YOUR@ADDRESS")
        for key in keys:
            owner = root.owners.get(key.keyid) if root else None
            roles = ", ".join(sorted(root.roles[owner])) if root and owner else "not in the trust root"
            click.echo(f"{key.person}  {key.keyid[:16]}  {roles}")
        if root is not None:
            until = f"version {root.version}, good until {root.expires}"
            click.echo(f"Trust root of {root.organisation}: {until}" + (" (over)" if root.expires < day() else ""))


@command.command("show")
@click.argument("address", required=False)
def show(address: str | None) -> None:
    """Print the public half of a key of this machine, as IT adds it to the trust root."""
    from fieldpact.review.keys import known_keys, person_of
    from fieldpact.review.refusal import refused

    with telling():
        wanted = person_of(address) if address else None
        found = [key for key in known_keys() if wanted in (None, key.person)]
        if not found:
            raise refused("no-key", "this machine has no such key", "fieldpact keys new YOUR@ADDRESS", True)
        for key in found:
            click.echo(_public(key.person, key.keyid, key.text))


@command.command("trust")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Don't ask.")
def trust(file: Path, yes: bool) -> None:
    """Believe the people in FILE, IT's root.json, on this machine. Get it from IT by a way that you trust."""
    from fieldpact.review.refusal import refused
    from fieldpact.review.root import pin_root, read_root

    with telling():
        try:
            data = file.read_bytes()
        except OSError as problem:
            raise refused("bad-root", f"{file} can't be read: {problem.strerror or problem}", "", True) from None
        root = read_root(data, str(file))
        click.echo(f"Trust root of {root.organisation}, version {root.version}, good until {root.expires}")
        click.echo(f"sha256 {root.digest}")
        for person, roles in sorted(root.roles.items()):
            click.echo(f"  {person}: {', '.join(sorted(roles))}")
        if not yes:
            click.confirm("Has IT told you this sha256, and shall this machine believe them?", abort=True)
        pin_root(data, str(file), day())
        click.echo("This machine believes them from now on.")


def _public(person: str, keyid: str, public: str) -> str:
    return json.dumps({"people": {person: {"keys": [keyid]}}, "keys": {keyid: public}}, indent=1)
