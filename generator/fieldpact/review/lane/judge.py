"""The lane of a change: every difference is on the allow-list, or it has a reason to wait for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fieldapp.unchanging import unchanging
from fieldpact.changes.difference import Side
from fieldpact.findings import Span
from fieldpact.govern.governance import Governance
from fieldpact.model.formula import SpecPath
from fieldpact.review.lane.green import Allowed
from fieldpact.review.lane.leaves import app_leaves
from fieldpact.review.lane.red import red_reasons
from fieldpact.review.lane.verdict import LaneVerdict, Reason, verdict_of


@unchanging
class LaneContext:
    """What models don't say, all of it against the last version that a person approved."""

    greens_since: int = 0
    days_since: int | None = None
    greens_wrong: tuple[int, ...] = ()
    """Green releases that a look found wrong, and that nobody has approved anything after."""
    looks_overdue: tuple[int, ...] = ()
    """Green releases that were drawn for a look which nobody took in time."""
    hooks_new: tuple[str, ...] = ()
    hooks_changed: tuple[str, ...] = ()
    files_changed: tuple[str, ...] = ()
    """Files beside the spec whose bytes differ: data, pictures."""
    runtime_changed: bool = False
    governance_changed: bool = False


def judge(
    old: Side | None,
    new: Side,
    *,
    governance: Governance,
    context: LaneContext | None = None,
    place: Callable[[SpecPath], Span] | None = None,
) -> LaneVerdict:
    """The lane, with every reason. `old` is what a person approved last, None before the first time.

    `place` finds places in the new spec, for reasons that point into it.
    """
    around = context or LaneContext()
    found: list[Reason] = []
    lexicon, _ = governance.lexicon(new.app.languages)

    def add(lane: str, say: str, at: SpecPath, price: str = "") -> None:
        span = place(at) if place is not None and at else None
        found.append(Reason("red" if lane == "red" else "amber", say, ".".join(map(str, at)), span, price))

    for say, at, price in red_reasons(old.app if old else None, new.app, lexicon):
        add("red", say, at, price)
    for name in around.hooks_new:
        add("red", f"the hook {name} is new: code that IT hasn't seen", ("hooks", name))
    if old is None:
        add("amber", "nobody has approved a version of this app yet", ())
        return verdict_of(found, 1)
    lanes = governance.lanes
    allowed = Allowed(old.app, new.app, lanes, governance.wording(new.app.languages))
    differences = list(app_leaves(old.app, new.app))
    for leaf in differences:
        if (why := allowed.why_not(leaf)) is not None:
            add("amber", why.say, leaf.at, why.price)
    for at, say in _around(old, new, around):
        add("amber", say, at)
    for number in around.greens_wrong:
        add("amber", f"the green release {number:04} was found wrong: a person approves before anything is green", ())
    if differences or found:
        for number in around.looks_overdue:
            add("amber", f"the green release {number:04} was drawn for a look, and nobody looked in time", ())
        if lanes.greens <= around.greens_since:
            add("amber", f"{around.greens_since} green changes in a row: a person looks again", ())
        if around.days_since is not None and around.days_since >= lanes.days:
            add("amber", f"a person looked {around.days_since} days ago, and does so every {lanes.days}", ())
    return verdict_of(found, len(differences))


def _around(old: Side, new: Side, context: LaneContext) -> Iterator[tuple[SpecPath, str]]:
    for table, rows in new.reference.items():
        if table in old.reference and old.reference[table] != rows:
            yield ("tables", table, "from"), f"other rows come with the app for {table}"
    for name in context.hooks_changed:
        yield ("hooks", name), f"the hook {name} is not the code that was approved"
    for name in context.files_changed:
        yield (name,), f"the file {name} differs"
    if context.runtime_changed:
        yield (), "the runtime is another one than the approved"
    if context.governance_changed:
        yield (), "IT's rules are others than at the last approval"
    before = {(finding.code, finding.path) for finding in old.findings}
    for finding in new.findings:
        if (finding.code, finding.path) not in before:
            at = tuple(finding.path.split(".")) if finding.path else ()
            yield at, f"{finding.code} finds something that it didn't find before"
