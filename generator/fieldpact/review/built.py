"""The folder of a released app: what is written into it, and whether it is still what was approved, byte for byte."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from fieldapp.bundle.approval import APPROVERS, AUTOMATIC, FORMAT, LANES, TRUST
from fieldapp.bundle.dsse import MAX_BYTES, BadEnvelope, Envelope, parse_envelope, signers
from fieldapp.bundle.seal import APPROVAL
from fieldapp.unchanging import unchanging
from fieldpact import shipped
from fieldpact.findings import Finding
from fieldpact.pipeline import Reading, read_model
from fieldpact.project.manifest import MANIFEST, digests_in, manifest_bytes, manifest_of
from fieldpact.project.plan import HISTORY
from fieldpact.project.write import Render
from fieldpact.render.jsons import to_json
from fieldpact.review.actions import look, release_now
from fieldpact.review.refusal import Refused, person_named, refused
from fieldpact.review.release import RUNTIME, Release, dir_hash, owners_of
from fieldpact.review.root import Root
from fieldpact.review.standing import Standing
from fieldpact.review.statement import Statement, read_statement

APPROVAL_AT = f"src/bundle/{APPROVAL}"
TRUST_AT = f"src/{TRUST}"
_NOT_THE_APPS = frozenset({".git"})
"""Folders of a project in which nothing of the app can be."""
_SHOWN = 20


@unchanging
class Verified:
    """A built app that was looked at. Nothing `wrong`: it is what was approved."""

    statement: Statement | None
    people: tuple[str, ...]
    wrong: tuple[Finding, ...]


def release_files(release: Release, standing: Standing, root: Root) -> dict[str, bytes]:
    """Every file of a released app: the release with its approval, and whom its shell believes."""
    envelopes = [json.loads(envelope.to_json()) for envelope in standing.envelopes()]
    files = {
        **release.files,
        APPROVAL_AT: to_json({"format": FORMAT, "envelopes": envelopes}),
        TRUST_AT: to_json(trust_of(root)),
    }
    files[MANIFEST] = manifest_bytes(files)
    return dict(sorted(files.items()))


def approved_files(spec: Path, reading: Reading, root: Root, today: dt.date) -> Render:
    """What makes the files of a spec's approved release; raises `Refused` with everything that is missing."""
    standing = look(spec, reading, root, today)
    if standing.missing:
        raise Refused(standing.missing)
    files = release_files(release_now(reading, standing), standing, root)

    def render(history: Mapping[str, bytes]) -> Mapping[str, bytes]:
        for name, data in history.items():
            if files.get(f"{HISTORY}{name}") != data:
                say = f"{HISTORY}{name} of this folder is of a release that the approvals don't know"
                raise refused("other-history", say, "build the release into a folder of its own")
        return files

    return render


def trust_of(root: Root) -> dict[str, object]:
    """What a shell needs of the root: keys and what they are for, with numbers in the place of people's addresses."""
    numbers = {person: number for number, person in enumerate(sorted(root.roles), 1)}
    keys = [
        {
            "id": keyid,
            "public": base64.b64encode(root.keys[keyid]).decode("ascii"),
            "person": numbers[person],
            "roles": sorted(root.roles[person]),
        }
        for keyid, person in sorted(root.owners.items())
    ]
    return {"format": FORMAT, "keys": keys, "thresholds": {lane: root.thresholds[lane] for lane in LANES}}


def verify_app(folder: Path, root: Root, today: dt.date, recomputed: Standing | None = None) -> Verified:
    """Looks at every file of a built app. Without `recomputed`, from the spec beside its approvals, nobody can tell
    here whether a change that nobody looked at was really green."""
    envelopes = _envelopes(folder)
    signed = [(each, statement) for each in envelopes if (statement := _statement(each, root))]
    submitted = next((statement for _, statement in signed if statement.kind == "submitted"), None)
    if submitted is None:
        say = f"{APPROVAL_AT} holds no submission signed by anybody whom IT's trust root knows"
        return Verified(None, (), (_finding("not-approved", say),))
    people = _people([statement for _, statement in signed], submitted, root)
    wrong = [*_compare(folder, submitted, root), *_enough(signed, people, submitted, root, today, recomputed)]
    wrong = wrong or list(_owners(folder, submitted))
    for envelope, statement in signed:
        if statement.kind == "submitted" and hashlib.sha256(envelope.to_json()).hexdigest() in root.revoked:
            wrong.append(_finding("revoked", "IT's trust root says that this approval was revoked"))
    return Verified(submitted, tuple(sorted(people)), tuple(wrong))


def is_built(folder: Path) -> bool:
    """Whether a folder is a built app, however damaged."""
    return (folder / MANIFEST).is_file() or (folder / "src" / "bundle").is_dir()


def _envelopes(folder: Path) -> list[Envelope]:
    path = folder / APPROVAL_AT
    try:
        if path.stat().st_size > MAX_BYTES * 4:
            raise refused("bad-approval", f"{APPROVAL_AT} is too large", "build the release anew")
        match json.loads(path.read_bytes()):
            case {"format": 1, "envelopes": list(declared)}:
                return [parse_envelope(each) for each in declared]
    except FileNotFoundError:
        say = f"{folder} is a draft: it has no approval"
        raise refused("not-approved", say, "fieldpact build SPEC --release -o DIR makes a release") from None
    except (OSError, ValueError, RecursionError, BadEnvelope) as problem:
        raise refused("bad-approval", f"{APPROVAL_AT} can't be used: {problem}", "build the release anew") from None
    raise refused("bad-approval", f"{APPROVAL_AT} is not what a build writes", "build the release anew")


def _statement(envelope: Envelope, root: Root) -> Statement | None:
    """What somebody whom the root knows as its author signed."""
    statement = read_statement(envelope.payload)
    if statement is None:
        return None
    holding = {root.owners[keyid] for keyid in signers(envelope, root.keys)}
    return statement if person_named(statement.by) in holding else None


def _people(signed: Iterable[Statement], submitted: Statement, root: Root) -> set[str]:
    """Who approved this release and may."""
    barred = {person_named(submitted.by), *submitted.owners}
    return {
        person
        for statement in signed
        if statement.kind == "approved" and _same(statement, submitted)
        if (person := person_named(statement.by)) not in barred and root.roles[person] & APPROVERS
    }


def _same(one: Statement, other: Statement) -> bool:
    return (one.subject, one.digests, one.app, one.version) == (other.subject, other.digests, other.app, other.version)


def _enough(
    signed: list[tuple[Envelope, Statement]],
    people: set[str],
    submitted: Statement,
    root: Root,
    today: dt.date,
    recomputed: Standing | None,
) -> Iterator[Finding]:
    statements = [statement for _, statement in signed if _same(statement, submitted)]
    lane = max((statement.lane for statement in statements), key=LANES.index)
    automatic = any(s.kind == "approved" and AUTOMATIC in root.roles[person_named(s.by)] for s in statements)
    needed = root.thresholds[lane]
    if lane == LANES[0] and not automatic:
        needed = max(needed, 1)
    if len(people) < needed:
        say = f"the release is {lane} and needs {needed} approving; {len(people)} whom IT's trust root knows did"
        yield _finding("not-approved", say)
    elif not people and recomputed is None:
        say = "nobody looked at this release because it was green, and here that can't be worked out anew"
        yield _finding("green-unconfirmed", say, "name the spec beside its approvals: fieldpact verify DIR --spec SPEC")
    if recomputed is not None:
        yield from _by_the_records(submitted, recomputed)
    if submitted.digests["governance"] not in root.governance:
        yield _finding("unknown-governance", "it was approved under a rule set that IT's trust root doesn't allow")
    if submitted.root > root.version:
        say = f"it was signed under version {submitted.root} of the trust root; this machine has {root.version}"
        yield _finding("old-root", say, "fieldpact keys trust root.json")
    expires = min(statement.expires for statement in statements)
    if expires < today:
        yield _finding("approval-expired", f"the approval ended on {expires}", "submit the spec again")


def _by_the_records(submitted: Statement, recomputed: Standing) -> Iterator[Finding]:
    """What the whole history of a spec says of this release."""
    latest = recomputed.submission
    if latest is None or not _same(latest.statement, submitted):
        yield _finding("other-release", "the newest submission of the spec is another one than this release")
    yield from recomputed.missing


def _owners(folder: Path, submitted: Statement) -> Iterator[Finding]:
    """Owners can't approve, so who they are is read from the spec and not believed."""
    app = read_model(folder / "spec" / "spec.yaml").app
    if app is None or owners_of(app) != submitted.owners:
        yield _finding("other-owners", "the pact in spec/spec.yaml names others than the submission says")


def _compare(folder: Path, submitted: Statement, root: Root) -> Iterator[Finding]:
    """Each file that differs, is missing or is too many, by its name."""
    present, links = _files(folder)
    for path in links:
        yield _finding("changed", f"{path} is a symbolic link, which no build makes")
    wanted = dict(submitted.subject)
    runtime = wanted.pop(RUNTIME, {})
    own = {path for path in present if path.startswith(f"{RUNTIME}/")}
    for path in sorted(wanted.keys() - present.keys()):
        yield _finding("missing", f"{path} is missing")
    for path in sorted(wanted.keys() & present.keys()):
        if wanted[path].get("sha256") != present[path]:
            yield _finding("changed", f"{path} is not what was approved: it was changed after the build")
    extra = present.keys() - wanted.keys() - own - {APPROVAL_AT, TRUST_AT, MANIFEST}
    yield from (_finding("extra", f"{name} was not approved: no build made it") for name in _shortened(extra))
    of_runtime = list(_runtime({path: present[path] for path in own}, runtime.get("dirHash", "")))
    yield from of_runtime
    yield from _unsigned(folder, present, root)
    if not of_runtime:
        yield from _manifest(folder, present, {path: digest["sha256"] for path, digest in wanted.items()}, own)


def _unsigned(folder: Path, present: Mapping[str, str], root: Root) -> Iterator[Finding]:
    """The files around the signatures, which can't be under them."""
    known = digests_in(_written(folder)) or {}
    for path in (APPROVAL_AT, TRUST_AT):
        if path not in present:
            yield _finding("missing", f"{path} is missing")
        elif known.get(path) != present[path]:
            yield _finding("changed", f"{path} is not what the build wrote")
    if TRUST_AT in present and (folder / TRUST_AT).read_bytes() != to_json(trust_of(root)):
        say = f"{TRUST_AT} names others than version {root.version} of IT's trust root: phones would believe them"
        yield _finding("changed", say, "build the release anew")


def _manifest(
    folder: Path, present: Mapping[str, str], wanted: Mapping[str, str], runtime: Iterable[str]
) -> Iterator[Finding]:
    written = _written(folder)
    known = digests_in(written) or {}
    around = {path: known[path] for path in (APPROVAL_AT, TRUST_AT) if path in known}
    if written != manifest_of({**wanted, **{path: present[path] for path in runtime}, **around}):
        yield _finding("changed", f"{MANIFEST} is not what the build wrote")


def _runtime(present: Mapping[str, str], approved: str) -> Iterator[Finding]:
    """The runtime is approved as one folder; which file differs is told by this machine's own copy, if it's the one."""
    lines = {path.removeprefix(f"{RUNTIME}/"): digest for path, digest in present.items()}
    if _hash_of(lines) == approved:
        return
    prefix = f"{RUNTIME.rsplit('/', 1)[1]}/"
    known = {path.removeprefix(prefix): data for path, data in shipped.runtime_files().items()}
    if dir_hash(known) != approved:
        say = f"{RUNTIME} is not the runtime that was approved; which of its files differ only that version can tell"
        yield _finding("changed", say)
        return
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in known.items()}
    for path in sorted(digests.keys() | lines.keys()):
        if path not in lines:
            yield _finding("missing", f"{RUNTIME}/{path} is missing")
        elif path not in digests:
            yield _finding("extra", f"{RUNTIME}/{path} was not approved: no build made it")
        elif digests[path] != lines[path]:
            yield _finding("changed", f"{RUNTIME}/{path} is not what was approved: it was changed after the build")


def _hash_of(digests: Mapping[str, str]) -> str:
    lines = "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()


def _written(folder: Path) -> bytes:
    """The manifest as it lies there; nothing where there is none."""
    path = folder / MANIFEST
    return path.read_bytes() if path.is_file() else b""


def _files(folder: Path) -> tuple[dict[str, str], list[str]]:
    """path -> sha256 of every file below, and the symbolic links."""
    found: dict[str, str] = {}
    links: list[str] = []
    for parent, folders, names in os.walk(folder):
        if Path(parent) == folder:
            folders[:] = [name for name in folders if name not in _NOT_THE_APPS]
        for name in sorted([*folders, *names]):
            path = Path(parent, name)
            shown = path.relative_to(folder).as_posix()
            if path.is_symlink():
                links.append(shown)
            elif path.is_file():
                found[shown] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found, links


def _shortened(extra: Iterable[str]) -> list[str]:
    """What is too many; whole folders of it as one."""
    names = sorted(extra)
    if len(names) <= _SHOWN:
        return names
    return sorted({path.split("/")[0] + "/" if "/" in path else path for path in names})


def _finding(code: str, say: str, hint: str = "") -> Finding:
    return Finding(code, say, hint=hint)
