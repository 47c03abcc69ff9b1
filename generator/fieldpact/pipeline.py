"""The whole way on one screen: read, type, resolve, govern, render, write.

Each step takes what the step before gave and returns findings beside its result; none raises for a user's mistake.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import fieldpact
from fieldpact.findings import Finding, Span, by_place
from fieldpact.model.app import App
from fieldpact.source.data import read_beside
from fieldpact.source.document import Document
from fieldpact.source.hooks import read_hooks
from fieldpact.source.text import Source
from fieldpact.source.yaml import read_file, read_text

if TYPE_CHECKING:
    from fieldpact.govern import Governance
    from fieldpact.render.inputs import Inputs
    from fieldpact.spec.document import Spec
    from fieldpact.trial import Trial


@dataclass(slots=True)
class Reading:
    """What is known of a spec. `app` is None where any step before governance found an error.

    `sources` hold the text of every file that findings point into; `files` are the spec and the files it names, by
    path beside the spec; `reference` the canonical rows of each reference table, `pictures` those that they name.
    `governance` is IT's set that the spec was checked against, `profile` the one that it gives this app.
    `hooks` are the Python files of the spec's `hooks/`, by name.
    """

    document: Document
    app: App | None = None
    findings: list[Finding] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    reference: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    hooks: dict[str, bytes] = field(default_factory=dict)
    governance: Governance | None = None
    profile: str | None = None

    @property
    def usable(self) -> bool:
        """False where the file itself could not be read as a spec at all."""
        return self.document.root is not None


def read_model(path: Path, text: str | None = None) -> Reading:
    """Spec file -> model: source, spec, resolve, reference data. No governance. `text` stands in for the file's own."""
    from fieldpact.resolve.app import resolve
    from fieldpact.spec.read import read_spec

    document = read_file(path) if text is None else read_text(text, str(path))
    reading = Reading(document, findings=list(document.findings))
    reading.sources[document.source.name] = document.source
    spec, found = read_spec(document)
    reading.findings += found
    if spec is not None:
        reading.app, found = resolve(document, spec, _read_choices(reading, path, spec))
        reading.findings += found
    if reading.app is not None:
        reading.hooks, found, sources = read_hooks(path)
        reading.findings += found
        reading.sources |= sources
        _read_files(reading, path)
    return reading


def check(
    path: Path, governance: Governance | None = None, today: dt.date | None = None, text: str | None = None
) -> Reading:
    """`fieldpact check`: the model, and what governance says of it.

    Without a set the one that counts for the spec is found; without a day no waiver holds. `text` stands in for the
    file's own.
    """
    from fieldpact import govern

    reading = read_model(path, text)
    reading.governance = governance or govern.governance_for(path)
    if reading.app is not None:
        reading.profile = reading.governance.profile_of(reading.app.id)
        found = govern.check(
            reading.app, reading.document.value_span, reading.profile, reading.governance, today, reading.hooks
        )
        reading.findings += _with_edits(reading.document, found)
        reading.sources |= reading.governance.sources
    reading.findings = by_place(reading.findings)
    return reading


def render_files(reading: Reading, app: App, history: Mapping[str, bytes], draft: bool = True) -> dict[str, bytes]:
    """`fieldpact build`, in memory: every file of the generated project."""
    from fieldpact.render.project import render

    return render(_inputs(reading, app, history, draft))


def render_bundle_of(reading: Reading, app: App, history: Mapping[str, bytes]) -> dict[str, bytes]:
    """Only the bundle, for a shell that runs already: what `preview` swaps in."""
    from fieldpact.render.bundle import render_bundle

    return render_bundle(_inputs(reading, app, history))


def run_tests(reading: Reading, app: App) -> Trial:
    """`fieldpact test`: the spec's own tests, on the app's form engine in memory."""
    from fieldpact.trial import run

    return run(app, reading.files, reading.reference)


def _inputs(reading: Reading, app: App, history: Mapping[str, bytes], draft: bool = True) -> Inputs:
    from fieldpact import govern, shipped
    from fieldpact.render.inputs import Inputs

    return Inputs(
        app=app,
        spec_files=reading.files,
        reference=reading.reference,
        policy=govern.policy(app, reading.profile, reading.governance),
        runtime=shipped.runtime_files(),
        templates=shipped.project_templates(),
        governance_digest=reading.governance.digest if reading.governance else govern.digest(),
        version=fieldpact.__version__,
        history=history,
        draft=draft,
        pictures=reading.pictures,
        hooks=reading.hooks,
    )


def _read_choices(reading: Reading, path: Path, spec: Spec) -> dict[str, Mapping[str, object]]:
    """The options of the lists that stand in a file; of a wrong file, those that could be read."""
    if not spec.choices:
        return {}
    from fieldpact.resolve.choices import file_of, read_choices

    found: dict[str, Mapping[str, object]] = {}
    for name, written in spec.choices.items():
        named = file_of(written)
        if named is None:
            continue
        found[name] = {}
        data = _named_file(reading, path, named, ("choices", name, "from"))
        if data is not None:
            shown = str(path.parent / named)
            read = read_choices(shown, data, spec.app.languages)
            reading.sources[shown] = Source(shown, data.decode("utf-8", "replace"))
            reading.findings += read.findings
            found[name] = read.options
    return found


def _read_files(reading: Reading, path: Path) -> None:
    """Reads the files that the spec names; a missing or wrong one is a finding at its name in the spec."""
    app = reading.app
    assert app is not None
    reading.files["spec.yaml"] = reading.document.source.text.encode()
    if app.people is not None or app.roles or any(table.source for table in app.tables.values()):
        _read_rows(reading, app, path)
    if app.brand_logo:
        at = ("app", "brand", "logo")
        data = _named_file(reading, path, app.brand_logo, at)
        if data is not None and not data.startswith(b"\x89PNG\r\n"):
            _report(
                reading, "bad-logo", at, f"{app.brand_logo!r} is not a PNG picture", "save the logo as PNG, 512 by 512"
            )
    if any(finding.severity.rank == 2 for finding in reading.findings):
        reading.app = None


def _read_rows(reading: Reading, app: App, path: Path) -> None:
    """Reference tables and people, out of their files."""
    from fieldpact.resolve.clashes import check_clashes
    from fieldpact.resolve.data import Rows, check_links, read_rows
    from fieldpact.resolve.people import PERSON, invented_people, read_people
    from fieldpact.resolve.pictures import read_pictures
    from fieldpact.resolve.pushing import slow_formulas

    read: dict[str, Rows] = {}
    for table in app.tables.values():
        if table.source is None:
            continue
        data = _named_file(reading, path, table.source, (*table.at, "from"))
        if data is not None:
            shown = str(path.parent / table.source)
            rows = read[table.name] = read_rows(app, table, shown, data)
            reading.pictures |= read_pictures(rows, table.fields, lambda name: read_beside(path, name))
            reading.sources[shown] = Source(shown, data.decode("utf-8", "replace"))
    if app.people is not None:
        data = _named_file(reading, path, app.people, ("people",))
        if data is not None:
            shown = str(path.parent / app.people)
            read[PERSON] = read_people(app, shown, data)
            reading.sources[shown] = Source(shown, data.decode("utf-8", "replace"))
    elif app.roles:
        reading.reference[PERSON] = invented_people(app)
    reading.files |= reading.pictures
    check_links(app, read)
    check_clashes(app.tables, read)
    for name, rows in read.items():
        reading.reference[name] = rows.data
        reading.findings += rows.findings()
    reading.findings += slow_formulas(
        app, {name: len(rows.ids) for name, rows in read.items()}, reading.document.value_span
    )


def _named_file(reading: Reading, path: Path, name: str, at: tuple[str | int, ...]) -> bytes | None:
    data = read_beside(path, name)
    if isinstance(data, str):
        _report(reading, "missing-file", at, data, "")
        return None
    if PurePosixPath(name).as_posix() != name or name in ("spec.yaml", "fieldpact.lock"):
        say, hint = (
            f"{name!r} can't be the name of this file in the app",
            "call it by its plain name, such as data/accounts.csv",
        )
        _report(reading, "bad-file-name", at, say, hint)
        return None
    reading.files[name] = data
    return data


def _with_edits(document: Document, found: list[Finding]) -> list[Finding]:
    """The findings, with the edits of what their fixes would set; most specs have none."""
    if not any(finding.fix for finding in found):
        return found
    from fieldpact.source.edits import with_edits

    return [with_edits(document, finding) for finding in found]


def _report(reading: Reading, code: str, at: tuple[str | int, ...], message: str, hint: str) -> None:
    span: Span | None = reading.document.value_span(at)
    reading.findings.append(Finding(code, message, span, path=".".join(map(str, at)), hint=hint))
