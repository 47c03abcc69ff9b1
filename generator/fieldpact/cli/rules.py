"""`fieldpact rules list | explain ID | test | schema`: IT's rules, in plain words."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fieldpact.govern.governance import Governance
    from fieldpact.govern.rules import Rule


@click.group("rules")
def command() -> None:
    """Show, explain and test IT's governance rules."""


@command.command("list")
def list_rules() -> None:
    """Every rule with its severity and tier."""
    rules = _governance().rules
    width = max(len(rule.file.title) for rule in rules.values())
    for rule in rules.values():
        file = rule.file
        click.echo(f"{file.id:<9} {file.severity:<8} {file.tier:<7} {file.title:<{width}}".rstrip())


@command.command("explain")
@click.argument("rule_id", metavar="ID")
def explain(rule_id: str) -> None:
    """What rule ID asks for, why, and what meets it."""
    from fieldpact.suggest import nearest

    rules = _governance().rules
    rule = rules.get(rule_id.upper())
    if rule is None:
        guess = nearest(rule_id.upper(), rules)
        raise click.UsageError(f"there is no rule {rule_id}" + (f"; did you mean {guess}?" if guess else ""))
    click.echo(_page(rule))


@command.command("test")
def test() -> None:
    """Run every rule over the specs it should accept and refuse. Exit status 1 where one goes wrong."""
    from fieldpact.govern.cases import run_cases
    from fieldpact.pipeline import read_model

    governance = _governance()
    count = wrong = 0
    for outcome in run_cases(governance, read_model):
        count += 1
        wrong += bool(outcome.problems)
        for problem in outcome.problems:
            click.echo(f"{outcome.rule} {outcome.path.relative_to(governance.folder)}: {problem}")
    click.echo(f"{len(governance.rules)} rules, {count} cases, {wrong} of them wrong")
    raise SystemExit(1 if wrong else 0)


@command.command("schema")
def schema() -> None:
    """Print the JSON Schema of the model that rules see."""
    from fieldpact.govern.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2))


def _governance() -> Governance:
    """The shipped set; what is wrong with it is told and ends the command."""
    from fieldpact.cli.output import print_findings
    from fieldpact.govern import shipped_governance

    governance = shipped_governance()
    if governance.findings:
        print_findings(governance.findings, {})
        raise SystemExit(2)
    return governance


def _page(rule: Rule) -> str:
    file = rule.file
    said = [
        f"{file.id}  {file.title}",
        f"{file.severity}, {_TIERS[file.tier]}",
        "",
        textwrap.fill(file.why, 100),
        "",
        f"for each   {file.for_each}",
    ]
    said += [f"when       {file.when}"] if file.when else []
    said += [f"require    {file.require}"]
    said += [f"params     {name}: {value}" for name, value in file.params.items()]
    said += [f"maps to    {', '.join(file.maps_to)}"] if file.maps_to else []
    said += ["on device  the app holds to it too"] if file.device == "true" else []
    said += [f"ask        {file.owner}"]
    for kind in ("accepted", "refused"):
        said += ["", f"{kind}:"]
        said += [f"  {path.stem.replace('_', ' ')}" for path in sorted((rule.folder / kind).glob("*.yaml"))]
    return "\n".join(said)


_TIERS = {
    "hard": "hard: nobody can waive it",
    "soft": "soft: a waiver with owner, reason and expiry can lift it",
    "advice": "advice: it never blocks",
}
