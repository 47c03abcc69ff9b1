"""A draft of a data protection impact assessment (GDPR article 35): what is known, and what people must judge."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.unchanging import unchanging
from fieldpact.review.packet.access import WhoSeesWhat
from fieldpact.review.packet.blocks import Block, Bullets, Cell, Mark, Part, Section, Table, counted, listed, words
from fieldpact.review.packet.findings import Findings
from fieldpact.review.packet.inventory import Inventory
from fieldpact.review.packet.material import Material
from fieldpact.review.packet.policy import Policy
from fieldpact.review.packet.processing import Processing, measures_of

_PLACES = ("location", "trace", "area")
_TO_JUDGE = (
    "How likely and how grave is each risk once the measures hold?",
    "Were the people whose data it is, or those who speak for them, asked?",
    "What does the data protection officer advise?",
    "Who accepts what risk is left, and until when?",
)


@unchanging
class Sign:
    """Something that may make an assessment necessary."""

    what: str
    met: bool
    because: str


@unchanging
class Risk:
    """`source` is a rule's id, or what of the app brings the risk about."""

    risk: str
    source: str
    measures: tuple[str, ...]


@unchanging
class Assessment:
    needed: str
    signs: tuple[Sign, ...]
    describes: tuple[str, ...]
    necessity: tuple[str, ...]
    risks: tuple[Risk, ...]
    measures: tuple[str, ...]
    to_judge: tuple[str, ...] = _TO_JUDGE


def assessment_of(
    material: Material, inventory: Inventory, access: WhoSeesWhat, policy: Policy, entry: Processing, findings: Findings
) -> Assessment:
    signs = tuple(_signs(inventory, policy))
    met = [sign for sign in signs if sign.met]
    needed = "likely: " + "; ".join(sign.what for sign in met) if met else "no sign of it in the spec; a person decides"
    return Assessment(
        needed=needed,
        signs=signs,
        describes=tuple(_describes(material, inventory)),
        necessity=tuple(_necessity(inventory, entry)),
        risks=tuple(_risks(inventory, access, policy, findings)),
        measures=entry.security,
    )


def _signs(inventory: Inventory, policy: Policy) -> Iterator[Sign]:
    special = [item.path for item in inventory.items if item.special]
    yield Sign("special categories of data, art. 35(3)(b)", bool(special), listed(special))
    places = [item.path for item in inventory.collected if item.type in _PLACES]
    yield Sign("where people are is written down", bool(places), listed(places))
    background = policy.value("background_location") is True
    yield Sign("people are followed while the app is closed, art. 35(3)(c)", background, "background_location")
    restricted = [item.path for item in inventory.items if item.level == "restricted"]
    yield Sign("data that is kept most closely", bool(restricted), listed(restricted))
    many = len(inventory.collected) > 12
    yield Sign("much about each person", many, f"{len(inventory.collected)} fields collect it")


def _describes(material: Material, inventory: Inventory) -> Iterator[str]:
    app = material.app
    filled = [table.labels.first() for table in app.tables.values() if not table.reference]
    brought = [table.labels.first() for table in app.tables.values() if table.reference]
    yield f"People in the field fill in {listed(filled, 'nothing')} on a phone."
    if brought:
        yield f"The office sends along {listed(brought)}."
    roles = [label.first() for label in app.roles.values()]
    yield f"It is used by {listed(roles, 'whoever has the app')}; see who sees what."
    yield f"Data about people comes in by {counted(len(inventory.collected), 'field')}; see inventory and flows."


def _necessity(inventory: Inventory, entry: Processing) -> Iterator[str]:
    for purpose in entry.purposes:
        fields = counted(len(purpose.fields), "field")
        yield f"{purpose.name}: {purpose.basis}, {fields}, kept {purpose.days} days: {listed(purpose.fields)}"
    spare = [item.path for item in inventory.collected if not item.required and not item.reference]
    if spare:
        yield f"Asked for without being required, so that each may be left out: {listed(spare)}"
    if not entry.purposes:
        yield "The app asks for nothing about people."


def _risks(inventory: Inventory, access: WhoSeesWhat, policy: Policy, findings: Findings) -> Iterator[Risk]:
    for found in findings.found:
        if found.why:
            helps = (found.hint,) if found.hint else ()
            waived = (f"waived until {found.waived.expires}: {found.waived.reason}",) if found.waived else ()
            yield Risk(f"{found.message}. {found.why}", found.code, (*helps, *waived))
    if not inventory.personal:
        return
    lost = "A lost phone shows data about people to whoever finds it."
    yield Risk(lost, "any phone", measures_of(policy, "idle_lock_minutes", "device_encryption"))
    kept = measures_of(policy, "retention_days")
    yield Risk("Data stays longer than its purpose.", "records on the phone", kept)
    about = {item.table for item in inventory.personal}
    for item in inventory.items:
        if item.type == "long_text" and not item.computed and item.table in about:
            limit = f"at most {item.max_length} characters" if item.max_length else ""
            yield Risk("Free text collects what nobody planned to ask.", item.path, _given(limit))
    open_to: dict[str, list[str]] = {}
    for right in access.rights:
        if right.action == "read" and right.records == "all" and right.table in about:
            open_to.setdefault(right.table, []).append(access.roles[right.role])
    for table, roles in open_to.items():
        yield Risk(f"All records about people can be read by {listed(roles)}.", table, ())
    loose = {
        "export": "in a file that leaves the app",
        "clipboard": "through the clipboard",
        "capture": "in a screenshot",
    }
    for switch, how in loose.items():
        if policy.value(switch) is True:
            yield Risk(f"Values about people leave the app {how}.", switch, ())


def _given(*measures: str) -> tuple[str, ...]:
    return tuple(measure for measure in measures if measure)


def section(draft: Assessment) -> Section:
    return Section(
        "dpia",
        "Impact assessment, a draft",
        f"GDPR art. 35: {'likely needed' if draft.needed.startswith('likely') else 'no sign that one is needed'}",
        list(_blocks(draft)),
    )


def _blocks(draft: Assessment) -> Iterator[Block]:
    yield words("Drawn up from the spec. What only people can judge stands at the end and is theirs to answer.")
    yield words("Needed: ", draft.needed, tone="warn" if any(sign.met for sign in draft.signs) else None)
    rows: list[list[Cell]] = [
        [sign.what, Mark("yes", "warn") if sign.met else Mark("no", "quiet"), sign.because if sign.met else "–"]
        for sign in draft.signs
    ]
    yield Table("Signs that one is needed", ["Sign", "Met", "By"], rows)
    yield Part("What is done")
    yield Bullets(draft.describes)
    yield Part("Necessity and proportion")
    yield Bullets(draft.necessity)
    yield Part("Risks to people, and measures")
    if draft.risks:
        risks: list[list[Cell]] = [[each.risk, each.source, listed(each.measures, "none yet")] for each in draft.risks]
        yield Table("Risks", ["Risk", "From", "What is done about it"], risks)
    else:
        yield words("The spec shows none.")
    yield Bullets([f"By policy: {measure}" for measure in draft.measures])
    yield Part("For people to judge")
    yield Bullets(draft.to_judge)
