"""The command line: one module a command, imported only when it runs, so that `fieldpact check` starts at once."""

from __future__ import annotations

import atexit
import gc
import importlib
import os

import click

# Else pydantic opens a file of every package that is installed, to find plugins that would look into specs.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

COMMANDS = {
    "check": "Say what is wrong with a spec, and how to mend it.",
    "diff": "Say what changes from one spec to another, for reps, for the data and for IT.",
    "test": "Try out the tests of a spec, and name what they don't reach.",
    "fix": "Make the fixes that the findings of a spec offer.",
    "fmt": "Write a spec in its one canonical form.",
    "schema": "Print the JSON Schema of specs, for editors.",
    "build": "Make the app of a spec.",
    "preview": "Show the app beside its findings, and follow the spec as it changes.",
    "review": "Write everything that IT asks about an app as one page, and as JSON.",
    "submit": "Sign a spec as its author, for others to approve.",
    "approve": "Sign what was submitted, as a reviewer.",
    "reject": "Say no to what was submitted, with a reason.",
    "revoke": "Take back an approval for good, with a reason.",
    "look": "Say what became of a green release that was drawn for a look afterwards.",
    "verify": "Say whether a spec may be released, or whether a built app is what was approved.",
    "keys": "Keys to sign with, and whom this machine believes.",
    "portfolio": "Take stock of many apps: owners, approvals, what comes due, what a new set would break.",
    "ci": "Make a repository check its specs: workflow, pre-commit hooks and code owners.",
    "new": "Start an app from four questions.",
    "data": "Look into, fill or empty the data of a generated app.",
    "formula": "Try formulas, and see what they become.",
    "rules": "Show, explain, test and start IT's governance rules.",
    "governance": "Make, upgrade, compare and look into IT's set of rules.",
}
"""Name -> one line for `--help`; the command itself is `command` in the module of that name."""


class LazyGroup(click.Group):
    """Knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"fieldpact.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Help from the table above: listing commands must not load them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fieldpact")
def main() -> None:
    """Turn a YAML spec into a governed field app."""
    atexit.register(gc.freeze)  # a process that ends looks for no garbage any more
