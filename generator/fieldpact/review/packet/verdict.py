"""What comes first: which way this change goes to release, why, what it costs, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.unchanging import unchanging
from fieldpact.findings import Severity
from fieldpact.review.packet.blocks import Block, Cell, Code, Mark, Section, Table, Tone, counted, words
from fieldpact.review.packet.material import Material

PROCESS = {
    "green": "approves itself",
    "amber": "needs one reviewer",
    "red": "needs two people",
}
TONES: dict[str, Tone] = {"green": "good", "amber": "warn", "red": "bad"}


@unchanging
class Why:
    """One thing that keeps the change out of a lower lane; `price` says what would bring it away."""

    lane: str
    say: str
    path: str
    place: str
    price: str


@unchanging
class Verdict:
    """`against` is what the change is measured by; `stops` counts findings that hold a release up."""

    lane: str
    process: str
    reasons: tuple[Why, ...]
    against: str
    stops: int
    waived: int
    warnings: int


def verdict_of(material: Material) -> Verdict:
    """The lane that was judged; of an app of which nothing was approved, one reviewer at least."""
    findings = [finding for finding in material.findings if finding.waived is None]
    stops = sum(finding.severity is Severity.ERROR and finding.tier != "advice" for finding in findings)
    judged = material.verdict
    first = Why("amber", "nobody has approved an earlier version of this app", "", "", "")
    reasons = (
        tuple(Why(each.lane, each.say, each.path, material.place(each.span), each.price) for each in judged.reasons)
        if judged
        else (first,)
    )
    lane = judged.lane if judged else first.lane
    return Verdict(
        lane=lane,
        process=PROCESS[lane],
        reasons=reasons,
        against=material.before.named if material.before else "",
        stops=stops,
        waived=sum(finding.waived is not None for finding in material.findings),
        warnings=sum(finding.severity is Severity.WARNING for finding in findings),
    )


def section(verdict: Verdict) -> Section:
    return Section("verdict", "Verdict", f"{verdict.lane}: {verdict.process}", list(_blocks(verdict)))


def _blocks(verdict: Verdict) -> Iterator[Block]:
    tone = TONES[verdict.lane]
    yield words(Mark(verdict.lane.upper(), tone), f"This version {verdict.process}.", tone=tone)
    if verdict.stops:
        say = f"{counted(verdict.stops, 'finding')} must be mended or waived before a release."
        yield words(Mark("STOPS A RELEASE", "bad"), say, tone="bad")
    else:
        waived = f" {counted(verdict.waived, 'finding')} waived." if verdict.waived else ""
        also = f" {counted(verdict.warnings, 'warning')} to look at." if verdict.warnings else ""
        yield words(f"No finding stops a release.{waived}{also}")
    yield words(f"Compared with {verdict.against}." if verdict.against else "Compared with no earlier version.")
    if verdict.reasons:
        rows = [_row(why) for why in verdict.reasons]
        yield Table("Why, and what would cost less", ["Reason", "Lane", "Where", "What would bring it away"], rows)


def _row(why: Why) -> list[Cell]:
    where: Cell = [Code(text) for text in (why.path, why.place) if text] or "the whole app"
    return [why.say, Mark(why.lane, TONES[why.lane]), where, why.price or "nothing: it needs a look"]
