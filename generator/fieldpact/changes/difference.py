"""Two apps side by side: models, reference rows, and what governance makes of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from fieldapp.unchanging import unchanging
from fieldpact.changes.change import AUDIENCES, Change
from fieldpact.changes.connectors import compare_connectors
from fieldpact.changes.counts import compare_counts
from fieldpact.changes.tables import compare_tables
from fieldpact.changes.texts import wording
from fieldpact.changes.words import members, pairs, plain, quoted, said, same
from fieldpact.findings import Finding
from fieldpact.govern import Governance, classes
from fieldpact.model.app import App, View

_OWN_SENTENCE = frozenset(
    {
        "id", "name", "languages", "connectors", "counts", "tables", "views", "formulas", "tests", "roles", "pact",
        "version",
    }
)  # fmt: skip
_FOR_IT = frozenset({"pact", "people"})


@unchanging
class Side:
    """One of the two apps: its model, its canonical reference rows by table, and what which set of IT finds."""

    app: App
    reference: Mapping[str, bytes] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    governance: Governance | None = None


def difference(old: Side, new: Side) -> list[Change]:
    """Every change, each once for everybody whom it concerns, in the order of the app."""
    found = [
        *_app(old.app, new.app),
        *compare_tables(old.app.tables.values(), new.app.tables.values()),
        *compare_counts(old.app.counts, new.app.counts),
        *_views(old.app.views, new.app.views),
        *compare_connectors(old.app.connectors, new.app.connectors),
        *_rows(old, new),
        *_people(old, new),
        *_findings(old.findings, new.findings),
    ]
    order = list(AUDIENCES)
    return sorted(dict.fromkeys(found), key=lambda change: order.index(change.audience))


def _app(old: App, new: App) -> Iterator[Change]:
    if old.id != new.id:
        say = f"{old.id} → {new.id}: phones take this for another app and keep both, each with its own data"
        yield Change("it", "app-id", "app.id", say)
        yield Change("data", "app-id", "app.id", say)
    yield from wording("the app's name", "app.name", old.name, new.name)
    for language in new.languages:
        if language not in old.languages:
            yield Change("reps", "language-added", "app.languages", f"the app speaks {language} too")
    for language in old.languages:
        if language not in new.languages:
            yield Change("reps", "language-removed", "app.languages", f"the app no longer speaks {language}")
    for name in dict.fromkeys([*old.roles, *new.roles]):
        was, now = old.roles.get(name), new.roles.get(name)
        if was is None or now is None:
            say = f"the role {name} is " + ("new" if now else "gone")
            yield Change("it", "role-added" if now else "role-removed", f"roles.{name}", say)
        else:
            yield from wording(f"the role {name}", f"roles.{name}", was, now)
    before, after = members(old), members(new)
    for key, value in after.items():
        if key not in _OWN_SENTENCE and not same(before[key], value):
            say = f"{key.replace('_', ' ')}: {said(before[key])} → {said(value)}"
            yield Change("it" if key in _FOR_IT else "reps", f"app-{key}", f"app.{key}", say)
    if old.currency != new.currency:
        say = f"amounts are now {new.currency}; those stored before stay the numbers they were, in {old.currency}"
        yield Change("data", "currency", "app.currency", say)
    yield from _pact(old, new)


def _pact(old: App, new: App) -> Iterator[Change]:
    before, after = (members(app.pact) if app.pact else {} for app in (old, new))
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if not same(was, now):
            yield Change("it", f"pact-{key}", f"pact.{key}", f"pact: {key}: {said(was)} → {said(now)}")


def _views(old: Sequence[View], new: Sequence[View]) -> Iterator[Change]:
    for before, after in pairs(old, new):
        if before is None and after is not None:
            yield Change("reps", "view-added", f"views.{after.name}", f"new list {quoted(after.label)}")
        elif after is None and before is not None:
            yield Change("reps", "view-removed", f"views.{before.name}", f"the list {quoted(before.label)} is gone")
        elif before is not None and after is not None:
            name, path = f"the list {quoted(after.label)}", f"views.{after.name}"
            yield from wording(name, path, before.label, after.label)
            for key, value in members(after).items():
                was = getattr(before, key)
                if key != "label" and not same(was, value):
                    yield Change("reps", f"view-{key}", path, f"{name}: {key}: {said(was)} → {said(value)}")


def _rows(old: Side, new: Side) -> Iterator[Change]:
    """Reference rows by id."""
    for table, data in new.reference.items():
        if table not in old.reference or old.reference[table] == data:
            continue
        before, after = _by_id(old.reference[table]), _by_id(data)
        counts = {
            "new": len(after.keys() - before.keys()),
            "gone": len(before.keys() - after.keys()),
            "changed": sum(before[key] != after[key] for key in before.keys() & after.keys()),
        }
        told = ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "columns changed"
        yield Change("data", "rows", table, f"{table}: rows that come with the app: {told}")


def _by_id(data: bytes) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8")))}


def _people(old: Side, new: Side) -> Iterator[Change]:
    """What is known about people, by the inference that rules use."""
    before, after = classes(old.app, old.governance), classes(new.app, new.governance)
    renamed = {f"{t.name}.{f.name}": f"{t.renamed_from or t.name}.{f.renamed_from or f.name}"
               for t in new.app.tables.values() for f in t.fields}  # fmt: skip
    for path, now in after.items():
        was = before.get(path) or before.get(renamed.get(path, path))
        if was != now and (now in ("personal", "restricted") or was in ("personal", "restricted")):
            say = f"{path} is {now} data" + (f", and was {was}" if was else " and new")
            yield Change("it", "class", path, say)
    for path, was in before.items():
        if was in ("personal", "restricted") and path not in after and path not in renamed.values():
            yield Change("it", "class", path, f"{path}, {was} data, is gone")


def _findings(old: Sequence[Finding], new: Sequence[Finding]) -> Iterator[Change]:
    before = {(finding.code, finding.path) for finding in old}
    after = {(finding.code, finding.path) for finding in new}
    for finding in new:
        if (finding.code, finding.path) not in before:
            say = f"{finding.code} now finds: {plain(finding.message)}"
            yield Change("it", "finding-added", finding.path, say)
    for finding in old:
        if (finding.code, finding.path) not in after:
            say = f"{finding.code} no longer finds: {plain(finding.message)}"
            yield Change("it", "finding-removed", finding.path, say)
