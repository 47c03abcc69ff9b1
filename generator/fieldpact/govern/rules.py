"""Rules: one folder each, `<group>/<id>/rule.yaml`, read and compiled once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from fieldapp.formula.load import load
from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Severity
from fieldpact.formula import compile as compile_formula
from fieldpact.formula.types import BOOLEAN, TEXT, Type
from fieldpact.govern.env import RuleEnv
from fieldpact.govern.files import ItModel, it_finding, read_it_file
from fieldpact.govern.schema import SINGULAR
from fieldpact.source.document import Document
from fieldpact.source.nodes import Scalar

Call = Callable[..., Any]
Tier = Literal["hard", "soft", "advice"]

_MOMENTS = frozenset({"now", "today", "me", "world:here"})


class FixFile(ItModel):
    """What would settle a finding, from the row's place in the spec; dots lead into maps."""

    set: dict[str, str] = Field(default_factory=dict)
    """Keys with their values."""
    remove: tuple[str, ...] = ()
    """Keys that are taken out."""


class RuleFile(ItModel):
    """rule.yaml: one sentence about what any app may do."""

    id: str
    title: str
    severity: Severity
    """error, warning or info."""
    tier: Tier
    """hard can't be waived, soft can, advice never blocks."""
    for_each: str
    """The table whose rows it looks at, or app."""
    at: str = ""
    """Key that findings point to, from the row's place in the spec (from the spec's start for app)."""
    when: str | None = None
    """Rows that it concerns; all of them where absent."""
    require: str
    """What must hold of them. Blank, an error or an absent value does not hold."""
    message: str
    """What is wrong, with the values that make it so."""
    hint: str | None = None
    """What to do about it."""
    fix: FixFile | None = None
    why: str
    """What the rule protects, for those who meet it."""
    maps_to: tuple[str, ...] = ()
    """Ids of standards; never their text."""
    owner: str
    """Whom to ask."""
    params: dict[str, str | list[str]] = Field(default_factory=dict)
    """Numbers and words that a profile may tighten."""
    tighter: dict[str, Literal["less", "more"]] = Field(default_factory=dict)
    """Which way a param gets tighter: a smaller number or fewer words, or a larger number or more words."""
    optional: Literal["true", "false"] = "false"
    """Whether it counts only where a profile makes it active."""
    device: Literal["true", "false"] = "false"
    """Whether the app must hold to it too, by its policy."""


@unchanging
class Rule:
    """A rule ready to run. Its formulas take a world and one record of names (env.py)."""

    file: RuleFile
    folder: Path
    require: Call
    message: Call
    when: Call | None = None
    hint: Call | None = None
    fix: Mapping[str, Call] | None = None
    trees: tuple[list[Any], ...] = ()
    """Of `when` and `require`, for whoever wants to know what they read."""

    @property
    def id(self) -> str:
        return self.file.id


def load_rules(folders: Iterable[Path], switches: Mapping[str, str]) -> tuple[Mapping[str, Rule], list[Finding]]:
    """Every rule by id, and what is wrong with those that can't be used. `switches`: the policy's, with kinds."""
    rules: dict[str, Rule] = {}
    findings: list[Finding] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*/*/rule.yaml"))):
        file, document, problems = read_it_file(path, RuleFile)
        findings += problems
        if file is None:
            continue
        rule, problems = _compile(file, document, path.parent, switches)
        if file.id in rules:
            problems.append(it_finding(document, ("id",), "rule-id", f"{file.id} is the id of another rule too"))
        elif file.id.lower() != path.parent.name:
            problems.append(it_finding(document, ("id",), "rule-id", f"the folder of {file.id} is {file.id.lower()}"))
        elif unknown := [name for name in file.tighter if name not in file.params]:
            say = f"there is no param {unknown[0]}"
            problems.append(it_finding(document, ("tighter", unknown[0]), "governance-file", say))
        elif rule is not None:
            rules[file.id] = rule
        findings += problems
    return rules, findings


def _compile(
    file: RuleFile, document: Document, folder: Path, switches: Mapping[str, str]
) -> tuple[Rule | None, list[Finding]]:
    if file.for_each not in SINGULAR and file.for_each != "app":
        known = ", ".join(["app", *SINGULAR])
        say = f"there is no table {file.for_each!r}"
        return None, [it_finding(document, ("for_each",), "rule-formula", say, hint=f"it can be {known}")]
    env = RuleEnv(file.for_each, file.params, switches)
    findings: list[Finding] = []
    trees: list[list[Any]] = []

    def formula(text: str, where: tuple[str, ...], expect: Type | None) -> Call:
        compiled = compile_formula(text.removeprefix("="), env, expect)
        problems = [(p.message, p.hint, p.start, p.end) for p in compiled.problems]
        if moments := sorted(_MOMENTS.intersection(compiled.deps)):
            say = f"a rule can't ask for {', '.join(moments)}: the same spec gets the same findings every day"
            problems.append((say, "", 0, len(text) - 1))
        for say, hint, start, end in problems:
            findings.append(_formula_finding(document, where, say, hint, start, end))
        if compiled.tree is not None and where[0] in ("when", "require"):
            trees.insert(0 if where[0] == "when" else len(trees), compiled.tree)
        return _when_called(compiled.tree) if compiled.tree is not None and not problems else _broken

    def words(text: str, where: tuple[str, ...], expect: Type | None) -> Call:
        return formula(text, where, expect) if text.startswith("=") else lambda *_: text

    rule = Rule(
        file,
        folder,
        require=formula(file.require, ("require",), BOOLEAN),
        message=words(file.message, ("message",), TEXT),
        when=formula(file.when, ("when",), BOOLEAN) if file.when else None,
        hint=words(file.hint, ("hint",), TEXT) if file.hint else None,
        fix={key: words(text, ("fix", "set", key), None) for key, text in file.fix.set.items()} if file.fix else None,
    )
    return (None if findings else replace(rule, trees=tuple(trees))), findings


def _when_called(tree: list[Any]) -> Call:
    """The tree as a function that is made at its first call: messages of rules that find nothing never are."""
    made: list[Call] = []

    def call(*records: Any) -> Any:
        if not made:
            made.append(load(tree))
        return made[0](*records)

    return call


def _broken(*_: Any) -> Any:
    """Stands in for a formula with problems; a rule that has one never runs."""
    raise AssertionError("a rule with problems must not run")


def _formula_finding(document: Document, where: tuple[str, ...], say: str, hint: str, start: int, end: int) -> Finding:
    node = document.find(where)
    lead = 1 if isinstance(node, Scalar) and node.text.startswith("=") else 0
    span = node.place(start + lead, end + lead) if isinstance(node, Scalar) else document.value_span(where)
    return Finding("rule-formula", say, span, path=".".join(where), hint=hint)
