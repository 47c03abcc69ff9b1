"""What a release would be, made in memory from inputs that were read once: its files and their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field

import fieldpact
from fieldapp.unchanging import unchanging
from fieldpact import shipped
from fieldpact.model.app import App
from fieldpact.pipeline import Reading, render_files
from fieldpact.project.manifest import MANIFEST
from fieldpact.render.project import digest_of
from fieldpact.review.refusal import person_named

RUNTIME = "src/fieldapp"
"""The runtime is one subject, since it is approved once and the declarations each time."""
LOCK = "spec/fieldpact.lock"
_PARTS = {
    "spec": "the spec",
    "data": "a data file of the spec",
    "images": "a picture",
    "hooks": "a hook",
    "lock": "what the app is made with",
    "governance": "IT's rule set",
    "runtime": "the runtime of the apps (another version of fieldpact)",
}


@unchanging
class Release:
    """`files` are those of the project but for its manifest; `owners` the people and deputies of the pact."""

    reading: Reading = field(repr=False)
    app: App = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    subject: Mapping[str, Mapping[str, str]] = field(repr=False)
    digests: Mapping[str, str]
    owners: tuple[str, ...]


def release_of(reading: Reading, app: App, history: Mapping[str, bytes]) -> Release:
    """The release of a spec; `history` are the shapes of the releases before it."""
    files = render_files(reading, app, history, draft=False)
    del files[MANIFEST]
    digests = {
        **input_digests(reading),
        "lock": hashlib.sha256(files[LOCK]).hexdigest(),
        "governance": reading.governance.digest if reading.governance else "",
        "runtime": _made_with(files),
    }
    return Release(reading, app, files, subject_of(files), digests, owners_of(app))


def _made_with(files: Mapping[str, bytes]) -> str:
    """Everything in an app that doesn't come from its author: the runtime, our templates, and which fieldpact it is."""
    templates = {f"templates/{path}": text.encode() for path, text in shipped.project_templates().items()}
    return digest_of({**_runtime(files), **templates, "version": fieldpact.__version__.encode()})


def input_digests(reading: Reading) -> dict[str, str]:
    """By part the digest of what the author wrote."""
    images = {*reading.pictures, *([reading.app.brand_logo] if reading.app and reading.app.brand_logo else [])}
    parts = {
        "spec": {"spec.yaml": reading.files["spec.yaml"]},
        "data": {path: data for path, data in reading.files.items() if path not in images and path != "spec.yaml"},
        "images": {path: data for path, data in reading.files.items() if path in images},
        "hooks": reading.hooks,
    }
    return {name: digest_of(files) for name, files in parts.items()}


def subject_of(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """in-toto's subject: each file with its sha256, and the runtime's folder with its dirHash."""
    subject = {
        path: {"sha256": hashlib.sha256(data).hexdigest()}
        for path, data in files.items()
        if not path.startswith(f"{RUNTIME}/")
    }
    subject[RUNTIME] = {"dirHash": dir_hash(_runtime(files))}
    return subject


def dir_hash(files: Mapping[str, bytes]) -> str:
    """in-toto's digest of a folder: the sha256 of the lines that `sha256sum` prints of its files, by name."""
    lines = (f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def owners_of(app: App) -> tuple[str, ...]:
    """Everybody whom the pact names: owners and deputies of both sides."""
    parties = app.pact.parties.values() if app.pact else ()
    named = {person_named(who) for party in parties for who in (party.person, party.deputy) if who}
    return tuple(sorted(named))


def differing_parts(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """In words, which parts differ between two releases. The lock follows from others and is named only alone."""
    parts = [name for name in _PARTS if one.get(name) != other.get(name)]
    if len(parts) > 1 and "lock" in parts:
        parts.remove("lock")
    return [_PARTS[name] for name in parts]


def _runtime(files: Mapping[str, bytes]) -> dict[str, bytes]:
    prefix = f"{RUNTIME}/"
    return {path.removeprefix(prefix): data for path, data in files.items() if path.startswith(prefix)}
