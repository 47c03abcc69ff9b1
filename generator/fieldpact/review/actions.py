"""Submitting, approving, rejecting, revoking: each makes one signed event, alone, after a look at everything anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from fieldapp.bundle.approval import APPROVERS, AUTOMATIC, LANES
from fieldpact.findings import Finding
from fieldpact.model.app import App
from fieldpact.pipeline import Reading
from fieldpact.review.history import AUTHOR, History, Submission, history_of
from fieldpact.review.keys import Key
from fieldpact.review.recompute import lane_of
from fieldpact.review.records import Records, add, writing
from fieldpact.review.refusal import Refused, refused
from fieldpact.review.release import Release, release_of
from fieldpact.review.root import Root
from fieldpact.review.sampling import Sample, samples_of
from fieldpact.review.standing import Standing, barred_because, standing_of, stops
from fieldpact.review.statement import Kind, Statement

LONGEST_REASON = 2000
_SCHEMAS = "src/bundle/schema/"


def look(spec: Path, reading: Reading, root: Root, today: dt.date) -> Standing:
    """How the newest submission beside a spec stands. Writes nothing."""
    app = _usable(reading)
    records = Records.open(spec.parent)
    history = history_of(records, root)
    latest = history.latest()
    release = release_of(reading, app, history.shapes(latest.number if latest else None))
    return standing_of(release, records, root, today)


def release_now(reading: Reading, standing: Standing) -> Release:
    """The release that a standing is about."""
    latest = standing.submission
    return release_of(reading, _usable(reading), standing.history.shapes(latest.number if latest else None))


def submit(spec: Path, reading: Reading, root: Root, key: Key, today: dt.date) -> Standing:
    """Signs a spec as it is now, for others to approve."""
    app = _usable(reading)
    person = _signer(key, root)
    if AUTHOR not in root.roles[person]:
        say = f"IT's trust root has {person} for no author"
        raise refused("not-an-author", say, "ask IT to add the role author to you")
    with writing(spec.parent):
        records = _sound(spec)
        history = history_of(records, root)
        latest = history.latest()
        shapes = history.shapes()
        release = release_of(reading, app, shapes)
        _same_app(latest, release)
        if found := stops(release, root, today):
            raise Refused(found)
        if (standing := _standing_already(reading, app, records, history, root, today)) is not None:
            return standing
        number = latest.number + 1 if latest else 1
        base = history.last_approved_by_person()
        verdict = lane_of(release, history, None, today, today)
        said = Statement(
            kind="submitted",
            number=number,
            app=app.id,
            version=app.version,
            lane=verdict.lane,
            base=base.number if base else 0,
            subject=release.subject,
            digests=release.digests,
            owners=release.owners,
            by=person,
            at=today,
            expires=_expires(app, root, today),
            root=root.version,
            audit_head=records.head,
        )
        add(records, said, key.sign(said.to_json()), _inputs(release))
        return standing_of(release, Records.open(spec.parent), root, today)


def approve(spec: Path, reading: Reading, root: Root, key: Key, today: dt.date) -> Standing:
    """Signs the newest submission as a reviewer or, with a build server's key, as green."""
    _usable(reading)
    person = _signer(key, root)
    with writing(spec.parent):
        records = _sound(spec)
        standing = look(spec, reading, root, today)
        submission = _open_one(standing)
        others = [finding for finding in standing.missing if finding.code not in ("not-approved", "unsigned-green")]
        because = barred_because(submission, person, root)
        if others and (because is None or not submission.stands):
            raise Refused(others)
        if because is not None:
            raise refused("cannot-approve", f"{because}, so {person} can't approve it", _others(submission, root))
        if AUTOMATIC in root.roles[person]:
            _only_green(standing)
        said = _about(submission, "approved", person, root, today, records, lane=standing.lane)
        if submission.automatic is not None and AUTOMATIC in root.roles[person]:
            return standing
        add(records, said, key.sign(said.to_json()))
        return look(spec, reading, root, today)


def decline(kind: Kind, spec: Path, reading: Reading, root: Root, key: Key, today: dt.date, because: str) -> Submission:
    """Rejects or revokes the newest submission, with a reason."""
    _usable(reading)
    person, reason = _signer(key, root), because.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise refused("no-reason", f"--because takes a reason of 1 to {LONGEST_REASON} characters", "", True)
    with writing(spec.parent):
        records = _sound(spec)
        submission = _latest(history_of(records, root))
        may = root.roles[person] & APPROVERS or (kind == "revoked" and person in submission.statement.owners)
        if not may:
            raise refused("not-a-reviewer", f"IT's trust root has {person} for no reviewer", _others(submission, root))
        if submission.revoked:
            raise refused("revoked", f"it was revoked by {submission.revoked} already")
        if kind == "rejected" and submission.rejected is not None:
            raise refused("rejected", f"{submission.rejected.statement.by} rejected it already")
        if kind == "rejected" and submission.complete:
            raise refused("approved", "it is approved already", "fieldpact revoke takes an approval back")
        said = _about(submission, kind, person, root, today, records, lane=submission.lane, because=reason)
        add(records, said, key.sign(said.to_json()))
        return submission


def look_afterwards(
    spec: Path, reading: Reading, root: Root, key: Key, today: dt.date, number: int | None, wrong: bool, because: str
) -> Sample:
    """Signs what a reviewer found of a green release that was drawn; without a number, the one that waits longest."""
    _usable(reading)
    assert reading.governance is not None
    person, reason = _signer(key, root), because.strip()
    if (wrong and not reason) or len(reason) > LONGEST_REASON:
        raise refused(
            "no-reason", f"--wrong takes --because with a reason of 1 to {LONGEST_REASON} characters", "", True
        )
    with writing(spec.parent):
        records = _sound(spec)
        history = history_of(records, root)
        drawn = {sample.number: sample for sample in samples_of(history, reading.governance.lanes)}
        waiting = [sample.number for sample in drawn.values() if not sample.looked]
        chosen = number if number is not None else next(iter(waiting), None)
        if chosen is None or chosen not in drawn:
            say = f"submission {chosen:04} wasn't drawn" if chosen is not None else "no release waits for a look"
            raise refused("not-drawn", say, f"these wait: {', '.join(map(str, waiting))}" if waiting else "")
        submission = next(each for each in history.submissions if each.number == chosen)
        if not root.roles[person] & APPROVERS:
            raise refused("not-a-reviewer", f"IT's trust root has {person} for no reviewer", _others(submission, root))
        if person in submission.barred:
            say = f"{person} {submission.barred[person]}, so {person} can't look at it for others"
            raise refused("cannot-look", say, _others(submission, root))
        if submission.wrong is not None or (submission.looks and not wrong):
            by = (submission.wrong or submission.looks[0]).statement.by
            raise refused("looked-at", f"{by} has looked at submission {chosen:04} already")
        kind: Kind = "wrong" if wrong else "fine"
        said = _about(submission, kind, person, root, today, records, lane=submission.lane, because=reason)
        add(records, said, key.sign(said.to_json()))
        return drawn[chosen]


def _usable(reading: Reading) -> App:
    if reading.app is None:
        raise Refused(reading.findings, unusable=not reading.usable)
    return reading.app


def _signer(key: Key, root: Root) -> str:
    """Who a key belongs to, says the root; what the key's own file says counts for nothing."""
    person = root.owners.get(key.keyid)
    if person is None:
        say = f"IT's trust root doesn't know this key of {key.person}"
        raise refused("unknown-key", say, "send IT your public key: fieldpact keys show")
    return person


def _sound(spec: Path) -> Records:
    """Nothing is signed on top of records that don't hold together."""
    records = Records.open(spec.parent)
    if records.wrong:
        hint = "bring the folder back from version control; approvals are only ever added"
        raise Refused(Finding("approvals-broken", f"approvals/: {say}", hint=hint) for say in records.wrong)
    return records


def _same_app(latest: Submission | None, release: Release) -> None:
    if latest is not None and latest.statement.app != release.app.id:
        say = f"approvals/ are those of {latest.statement.app}, and this app is {release.app.id}"
        raise refused("other-app", say, "give each app a folder of its own")


def _standing_already(
    reading: Reading, app: App, records: Records, history: History, root: Root, today: dt.date
) -> Standing | None:
    """How the newest submission stands if it is of exactly this release; None where a new one would say more."""
    latest = history.latest()
    if latest is None or not latest.stands:
        return None
    release = release_of(reading, app, history.shapes(latest.number))
    if (latest.statement.subject, latest.statement.digests) != (release.subject, release.digests):
        return None
    standing = standing_of(release, records, root, today)
    milder = LANES.index(standing.verdict.lane) < LANES.index(latest.statement.lane)
    waits = latest.wrong is None and not latest.people
    return None if milder and waits else standing


def _expires(app: App, root: Root, today: dt.date) -> dt.date:
    """An approval ends when the app is to be looked at anew, and at the latest when IT's root says."""
    longest = today + dt.timedelta(days=root.approval_days)
    review_by = app.pact.review_by if app.pact else None
    return min(longest, review_by) if review_by is not None else longest


def _latest(history: History) -> Submission:
    latest = history.latest()
    if latest is None:
        raise refused("not-submitted", "nobody has submitted anything yet", "the author does: fieldpact submit SPEC")
    return latest


def _open_one(standing: Standing) -> Submission:
    if standing.submission is None:
        raise refused("not-submitted", "nobody has submitted anything yet", "the author does: fieldpact submit SPEC")
    return standing.submission


def _only_green(standing: Standing) -> None:
    if standing.lane != LANES[0]:
        why = "".join(f"; {reason.say}" for reason in standing.verdict.reasons[:1])
        say = f"the change is {standing.lane}{why}: a build server signs green ones only"
        raise refused("not-green", say, "a person has to approve it")


def _about(
    submission: Submission,
    kind: Kind,
    person: str,
    root: Root,
    today: dt.date,
    records: Records,
    lane: str,
    because: str = "",
) -> Statement:
    """A statement about a submission: the same release, by another person."""
    said = submission.statement
    return Statement(
        kind=kind,
        number=said.number,
        app=said.app,
        version=said.version,
        lane=lane,
        base=said.base,
        subject=said.subject,
        digests=said.digests,
        owners=said.owners,
        by=person,
        at=today,
        expires=min(said.expires, today + dt.timedelta(days=root.approval_days)),
        root=root.version,
        audit_head=records.head,
        because=because,
    )


def _inputs(release: Release) -> Mapping[str, bytes]:
    """What is kept of a submission, so that the next one can be compared with it."""
    reading = release.reading
    hooks = {f"hooks/{name}": data for name, data in reading.hooks.items()}
    shapes = {
        f"schema/{path.removeprefix(_SCHEMAS)}": data
        for path, data in release.files.items()
        if path.startswith(_SCHEMAS)
    }
    return {**reading.files, **hooks, **shapes}


def _others(submission: Submission, root: Root) -> str:
    can = [who for who in root.approvers() if who not in submission.barred and who not in submission.people]
    return f"they can: {', '.join(can)}" if can else "nobody in IT's trust root can: ask IT to add a reviewer"
