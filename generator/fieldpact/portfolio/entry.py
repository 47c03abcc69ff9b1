"""One app of the portfolio, or one spec that can't be read as an app."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Severity, closes_gate
from fieldpact.govern.facts import Facts
from fieldpact.govern.infer import CLASSES
from fieldpact.pipeline import Reading
from fieldpact.review.packet.pact import Owner, pact_of
from fieldpact.review.progress import NOTHING, Approval
from fieldpact.source.nodes import Scalar


@unchanging
class Found:
    """How many findings a spec has. `stops` are those that hold a release up."""

    stops: int
    warnings: int
    waived: int
    first: str
    """The gravest in words; empty where there is none."""


@unchanging
class Entry:
    """Dates are ISO text, empty where the spec has none. `problem` says why it is no app; the rest is then what could
    be read. `classes` are fields by class, the highest first."""

    file: str
    id: str
    name: str
    version: str
    profile: str
    languages: tuple[str, ...]
    owners: tuple[Owner, ...]
    go_live: str
    review_by: str
    classes: tuple[tuple[str, int], ...]
    personal_fields: int
    connectors: tuple[str, ...]
    found: Found
    approval: Approval
    problem: str = ""

    @property
    def level(self) -> str:
        """The class of the closest kept field."""
        return self.classes[0][0] if self.classes else ""

    @property
    def shown_name(self) -> str:
        return self.name or self.id or self.file


def entry_of(file: str, reading: Reading, facts: Facts | None, approval: Approval) -> Entry:
    """The entry of a spec that was checked."""
    app, found = reading.app, _found(reading.findings)
    if app is None or facts is None:
        id_, name, version = (_text(reading, key) for key in ("id", "name", "version"))
        problem = found.first or "it can't be read"
        return Entry(file, id_, name, version, "", (), (), "", "", (), 0, (), found, NOTHING, problem)
    pact = pact_of(app)
    counted = Counter(row["effective_class"] for row in facts.rows["fields"])
    return Entry(
        file,
        app.id,
        app.name.first(),
        app.version,
        reading.profile or "",
        app.languages,
        pact.owners,
        pact.go_live,
        pact.review_by,
        tuple((level, counted[level]) for level in reversed(CLASSES) if counted[level]),
        int(facts.app["personal_fields"]),
        tuple(connector.name for connector in app.connectors),
        found,
        approval,
    )


def _found(findings: Sequence[Finding]) -> Found:
    open_ = [finding for finding in findings if finding.waived is None]
    grave = sorted(open_, key=lambda finding: (not closes_gate([finding]), -finding.severity.rank))
    return Found(
        stops=sum(closes_gate([finding]) for finding in findings),
        warnings=sum(finding.severity is Severity.WARNING for finding in open_),
        waived=len(findings) - len(open_),
        first=grave[0].message if grave else "",
    )


def _text(reading: Reading, key: str) -> str:
    """What stands in the spec, whatever else is wrong with it."""
    node = reading.document.find(("app", key))
    return node.text if isinstance(node, Scalar) else ""
