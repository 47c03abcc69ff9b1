"""IT's whole set, read once: rules, profiles and purposes; words by language as they are needed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fieldpact import shipped
from fieldpact.findings import Finding
from fieldpact.govern.connectors import KnownConnector, load_connectors
from fieldpact.govern.lanes import STRICT, LanesFile, Wording, load_lanes, load_wording
from fieldpact.govern.layers import BASE_FOLDER, BASELINE, LONGEST_WAIVER, Layers, profile_for, read_layers, set_folder
from fieldpact.govern.lexicon import Lexicon, LexiconFile, load_lexicon, read_words
from fieldpact.govern.platforms import SwitchOnPlatforms, load_platforms
from fieldpact.govern.profile import Profile, SwitchFile, load_profiles, load_switches
from fieldpact.govern.purposes import Purpose, load_purposes
from fieldpact.govern.rules import Rule, load_rules
from fieldpact.govern.waivers import Waiver, load_waivers
from fieldpact.source.text import Source

__all__ = [
    "BASELINE",
    "Governance",
    "digest_of",
    "files_of",
    "governance_for",
    "load_governance",
    "shipped_governance",
]


@dataclass(frozen=True)
class Governance:
    """What IT says. `findings` tell what is wrong with IT's own files; whoever uses the set passes them on.

    `sources` hold the text of the files that these findings point into. `layers` are the folders, the base first.
    """

    folder: Path
    rules: Mapping[str, Rule]
    profiles: Mapping[str, Profile]
    purposes: Mapping[str, Purpose]
    findings: tuple[Finding, ...]
    connectors: Mapping[str, KnownConnector] = field(default_factory=dict)

    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    switches: Mapping[str, SwitchFile] = field(default_factory=dict)
    platforms: Mapping[str, SwitchOnPlatforms] = field(default_factory=dict)
    layers: Layers | None = None
    lanes: LanesFile = STRICT
    sources: Mapping[str, Source] = field(default_factory=dict)

    @functools.cached_property
    def digest(self) -> str:
        """sha256 over every file of the set, waivers too: what an approval pins."""
        return digest_of(self.folder)

    def profile_of(self, app_id: str) -> str:
        """The profile that IT gives an app; a spec never chooses."""
        return profile_for(self.apps, app_id)

    @property
    def apps(self) -> Mapping[str, str]:
        """Profile by pattern of app ids."""
        return self.layers.file.apps if self.layers else {}

    @property
    def longest_waiver(self) -> int:
        """Days from today that a waiver may hold."""
        return self.layers.file.longest_waiver if self.layers else LONGEST_WAIVER

    def words(self) -> Mapping[str, LexiconFile]:
        """The words of each language as the files say, those of own files after the base's."""
        return read_words(self.layers.below("lexicon") if self.layers else (self.folder / "lexicon",))

    def lexicon(self, languages: Iterable[str]) -> tuple[Lexicon, list[Finding]]:
        """The words in labels of some languages, and what is wrong with their files."""
        folders = self.layers.below("lexicon") if self.layers else (self.folder / "lexicon",)
        return load_lexicon(folders, languages)

    def wording(self, languages: Iterable[str]) -> Mapping[str, Wording]:
        """The words on which a change of wording waits for a person, by language; those without any are left out."""
        folders = self.layers.below("wording") if self.layers else (self.folder / "wording",)
        return load_wording(folders, languages)[0]

    def tier(self, code: str) -> str:
        """hard, soft or advice; findings that aren't a rule's are hard."""
        rule = self.rules.get(code)
        return rule.file.tier if rule else "hard"


def load_governance(folder: Path) -> Governance:
    """Reads a governance folder: an organisation's own with its base, or one that stands alone."""
    layers = read_layers(folder, digest_of)
    findings = list(layers.findings)
    switches, more = load_switches(layers.named("policy.yaml"))
    findings += more
    platforms, more = load_platforms(layers.named("platforms.yaml"), switches)
    findings += more
    rules, more = load_rules(layers.below("rules"), {name: switch.type for name, switch in switches.items()})
    findings += more
    profiles, more = load_profiles(layers.below("profiles"), switches, rules)
    findings += more
    purposes, more = load_purposes(layers.named("purposes.yaml"))
    findings += more
    waivers, more = load_waivers(layers.below("waivers"), rules)
    findings += more
    connectors, more = load_connectors(layers.named("connectors.yaml"))
    findings += more
    lanes, more = load_lanes(layers.named("lanes.yaml"))
    findings += more
    sources = {name: _source(name) for name in dict.fromkeys(f.span.file for f in findings if f.span)}
    return Governance(
        folder, rules, profiles, purposes, tuple(findings), connectors,
        waivers=waivers, switches=switches, platforms=platforms, layers=layers, lanes=lanes, sources=sources,
    )  # fmt: skip


def _source(name: str) -> Source:
    """The text of a file that a finding points into; empty where it isn't there."""
    path = Path(name)
    return Source(name, path.read_bytes().decode("utf-8", "replace") if path.is_file() else "")


def governance_for(near: Path | None = None, given: Path | None = None) -> Governance:
    """The set that counts for a spec (layers.set_folder), read again only when a byte of it has changed."""
    folder = set_folder(near, given)
    return _loaded(folder, digest_of(folder)) if folder != shipped.folder("governance_rules") else shipped_governance()


@functools.lru_cache(maxsize=8)
def _loaded(folder: Path, digest: str) -> Governance:
    """A set by its folder and the digest of what stands there."""
    return load_governance(folder)


@functools.cache
def shipped_governance() -> Governance:
    """The set that comes with fieldpact."""
    return load_governance(shipped.folder("governance_rules"))


def digest_of(folder: Path) -> str:
    """sha256 over every file of a governance folder, with its name: what an approval pins."""
    digest = hashlib.sha256()
    for name, data in read_folder(folder).items():
        digest.update(f"{hashlib.sha256(data).hexdigest()}  {name}\n".encode())
    return digest.hexdigest()


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file of a governance folder by its name in it, in order."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.yaml")}
    return {name: paths[name].read_bytes() for name in sorted(paths)}


def files_of(governance: Governance) -> dict[str, bytes]:
    """The files of a set as they count: an own one stands in for the base's of the same name."""
    own = read_folder(governance.folder)
    base = {
        name.removeprefix(f"{BASE_FOLDER}/"): data for name, data in own.items() if name.startswith(f"{BASE_FOLDER}/")
    }
    if not governance.layers or len(governance.layers.folders) == 1:
        return own
    return {**base, **{name: data for name, data in own.items() if not name.startswith(f"{BASE_FOLDER}/")}}
