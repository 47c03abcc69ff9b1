"""`fieldpact new`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.output import print_findings


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--answer", "given", multiple=True, metavar="QUESTION=ANSWER", help="Answer unasked; may repeat.")
@click.option("--defaults", is_flag=True, help="Take the default for every question not answered.")
def command(folder: Path, given: tuple[str, ...], defaults: bool) -> None:
    """Start an app from four questions, in a new folder inside FOLDER.

    Exit status: 0 made, 1 an answer can't be used, 2 the folder can't be written.
    """
    from fieldpact.project.questions import problem_with, questions
    from fieldpact.project.starter import StarterRefused, create

    answers = dict(_pair(text) for text in given)
    for question in questions():
        if question.key in answers or defaults:
            continue
        kind = click.Choice(question.options, case_sensitive=False) if question.options else None
        while True:
            answers[question.key] = click.prompt(question.ask, default=question.default, type=kind)
            problem = problem_with(question, answers[question.key])
            if problem is None:
                break
            print_findings([problem], {})
    try:
        place = create(answers, folder)
    except StarterRefused as refusal:
        print_findings(refusal.findings, {})
        raise SystemExit(1) from None
    except OSError as problem:
        click.echo(f"{folder} can't be written: {problem.strerror or problem}", err=True)
        raise SystemExit(2) from None
    click.echo(f"{place / 'spec.yaml'} is your app. See it run:\n\n    fieldpact preview {place}\n")


def _pair(text: str) -> tuple[str, str]:
    key, equals, answer = text.partition("=")
    if not equals:
        raise click.BadParameter(f"write it as QUESTION=ANSWER, not {text!r}", param_hint="--answer")
    return key.strip(), answer
