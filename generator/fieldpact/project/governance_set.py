"""`fieldpact governance init | upgrade`: an organisation's own set over a copy of the shipped one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import fieldpact
from fieldapp.unchanging import unchanging
from fieldpact import shipped
from fieldpact.findings import Finding
from fieldpact.govern.comparison import SetChange, compare_sets
from fieldpact.govern.files import read_it_file
from fieldpact.govern.governance import Governance, digest_of, load_governance, read_folder
from fieldpact.govern.layers import BASE_FOLDER, SET_FILE, SetFile
from fieldpact.project.exchange import put_in_place, recover
from fieldpact.project.quoting import yaml_text
from fieldpact.source.nodes import Scalar

_GITATTRIBUTES = (
    f"# Written by fieldpact governance; reviews can leave it folded.\n{BASE_FOLDER}/** linguist-generated\n"
)

_README = f"""# Governance

What any field app of ours may do. `fieldpact check` finds this folder beside a spec or above it.

| Here | Is |
|---|---|
| `{SET_FILE}` | whose set this is, the digest of `{BASE_FOLDER}/`, and which profile an app gets, by its id |
| `{BASE_FOLDER}/` | the set of fieldpact as it came, pinned; `fieldpact governance upgrade` takes a newer one |
| `rules/<group>/<id>/` | our own rules: `fieldpact rules new ID --governance .` |
| `profiles/<name>.yaml` | our own profiles; one that `extends` another may tighten it, never loosen it |
| `lexicon/<language>.yaml` | our own words that betray personal data, beside those of the base |
| `purposes.yaml`, `connectors.yaml`, `lanes.yaml` | our own decisions; such a file here stands in for the base's |
| `waivers/<name>.yaml` | what passes for one app, with a reason, an owner and an end |

`fieldpact governance show APP_ID` says what an app gets, and where each value comes from.
"""


class SetRefused(ValueError):
    """The folder can't be used; the message says why."""


@unchanging
class Upgrade:
    """What an upgrade changes, and what is then wrong with the set, for somebody to mend."""

    changes: list[SetChange]
    findings: list[Finding]


def init_set(target: Path, name: str) -> Path:
    """Makes a set in the folder `target`, which must not exist yet or be empty. Raises SetRefused, and OSError."""
    place = target.absolute()
    if os.path.lexists(place) and not (place.is_dir() and not any(place.iterdir())):
        raise SetRefused(f"{target} is there already and isn't empty")
    place.parent.mkdir(parents=True, exist_ok=True)
    with _staged(place.parent) as staged:
        made = staged / "made"
        _copy_base(made / BASE_FOLDER)
        (made / "README.md").write_text(_README, "utf-8")
        (made / ".gitattributes").write_text(_GITATTRIBUTES, "utf-8")
        (made / SET_FILE).write_text(_set_file(name, digest_of(made / BASE_FOLDER)), "utf-8")
        if place.is_dir():
            place.rmdir()
        made.rename(place)
    return place


def upgrade_set(folder: Path, dry_run: bool, discard_edits: bool = False) -> Upgrade:
    """Takes the set of the installed fieldpact as the base. Own files stay as they are. Raises SetRefused, OSError."""
    before = load_governance(folder)
    pinned = before.layers.file.base if before.layers else None
    if pinned is None:
        raise SetRefused(f"{folder} has no base in its {SET_FILE}; fieldpact governance init makes a set that has one")
    expected = (pinned.digest.removeprefix("sha256:"), digest_of(shipped.folder("governance_rules")))
    if digest_of(folder / BASE_FOLDER) not in expected and not discard_edits:
        raise SetRefused(
            f"{folder / BASE_FOLDER} isn't what {SET_FILE} pins, and an upgrade would overwrite what was changed "
            "there; bring it back as it was, or say --discard-edits"
        )
    with _staged(folder.absolute().parent) as staged:
        trial = staged / folder.name
        for name, data in read_folder(folder).items():
            if not name.startswith(f"{BASE_FOLDER}/"):
                _write(trial / name, data)
        _copy_base(trial / BASE_FOLDER)
        text = _pinned_anew(folder / SET_FILE, digest_of(trial / BASE_FOLDER))
        (trial / SET_FILE).write_text(text, "utf-8")
        after = load_governance(trial)
        upgrade = Upgrade(compare_sets(before, after), _moved(after, trial, folder))
        if dry_run:
            return upgrade
        # The base first: after a kill in between, the digest that doesn't hold says so, and a second run mends it.
        base, aside = folder.absolute() / BASE_FOLDER, staged / "before"
        try:
            put_in_place(trial / BASE_FOLDER, base, aside)
        finally:
            recover(base, aside)
        (trial / SET_FILE).replace(folder / SET_FILE)
    return upgrade


def _moved(after: Governance, trial: Path, folder: Path) -> list[Finding]:
    """The findings of a set that was tried out elsewhere, as if it stood in its own folder."""
    return [
        replace(found, span=replace(found.span, file=found.span.file.replace(str(trial), str(folder), 1)))
        if found.span
        else found
        for found in after.findings
    ]


@contextmanager
def _staged(beside: Path) -> Iterator[Path]:
    """A folder of its own on the same disk, gone afterwards."""
    staged = Path(tempfile.mkdtemp(prefix=".fieldpact-governance-", dir=beside))
    try:
        yield staged
    finally:
        shutil.rmtree(staged)


def _copy_base(target: Path) -> None:
    for name, data in read_folder(shipped.folder("governance_rules")).items():
        _write(target / name, data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _set_file(name: str, digest: str) -> str:
    return (
        "# Whose set this is, what it stands on, and which profile an app gets.\n"
        f"name: {yaml_text(name)}\n"
        "base:\n"
        f"  fieldpact: {fieldpact.__version__}\n"
        f"  digest: {digest}\n"
        "# By an app's id, by the start of ids (com.example.eu.*), or every other app (*); the longest counts.\n"
        "apps:\n"
        '  "*": baseline\n'
    )


def _pinned_anew(path: Path, digest: str) -> str:
    """governance.yaml with the version and the digest of the new base; all else stays as it was written."""
    _, document, _ = read_it_file(path, SetFile)
    lines = document.source.text.splitlines(keepends=True)
    for key, value in (("fieldpact", fieldpact.__version__), ("digest", digest)):
        node = document.find(("base", key))
        assert isinstance(node, Scalar), f"{path} was read with a base"
        span = node.span
        line = lines[span.line - 1]
        lines[span.line - 1] = line[: span.col - 1] + value + line[span.end_col - 1 :]
    return "".join(lines)
