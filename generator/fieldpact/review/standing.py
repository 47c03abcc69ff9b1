"""Whether a release may be built and, if not, exactly what is missing, in the words of the people who can mend it."""

from __future__ import annotations

import datetime as dt
from dataclasses import field

from fieldapp.bundle.approval import APPROVERS, AUTOMATIC, LANES
from fieldapp.bundle.dsse import Envelope
from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, closes_gate
from fieldpact.review.history import History, Submission, history_of
from fieldpact.review.lane import LaneVerdict
from fieldpact.review.recompute import lane_of
from fieldpact.review.records import Records
from fieldpact.review.release import Release, differing_parts
from fieldpact.review.root import Root
from fieldpact.review.sampling import Sample, samples_of


@unchanging
class Standing:
    """What holds for the newest submission of a spec. Nothing `missing`: it may be released until `expires`."""

    history: History = field(repr=False)
    submission: Submission | None
    verdict: LaneVerdict
    lane: str
    missing: tuple[Finding, ...]
    notes: tuple[str, ...]
    expires: dt.date | None
    drawn: tuple[Sample, ...] = ()
    """Green releases that wait for a look, the oldest first."""

    @property
    def people(self) -> list[str]:
        """Who approved it."""
        return list(self.submission.people) if self.submission else []

    def envelopes(self) -> list[Envelope]:
        """What a release carries: the submission and the signatures that count."""
        assert self.submission is not None
        counted = [self.submission.record, *self.submission.people.values()]
        if self.submission.automatic is not None:
            counted.append(self.submission.automatic)
        return [record.envelope for record in counted]


def standing_of(release: Release, records: Records, root: Root, today: dt.date) -> Standing:
    """Judges the newest submission by this machine's root and its own reckoning of the lane."""
    history = history_of(records, root)
    latest = history.latest()
    number = latest.number if latest else None
    base = history.last_approved_by_person(number)
    signed = latest.automatic.statement.at if latest and latest.automatic else today
    verdict = lane_of(release, history, number, signed, today)
    missing = [_finding("approvals-broken", f"approvals/: {say}", _RESTORE) for say in records.wrong]
    missing += stops(release, root, today)
    if latest is None:
        missing.append(_finding("not-submitted", "nobody has submitted this version", "fieldpact submit SPEC"))
        return Standing(history, None, verdict, verdict.lane, tuple(missing), (), None)
    lane = max(latest.lane, verdict.lane, key=LANES.index)
    latest.needed = root.thresholds[lane]
    expires = min([latest.statement.expires, *(each.statement.expires for each in latest.people.values())])
    missing += _of_the_submission(latest, release, base.number if base else 0, root)
    missing += _of_the_people(latest, lane, verdict, root)
    if expires < today:
        say = f"the approval ended on {expires}"
        missing.append(_finding("approval-expired", say, "look at pact.plan.review_by and submit again"))
    notes = (*history.strangers, *latest.ignored)
    assert release.reading.governance is not None
    drawn = [each for each in samples_of(history, release.reading.governance.lanes) if not each.looked]
    return Standing(history, latest, verdict, lane, tuple(missing), notes, expires, tuple(drawn))


def may_approve(submission: Submission, root: Root) -> list[str]:
    """Who could still approve it."""
    return [who for who in root.approvers() if who not in submission.barred and who not in submission.people]


def stops(release: Release, root: Root, today: dt.date) -> list[Finding]:
    """What no approval could lift."""
    found = []
    stopping = [finding for finding in release.reading.findings if closes_gate([finding])]
    if stopping:
        say = f"{len(stopping)} of IT's rules are broken: " + ", ".join(dict.fromkeys(f.code for f in stopping))
        found.append(_finding("rules-broken", say, "fieldpact check SPEC says where, and how to mend it"))
    if release.digests["governance"] not in root.governance:
        say = f"IT's trust root doesn't know the rule set that was used ({release.digests['governance'][:12]}…)"
        found.append(_finding("unknown-governance", say, "use IT's own set, or ask IT to allow this one in its root"))
    review_by = release.app.pact.review_by if release.app.pact else None
    if review_by is not None and review_by < today:
        say = f"pact.plan.review_by is {review_by}, and that day is over"
        found.append(_finding("review-overdue", say, "look at the app together, and set the next day"))
    return found


def _of_the_submission(latest: Submission, release: Release, base: int, root: Root) -> list[Finding]:
    said, found = latest.statement, []
    if said.app != release.app.id:
        say = f"approvals/ are those of {said.app}, and this app is {release.app.id}"
        return [_finding("other-app", say, "give each app a folder of its own")]
    if latest.author is None:
        say = f"{said.by} submitted it with a key that IT's trust root doesn't know as an author's"
        found.append(_finding("unknown-author", say, "send IT your public key: fieldpact keys show"))
    if said.root > root.version:
        say = f"it was signed under version {said.root} of the trust root; this machine has version {root.version}"
        found.append(_finding("old-root", say, "get IT's current root.json: fieldpact keys trust root.json"))
    if said.subject != release.subject or said.digests != release.digests or said.owners != release.owners:
        parts = differing_parts(said.digests, release.digests) or ["what is made of the same spec"]
        say = f"{' and '.join(parts)} changed after submission {latest.number}"
        found.append(_finding("changed-since", say, "fieldpact submit SPEC submits it as it is now"))
    elif said.base != base and not latest.people:
        say = f"submission {latest.number} compares itself with {said.base or 'nothing'}, and {base or 'nothing'} is "
        found.append(_finding("other-base", f"{say}what a person approved last", "fieldpact submit SPEC again"))
    if latest.revoked:
        say = f"the approval was revoked by {latest.revoked}, and stays so"
        found.append(_finding("revoked", say, "change what was wrong and submit again"))
    if latest.rejected is not None:
        said = latest.rejected.statement
        say = f"{said.by} rejected it: {said.because}"
        found.append(_finding("rejected", say, "change what was asked for and submit again"))
    return found


def _of_the_people(latest: Submission, lane: str, verdict: LaneVerdict, root: Root) -> list[Finding]:
    """Nothing, or what the signatures lack."""
    if not latest.stands:
        return []
    lacking = latest.lacking(lane)
    if lacking <= 0:
        return []
    can = may_approve(latest, root)
    hint = f"they can: {', '.join(can)}" if can else "nobody in IT's trust root can: ask IT to add a reviewer"
    if lane == LANES[0]:
        if root.automatic:
            server = "the build server signs green changes: fieldpact approve SPEC with its FIELDPACT_KEY"
            return [_finding("unsigned-green", "the change is green, and nothing has signed it yet", server)]
        return [_finding("unsigned-green", "the change is green, and IT has no build server that signs those", hint)]
    has = f"{len(latest.people)} of {latest.needed} people approved it" if latest.people else "nobody approved it yet"
    why = "".join(f"; {reason.say}" for reason in verdict.reasons[:1] if latest.automatic)
    if latest.wrong is not None:
        why = f"; {latest.wrong.statement.by} looked at it and found it wrong: {latest.wrong.statement.because}"
    say = f"the change is {lane}: {has}{why}"
    return [_finding("not-approved", say, hint)]


def barred_because(submission: Submission, person: str, root: Root) -> str | None:
    """Why a person can't approve a submission, or None if they can."""
    roles = root.roles.get(person, frozenset())
    if AUTOMATIC in roles:
        return None
    if person in submission.barred:
        return f"{person} {submission.barred[person]}"
    if not roles & APPROVERS:
        return f"IT's trust root has {person} for no reviewer"
    return "you have approved it already" if person in submission.people else None


_RESTORE = "bring the folder back from version control; approvals are only ever added"


def _finding(code: str, say: str, hint: str) -> Finding:
    return Finding(code, say, hint=hint)
