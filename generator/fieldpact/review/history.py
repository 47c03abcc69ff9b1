"""What became of each submission: who signed it, whose signature counts, and whether they were enough."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from fieldapp.bundle.approval import APPROVERS, AUTOMATIC, LANES
from fieldapp.bundle.dsse import signers
from fieldapp.unchanging import unchanging
from fieldpact.review.records import Record, Records
from fieldpact.review.refusal import person_named
from fieldpact.review.root import Root
from fieldpact.review.statement import Statement

AUTHOR = "author"


@unchanging
class ApprovedVersion:
    """A version that people approved; `folder` holds spec.yaml and its files as of then."""

    number: int
    folder: Path
    statement: Statement = field(repr=False)


@dataclass(slots=True)
class Submission:
    """One submission and what was signed about it. `ignored` says in words which signatures don't count, and why."""

    record: Record
    author: str | None
    barred: dict[str, str]
    """Who may not approve it, and why."""
    people: dict[str, Record] = field(default_factory=dict)
    automatic: Record | None = None
    rejected: Record | None = None
    revoked: str = ""
    looks: list[Record] = field(default_factory=list)
    """What reviewers said afterwards of a release that nobody had looked at: `fine` or `wrong`."""
    lot: float = 0.0
    """Where the build server's signature falls between 0 and 100, for the draw. No author can know or move it."""
    ignored: list[str] = field(default_factory=list)
    lane: str = "green"
    needed: int = 1

    @property
    def number(self) -> int:
        return self.record.number

    @property
    def statement(self) -> Statement:
        return self.record.statement

    @property
    def stands(self) -> bool:
        """Nobody has said no to it."""
        return not self.rejected and not self.revoked and self.author is not None

    @property
    def wrong(self) -> Record | None:
        """A look that found it wrong: it should have waited for a person, and from now on it does."""
        return next((look for look in self.looks if look.statement.kind == "wrong"), None)

    @property
    def complete(self) -> bool:
        """Approved, if the lane that its signers say is the right one."""
        return self.stands and not self.lacking(self.lane)

    def lacking(self, lane: str) -> int:
        """How many people are missing in a lane; a green change without the build server's signature lacks one."""
        if lane == LANES[0] and self.automatic is None:
            return max(self.needed, 1) - len(self.people)
        return max(self.needed - len(self.people), 0)


@unchanging
class History:
    """All submissions, the oldest first, judged by a root."""

    records: Records
    submissions: tuple[Submission, ...]
    strangers: tuple[str, ...]

    def latest(self) -> Submission | None:
        return self.submissions[-1] if self.submissions else None

    def before(self, number: int | None) -> Iterator[Submission]:
        """The newest first."""
        return (each for each in reversed(self.submissions) if number is None or each.number < number)

    def last_approved_by_person(self, before: int | None = None) -> ApprovedVersion | None:
        """What a change is compared with."""
        for each in self.before(before):
            if each.complete and each.people:
                return ApprovedVersion(each.number, self.records.inputs(each.number), each.statement)
        return None

    def greens_since(self, before: int | None = None) -> int:
        """How many changes went out without a person since a person looked."""
        count = 0
        for each in self.before(before):
            if each.complete and each.people:
                break
            count += each.complete
        return count

    def wrong_since(self, before: int | None = None) -> list[Submission]:
        """Green releases that a look found wrong, and that no person has approved anything after."""
        place = {record.file: number for number, record in enumerate(self.records.events)}
        earlier = list(self.before(before))
        approved = [place[who.file] for each in earlier if each.complete for who in each.people.values()]
        latest = max(approved, default=-1)
        return [each for each in earlier if each.wrong is not None and place[each.wrong.file] > latest]

    def shapes(self, before: int | None = None) -> dict[str, bytes]:
        """The shapes of stored records up to the release before: those of the newest that was approved."""
        released = next((each for each in self.before(before) if each.complete), None)
        return self.records.shapes(released.number) if released else {}


def history_of(records: Records, root: Root) -> History:
    """Judges every signature. What the root doesn't know counts for nothing and is told."""
    found: list[Submission] = []
    strangers: list[str] = []
    authors: dict[str, str] = {}
    owners: frozenset[str] = frozenset()
    for record in records.submissions():
        said = record.statement
        author = signer(record, root)
        if author is not None and AUTHOR not in root.roles[author]:
            strangers.append(f"{record.file}: {author} may not submit, says IT's trust root")
            author = None
        elif author is None:
            strangers.append(_stranger(record))
        authors |= dict.fromkeys(filter(None, (author, person_named(said.by))), "submitted it")
        barred = {**dict.fromkeys([*owners, *said.owners], "is named in its pact"), **authors}
        submission = Submission(record, author, barred, lane=said.lane)
        _count(submission, records, root)
        submission.needed = root.thresholds[submission.lane]
        found.append(submission)
        if submission.complete and submission.people:
            authors, owners = {}, frozenset(said.owners)
    return History(records, tuple(found), tuple(strangers))


def signer(record: Record, root: Root) -> str | None:
    """The person who signed, if the root knows the key as theirs."""
    holding = signers(record.envelope, root.keys)
    by = person_named(record.statement.by)
    return by if by in {root.owners[keyid] for keyid in holding} else None


def _count(submission: Submission, records: Records, root: Root) -> None:
    said = submission.statement
    if submission.record.digest in root.revoked:
        submission.revoked = "IT's trust root"
    for record in records.of(submission.number):
        kind = record.statement.kind
        if kind == "submitted":
            continue
        person = signer(record, root)
        roles = root.roles[person] if person else frozenset()
        if person is None:
            submission.ignored.append(_stranger(record))
        elif kind == "revoked" and (roles & APPROVERS or person in said.owners):
            submission.revoked = submission.revoked or person
        elif kind == "rejected" and roles & APPROVERS:
            submission.rejected = submission.rejected or record
        elif kind == "approved":
            _approved(submission, record, person, roles, root)
        elif kind in ("fine", "wrong"):
            _looked(submission, record, person, roles)


def _approved(submission: Submission, record: Record, person: str, roles: frozenset[str], root: Root) -> None:
    said = record.statement
    if not _same_release(said, submission.statement):
        submission.ignored.append(f"{record.file} is about another content than what was submitted")
    elif AUTOMATIC in roles:
        submission.automatic, submission.lot = record, _lot(record, root)
    elif person in submission.barred:
        submission.ignored.append(f"{record.file}: {person} {submission.barred[person]} and can't approve it")
    elif not roles & APPROVERS:
        submission.ignored.append(f"{record.file}: {person} is no reviewer in IT's trust root")
    else:
        submission.people[person] = record
    submission.lane = max(submission.lane, said.lane, key=LANES.index)


def _looked(submission: Submission, record: Record, person: str, roles: frozenset[str]) -> None:
    """A look counts under the same conditions as an approval. One that finds it wrong ends its being green."""
    if not _same_release(record.statement, submission.statement):
        submission.ignored.append(f"{record.file} is about another content than what was submitted")
    elif person in submission.barred:
        submission.ignored.append(f"{record.file}: {person} {submission.barred[person]} and can't say so")
    elif not roles & APPROVERS:
        submission.ignored.append(f"{record.file}: {person} is no reviewer in IT's trust root")
    else:
        submission.looks.append(record)
        if record.statement.kind == "wrong":
            submission.lane = max(submission.lane, LANES[1], key=LANES.index)


def _lot(record: Record, root: Root) -> float:
    """Out of the signature alone, since only who holds the build server's key can make one, and only this one."""
    keys = {keyid: root.keys[keyid] for keyid, who in root.owners.items() if AUTOMATIC in root.roles[who]}
    envelope = record.envelope
    holding = {each.sig for each in envelope.signatures if signers(replace(envelope, signatures=(each,)), keys)}
    digest = hashlib.sha256(b"".join(sorted(holding))).digest()
    return int.from_bytes(digest[:8], "big") / 2**64 * 100


def _same_release(one: Statement, other: Statement) -> bool:
    names = ("number", "app", "version", "base", "subject", "digests", "owners")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _stranger(record: Record) -> str:
    by = record.statement.by
    return f"{record.file}: it is not signed with a key that IT's trust root knows as {by}'s, so it doesn't count"


def claimed_base(records: Records) -> ApprovedVersion | None:
    """What a person approved last, as far as the log says: no signature is looked at.

    To tell an author what a change will cost, on a machine without a trust root. Never to decide anything.
    """
    for record in reversed(records.submissions()):
        said = [event.statement for event in records.of(record.number)]
        kinds = {statement.kind for statement in said}
        looked_at = any(statement.kind == "approved" and statement.lane != LANES[0] for statement in said)
        if looked_at and not kinds & {"rejected", "revoked"}:
            return ApprovedVersion(record.number, records.inputs(record.number), record.statement)
    return None
