"""Profiles: IT's policy for a family of apps. One extends another and may tighten it, never loosen it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding
from fieldpact.govern.files import ItModel, it_finding, read_it_file, shape_of
from fieldpact.govern.rules import Rule
from fieldpact.govern.tuning import Tuned, TuningFile, tune
from fieldpact.source.document import Document
from fieldpact.suggest import nearest

Switch = bool | Decimal | tuple[str, ...]


class SwitchFile(ItModel):
    """One switch of the policy: what it holds and how a profile may change it."""

    type: Literal["number", "yes_no", "texts"]
    merge: Literal["min", "max", "and", "or", "intersect"]
    says: str


class PolicyFile(ItModel):
    """All switches that profiles set."""

    switches: dict[str, SwitchFile]


class CoverFile(ItModel):
    """One thing that covers a requirement: a rule, a guarantee of the runtime, or what is left to the organisation."""

    rule: str | None = None
    """Id of a rule."""
    runtime: str | None = None
    """Module of the runtime that guarantees it."""
    organisation: str | None = None
    """What an organisation does itself, in words."""
    says: str = ""
    """What it does about it, in words."""
    tests: tuple[str, ...] = ()
    """Tests of fieldpact that hold it: file::name."""


class ProfileFile(ItModel):
    """One profile; the file's name is its id."""

    title: str
    says: str = ""
    """Whom it is for, in a sentence."""
    extends: str | None = None
    policy: dict[str, str | list[str]] = Field(default_factory=dict)
    rules: dict[str, TuningFile] = Field(default_factory=dict)
    covers: dict[str, tuple[CoverFile, ...]] = Field(default_factory=dict)
    """Ids of requirements, with what covers each."""


@unchanging
class Profile:
    """A profile with everything it inherits: a value for each switch, and the rules that it changes.

    `chain` are the profiles that it stands on, itself last; `origins` say which of them a switch (`backup`) or a
    rule's value (`DATA-007.params.max_fields`) comes from.
    """

    name: str
    policy: Mapping[str, Switch]
    tuning: Mapping[str, Tuned] = field(default_factory=dict)
    title: str = ""
    says: str = ""
    chain: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    covers: Mapping[str, tuple[CoverFile, ...]] = field(default_factory=dict)

    @property
    def params(self) -> Mapping[str, Mapping[str, str | list[str]]]:
        """The params of the rules that it changes."""
        return {name: tuned.params for name, tuned in self.tuning.items()}


def load_switches(path: Path) -> tuple[Mapping[str, SwitchFile], list[Finding]]:
    content, _, findings = read_it_file(path, PolicyFile)
    return (content.switches if content else {}), findings


def load_profiles(
    folders: Iterable[Path], switches: Mapping[str, SwitchFile], rules: Mapping[str, Rule]
) -> tuple[Mapping[str, Profile], list[Finding]]:
    """Every profile of the folders, each merged onto the one it extends."""
    findings: list[Finding] = []
    files: dict[str, tuple[ProfileFile, Document]] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.yaml"))):
        content, document, problems = read_it_file(path, ProfileFile)
        findings += problems
        if path.stem in files:
            say = f"the base has a profile {path.stem} too; give yours a name of its own and let it extend that one"
            findings.append(it_finding(document, (), "profile-name", say))
            continue
        if content is not None:
            files[path.stem] = content, document
    done: dict[str, Profile] = {}
    for name in files:
        _resolve(name, _Known(files, switches, rules), done, findings, ())
    return done, findings


@unchanging
class _Known:
    """What profiles are made of."""

    files: Mapping[str, tuple[ProfileFile, Document]]
    switches: Mapping[str, SwitchFile]
    rules: Mapping[str, Rule]


def _resolve(
    name: str, known: _Known, done: dict[str, Profile], findings: list[Finding], below: tuple[str, ...]
) -> Profile | None:
    if name in done:
        return done[name]
    content, document = known.files[name]
    parent: Profile | None = None
    if content.extends is not None:
        if content.extends in (*below, name) or content.extends not in known.files:
            say = f"profile {name} can't extend {content.extends}: no such profile, or one that extends this one"
            findings.append(it_finding(document, ("extends",), "profile-parent", say))
            return None
        parent = _resolve(content.extends, known, done, findings, (*below, name))
        if parent is None:
            return None
    origins = dict(parent.origins) if parent else {}
    policy, problems = _switches(name, content, document, parent, known.switches)
    findings += problems
    origins |= {key: name for key in content.policy if not parent or policy.get(key) != parent.policy.get(key)}
    tuning = dict(parent.tuning) if parent else {}
    for rule_id, file in content.rules.items():
        rule = known.rules.get(rule_id)
        if rule is None:
            guess = nearest(rule_id, known.rules)
            hint = f"did you mean {guess}?" if guess else ""
            findings.append(
                it_finding(document, ("rules", rule_id), "profile-rule", f"there is no rule {rule_id}", hint)
            )
            continue
        over = f"profile {parent.name}" if parent and rule_id in parent.tuning else "the rule"
        before = tuning.get(rule_id) or Tuned.of(rule.file)
        tuning[rule_id], changed, problems = tune(rule, before, file, document, over)
        findings += problems
        origins |= {f"{rule_id}.{key}": name for key in changed}
    covers = {**(parent.covers if parent else {}), **content.covers}
    findings += _covers(content, document, known.rules)
    chain = (*(parent.chain if parent else ()), name)
    done[name] = Profile(name, policy, tuning, content.title, content.says, chain, origins, covers)
    return done[name]


def _switches(
    name: str,
    content: ProfileFile,
    document: Document,
    parent: Profile | None,
    switches: Mapping[str, SwitchFile],
) -> tuple[dict[str, Switch], list[Finding]]:
    """The policy of a profile over that of the one it extends."""
    findings: list[Finding] = []
    policy = dict(parent.policy) if parent else {}
    for key, raw in content.policy.items():
        switch = switches.get(key)
        if switch is None or shape_of(raw) != switch.type:
            say = f"{key} is no switch of the policy" if switch is None else f"{key} takes {switch.type}, not {raw!r}"
            findings.append(it_finding(document, ("policy", key), "policy-value", say))
            continue
        wanted = value_of(raw)
        policy[key] = merged = merge(switch.merge, policy[key], wanted) if key in policy else wanted
        if merged != wanted:
            say = f"{key}: {shown(wanted)} loosens what profile {content.extends} says; {shown(merged)} stays"
            findings.append(it_finding(document, ("policy", key), "policy-loosened", say))
    for key in switches.keys() - policy.keys():
        findings.append(it_finding(document, ("policy",), "policy-value", f"profile {name} says nothing about {key}"))
    return policy, findings


def _covers(content: ProfileFile, document: Document, rules: Mapping[str, Rule]) -> list[Finding]:
    """Requirements that nothing covers, and rules that aren't there."""
    found = []
    for requirement, covers in content.covers.items():
        at = ("covers", requirement)
        if not covers:
            found.append(it_finding(document, at, "covers", f"nothing covers {requirement}"))
        for number, cover in enumerate(covers):
            if sum(each is not None for each in (cover.rule, cover.runtime, cover.organisation)) != 1:
                say = "each line names one of rule, runtime and organisation"
                found.append(it_finding(document, (*at, number), "covers", say))
            elif cover.rule is not None and cover.rule not in rules:
                found.append(it_finding(document, (*at, number), "covers", f"there is no rule {cover.rule}"))
    return found


def value_of(raw: str | list[str]) -> Switch:
    """A raw value of IT's files, as the formula language has it."""
    if isinstance(raw, list):
        return tuple(raw)
    shape = shape_of(raw)
    return raw == "true" if shape == "yes_no" else Decimal(raw) if shape == "number" else (raw,)


def merge(how: str, old: Switch, new: Switch) -> Switch:
    """The stricter of two values of a switch. Both are of the switch's type, which its file declares."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return tuple(item for item in new if item in old)
    if isinstance(old, bool) and isinstance(new, bool):
        return (old and new) if how == "and" else (old or new)
    if isinstance(old, Decimal) and isinstance(new, Decimal):
        return min(old, new) if how == "min" else max(old, new)
    raise TypeError(f"{old!r} and {new!r} are of different types")


def shown(value: Switch) -> str:
    """A value of a switch as IT writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "[" + ", ".join(value) + "]" if isinstance(value, tuple) else str(value)
