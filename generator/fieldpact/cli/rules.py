"""`fieldpact rules list | explain | new | test | docs | schema`: IT's rules, in plain words."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpact.cli.governance_option import GOVERNANCE, governance_of

if TYPE_CHECKING:
    from fieldpact.govern.governance import Governance
    from fieldpact.govern.rules import Rule


@click.group("rules")
def command() -> None:
    """Show, explain, test and start IT's governance rules."""


@command.command("list")
@GOVERNANCE
def list_rules(governance_folder: Path | None) -> None:
    """Every rule with its severity and tier."""
    rules = _governance(governance_folder).rules
    width = max(len(rule.file.title) for rule in rules.values())
    for rule in rules.values():
        file = rule.file
        note = "  only where a profile says so" if file.optional == "true" else ""
        click.echo(f"{file.id:<9} {file.severity:<8} {file.tier:<7} {file.title:<{width}}{note}".rstrip())


@command.command("explain")
@click.argument("rule_id", metavar="ID")
@GOVERNANCE
def explain(rule_id: str, governance_folder: Path | None) -> None:
    """What rule ID asks for and why, what its names mean, what meets it, and what profiles and waivers make of it."""
    from fieldpact.report.rule_text import render_rule

    governance = _governance(governance_folder)
    click.echo(render_rule(governance, _rule(governance, rule_id)), nl=False)


@command.command("new")
@click.argument("rule_id", metavar="ID")
@click.option("--group", help="The folder under rules/ that it stands in.")
@click.option("--title", help="What holds, in a sentence.")
@click.option("--for-each", help="The table whose rows it looks at, or app; fieldpact rules schema names them.")
@click.option("--when", default="", help="Formula: the rows that it concerns; all of them where left out.")
@click.option("--require", help="Formula: what must hold of them.")
@click.option("--message", help="What is wrong where it doesn't hold: words, or a formula.")
@click.option("--why", help="What the rule protects.")
@click.option("--owner", help="Whom to ask.")
@click.option(
    "--severity", type=click.Choice(["error", "warning", "info"]), default="error", help="How much it weighs."
)
@click.option("--tier", type=click.Choice(["hard", "soft", "advice"]), default="soft", help="Whether it can be waived.")
@GOVERNANCE
def new(rule_id: str, governance_folder: Path | None, **given: str | None) -> None:
    """Start rule ID in an organisation's own set. What isn't said as an option is asked.

    The folder has a spec to accept and one to refuse: fill them in, and fieldpact rules test ID says when it holds.
    Exit status: 0 made, 1 made and a formula has findings, 2 not made.
    """
    from fieldpact import shipped
    from fieldpact.cli.output import print_findings
    from fieldpact.project.new_rule import NewRule, RuleRefused, make_rule

    governance = _governance(governance_folder)
    if governance_folder is None and governance.folder == shipped.folder("governance_rules"):
        raise click.UsageError(
            "own rules stand in an own set: fieldpact governance init governance, or --governance DIR"
        )
    answers = {key: value if (value := given[key]) is not None else _asked(key) for key in _QUESTIONS}
    rest = {key: value for key, value in given.items() if key not in _QUESTIONS and value is not None}
    try:
        folder, findings = make_rule(governance, NewRule(rule_id.upper(), **answers, **rest))
    except (RuleRefused, OSError) as problem:
        raise click.UsageError(str(problem)) from None
    click.echo(f"{folder}: made; fill in accepted/example.yaml and refused/example.yaml, then: fieldpact rules test")
    if findings:
        print_findings(findings, {})
        raise SystemExit(1)


def _asked(key: str) -> str:
    answer: str = click.prompt(_QUESTIONS[key])
    return answer


_QUESTIONS = {
    "group": "Group, such as data",
    "title": "What holds, in a sentence",
    "for_each": "Looks at the rows of (app, tables, fields, views, …)",
    "require": "What must hold, as a formula such as =field.max_length <= 500",
    "message": "What is wrong where it doesn't hold",
    "why": "What does the rule protect",
    "owner": "Whom to ask",
}


@command.command("test")
@click.argument("rule_id", metavar="[ID]", required=False)
@GOVERNANCE
def test(rule_id: str | None, governance_folder: Path | None) -> None:
    """Run every rule, or only ID, over the specs it should accept and refuse. Exit status 1 where one goes wrong."""
    from fieldpact.govern.cases import run_cases
    from fieldpact.pipeline import read_model

    governance = _governance(governance_folder)
    only = [_rule(governance, rule_id)] if rule_id else list(governance.rules.values())
    count = wrong = 0
    for outcome in run_cases(governance, read_model, only):
        count += 1
        wrong += bool(outcome.problems)
        for problem in outcome.problems:
            click.echo(f"{outcome.rule} {outcome.path.relative_to(governance.folder)}: {problem}")
    click.echo(f"{len(only)} {'rule' if len(only) == 1 else 'rules'}, {count} cases, {wrong} of them wrong")
    raise SystemExit(1 if wrong else 0)


@command.command("docs")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 where a page is stale.")
@GOVERNANCE
def docs(folder: Path, only_check: bool, governance_folder: Path | None) -> None:
    """Write the pages of a set into DIR: its rules, the policy on each platform, and what covers which requirement.

    Exit status: 0 written or current, 1 with --check where a page is stale.
    """
    from fieldpact.project.pages import stale_pages, write_pages
    from fieldpact.report.governance_pages import governance_pages

    governance = _governance(governance_folder)
    home = Path(os.path.relpath(governance.folder.resolve(), folder.resolve())).as_posix()
    pages = governance_pages(governance, home, "`fieldpact rules docs`")
    stale = stale_pages(folder, pages)
    for name in stale:
        click.echo(f"{folder / name} {'is stale' if only_check else 'written'}")
    if only_check:
        raise SystemExit(1 if stale else 0)
    write_pages(folder, {name: pages[name] for name in stale})


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of the model that rules see."""
    from fieldpact.govern.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2))


def _governance(given: Path | None) -> Governance:
    """The set that counts here; what is wrong with it is told and ends the command."""
    from fieldpact.cli.output import print_findings

    governance = governance_of(Path.cwd() / "spec.yaml", given)
    if governance.findings:
        print_findings(governance.findings, governance.sources)
        raise SystemExit(2)
    return governance


def _rule(governance: Governance, rule_id: str) -> Rule:
    from fieldpact.suggest import nearest

    rule = governance.rules.get(rule_id.upper())
    if rule is None:
        guess = nearest(rule_id.upper(), governance.rules)
        raise click.UsageError(f"there is no rule {rule_id}" + (f"; did you mean {guess}?" if guess else ""))
    return rule
