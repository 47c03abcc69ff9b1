"""IT's whole set, read once: rules, profiles and purposes; words by language as they are needed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fieldpact import shipped
from fieldpact.findings import Finding
from fieldpact.govern.lexicon import Lexicon, load_lexicon
from fieldpact.govern.profile import Profile, load_profiles, load_switches
from fieldpact.govern.purposes import Purpose, load_purposes
from fieldpact.govern.rules import Rule, load_rules

BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Governance:
    """What IT says. `findings` tell what is wrong with IT's own files; whoever uses the set passes them on."""

    folder: Path
    rules: Mapping[str, Rule]
    profiles: Mapping[str, Profile]
    purposes: Mapping[str, Purpose]
    findings: tuple[Finding, ...]

    def lexicon(self, languages: Iterable[str]) -> tuple[Lexicon, list[Finding]]:
        """The words in labels of some languages, and what is wrong with their files."""
        return load_lexicon(self.folder / "lexicon", languages)

    def tier(self, code: str) -> str:
        """hard, soft or advice; findings that aren't a rule's are hard."""
        rule = self.rules.get(code)
        return rule.file.tier if rule else "hard"


def load_governance(folder: Path) -> Governance:
    """Reads a governance folder."""
    switches, findings = load_switches(folder / "policy.yaml")
    profiles, more = load_profiles(folder / "profiles", switches)
    findings = [*findings, *more]
    purposes, more = load_purposes(folder / "purposes.yaml")
    findings += more
    rules, more = load_rules(folder / "rules", {name: switch.type for name, switch in switches.items()})
    findings += more
    return Governance(folder, rules, profiles, purposes, tuple(findings))


@functools.cache
def shipped_governance() -> Governance:
    """The set that comes with fieldpact."""
    return load_governance(shipped.folder("governance_rules"))


def digest_of(folder: Path) -> str:
    """sha256 over every file of a governance folder, with its name: what an approval pins."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda p: p.relative_to(folder).as_posix()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{content}  {path.relative_to(folder).as_posix()}\n".encode())
    return digest.hexdigest()
