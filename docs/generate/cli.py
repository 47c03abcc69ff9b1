"""docs/cli.md: every command with its arguments, options and exit status."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fieldpact.cli import main
from fieldpact.report.markdown import code, document, prose, table


def page() -> str:
    intro = [
        "`SPEC` is a spec file, or a folder with a `spec.yaml` in it. Exit status: 0 clean, 1 findings at the gate, "
        "2 unusable. `-h` or `--help` explains any command.",
        "",
        *table(["Command", "What it does"], [(code(name), _first(command)) for name, command in commands()]),
    ]
    sections = [_section(name, command) for name, command in commands()]
    return document("Commands", "`generator/fieldpact/cli`", intro, *sections)


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name; groups are told by their commands."""
    yield from _within(main, "fieldpact")


def _within(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            yield from _within(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def _first(command: click.Command) -> str:
    return " ".join(prose(command.help or "").partition("\n\n")[0].split())


def _section(name: str, command: click.Command) -> list[str]:
    arguments = [_argument(p) for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option)]
    usage = " ".join([name, *arguments, *(["[options]"] if options else [])])
    lines = [f"## {name}", "", code(usage), "", prose(command.help or ""), ""]
    if options:
        lines += table(["Option", "Meaning"], [(code(_option(option)), _meaning(option)) for option in options])
    return lines


def _argument(argument: click.Argument) -> str:
    shown = argument.metavar or (argument.name or "").upper()
    return shown if argument.required else f"[{shown}]"


def _option(option: click.Option) -> str:
    """The spellings and what the option takes; not from click's own help, whose layout changes between versions."""
    spellings = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag:
        return spellings
    if isinstance(option.type, click.Choice):
        return f"{spellings} {'|'.join(option.type.choices)}"
    return f"{spellings} {option.metavar or option.type.name.split()[0].upper()}"


def _meaning(option: click.Option) -> str:
    notes = [prose(option.help or "")]
    if option.required:
        notes.append("Required.")
    elif not option.is_flag and not option.multiple and isinstance(option.default, str | int | float):
        notes.append(f"Default: {code(str(option.default))}.")
    return " ".join(notes)
