"""An organisation's set: its own folder, over the copy of the shipped set that `governance.yaml` pins by digest.

Rules, profiles, words of the lexicon and waivers of both folders add up. `purposes.yaml`, `connectors.yaml` and
`lanes.yaml` of the own folder stand in for those of the base: they are an organisation's own decisions. `policy.yaml`
and `platforms.yaml` are always the base's: they say what the app can do (docs/decisions/0011).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from pydantic import Field

from fieldapp.unchanging import unchanging
from fieldpact import shipped
from fieldpact.findings import Finding
from fieldpact.govern.files import ItModel, it_finding, read_it_file
from fieldpact.source.document import Document

SET_FILE = "governance.yaml"
SET_FOLDER = "governance"
BASE_FOLDER = "base"
VARIABLE = "FIELDPACT_GOVERNANCE"
EVERY_APP = "*"
BASELINE = "baseline"
LONGEST_WAIVER = 366

_ALWAYS_THE_BASES = ("policy.yaml", "platforms.yaml")


class BaseFile(ItModel):
    """The shipped set that an own one stands on."""

    fieldpact: str
    """Version of fieldpact that it came with."""
    digest: str
    """sha256 over the files of base/, as `fieldpact governance digest` prints it."""


class SetFile(ItModel):
    """governance.yaml: whose set it is, what it stands on, and which profile an app gets."""

    name: str
    base: BaseFile | None = None
    apps: dict[str, str] = Field(default_factory=dict)
    """Profile by an app's id, by the start of ids (`com.example.eu.*`), or for every other app (`*`)."""
    longest_waiver: int = Field(default=LONGEST_WAIVER, ge=1)
    """Days from today that a waiver may hold; one that ends later is for ever, and holds not at all."""


@unchanging
class Layers:
    """The folders of a set, base first, and what its governance.yaml says."""

    folders: tuple[Path, ...]
    file: SetFile
    document: Document | None = None
    findings: tuple[Finding, ...] = field(default=())

    def named(self, name: str) -> Path:
        """The one file of that name that counts."""
        own = self.folders[-1] / name
        return own if name not in _ALWAYS_THE_BASES and own.is_file() else self.folders[0] / name

    def below(self, name: str) -> tuple[Path, ...]:
        """The folders of that name, which add up; base first."""
        return tuple(folder / name for folder in self.folders)


def read_layers(folder: Path, digest_of: Callable[[Path], str]) -> Layers:
    """What stands in a set's folder. `digest_of` a folder is compared with what governance.yaml pins."""
    path = folder / SET_FILE
    if not path.is_file():
        return Layers((folder,), SetFile(name=folder.name, apps={EVERY_APP: BASELINE}))
    content, document, findings = read_it_file(path, SetFile)
    base = folder / BASE_FOLDER
    if content is None:
        folders = (base, folder) if base.is_dir() else (folder,)
        return Layers(folders, SetFile(name=folder.name, apps={EVERY_APP: BASELINE}), document, tuple(findings))
    findings += _patterns(content, document)
    if content.base is None:
        return Layers((folder,), content, document, tuple(findings))
    findings += _pinned(content.base, document, base, digest_of)
    for name in _ALWAYS_THE_BASES:
        if (folder / name).is_file():
            say = f"{name} says what the app can do and is always the one in {BASE_FOLDER}/; take your own out"
            findings.append(it_finding(document, (), "set-file", say))
    return Layers((base, folder), content, document, tuple(findings))


def _pinned(base: BaseFile, document: Document, folder: Path, digest_of: Callable[[Path], str]) -> list[Finding]:
    found = digest_of(folder)
    if found == base.digest.removeprefix("sha256:"):
        return []
    say = (
        f"{BASE_FOLDER}/ is not the set of fieldpact {base.fieldpact} that is pinned here: a file of it was changed, "
        f"added or taken away (its digest is {found})"
        if folder.is_dir()
        else f"there is no {BASE_FOLDER}/, the set of fieldpact {base.fieldpact} that this one stands on"
    )
    hint = "bring it back as it was; own rules go beside it, and fieldpact governance upgrade takes a newer one"
    return [it_finding(document, ("base", "digest"), "set-digest", say, hint)]


def _patterns(content: SetFile, document: Document) -> list[Finding]:
    found = []
    for pattern in content.apps:
        if pattern != EVERY_APP and "*" in pattern.removesuffix(".*"):
            say = f"{pattern!r} is no app's id; a star may stand for the end of ids only, such as com.example.*"
            found.append(it_finding(document, ("apps", pattern), "app-pattern", say))
    if EVERY_APP not in content.apps:
        say = "apps: doesn't say which profile every other app gets"
        found.append(it_finding(document, ("apps",), "app-pattern", say, f'add "{EVERY_APP}": {BASELINE}'))
    return found


def profile_for(apps: Mapping[str, str], app_id: str) -> str:
    """The profile that IT maps an app to; the longest pattern counts. Capitals don't tell ids apart."""
    return apps.get(pattern_for(apps, app_id), BASELINE)


def pattern_for(apps: Mapping[str, str], app_id: str) -> str:
    """The pattern that counts for an app; empty where none fits."""
    wanted = app_id.casefold()
    fitting = [pattern for pattern in apps if _fits(pattern.casefold(), wanted)]
    return max(fitting, key=lambda pattern: (not pattern.endswith("*"), len(pattern)), default="")


def _fits(pattern: str, app_id: str) -> bool:
    if pattern == EVERY_APP:
        return True
    return app_id.startswith(pattern[:-1]) if pattern.endswith(".*") else app_id == pattern


def set_folder(near: Path | None = None, given: Path | None = None, environ: Mapping[str, str] | None = None) -> Path:
    """Which set counts: the one given, else that of the environment, else the nearest, else the one that ships.

    The nearest is a folder `governance/` with a governance.yaml beside the spec `near`, or above it.
    """
    if given is not None:
        return given
    named = (os.environ if environ is None else environ).get(VARIABLE)
    if named:
        return Path(named)
    for folder in near.resolve().parents if near else ():
        if (folder / SET_FOLDER / SET_FILE).is_file():
            return folder / SET_FOLDER
    return shipped.folder("governance_rules")
