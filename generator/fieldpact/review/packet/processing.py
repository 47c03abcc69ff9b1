"""An entry for the record of processing activities (GDPR article 30(1)), as far as the spec can tell."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.formula.values import ErrorValue
from fieldapp.unchanging import unchanging
from fieldpact.govern.platforms import STATES
from fieldpact.review.packet.blocks import Block, Cell, Pairs, Section, counted, words
from fieldpact.review.packet.flows import FlowMap
from fieldpact.review.packet.inventory import BASES, Inventory
from fieldpact.review.packet.material import Material
from fieldpact.review.packet.policy import PLATFORMS, Policy, Switch

_SAFE = {
    "device_encryption": (True, "the phone’s own encryption must be on"),
    "idle_lock_minutes": (None, "the app locks after {} minutes without a touch"),
    "retention_days": (None, "records leave the phone after {} days at the latest"),
    "backup": (False, "records stay out of the phone’s cloud backup"),
    "export": (False, "nobody exports records to a file"),
    "clipboard": (False, "personal values can’t be copied"),
    "capture": (False, "screens with personal values can’t be captured"),
    "photo_location": (False, "photos lose the place where they were taken"),
    "background_location": (False, "the place is asked for while the app is open only"),
    "exact_location": (False, "places are rounded to about a kilometre"),
}
"""By switch the value that is the safe one (None: any), and what it does."""
OPEN = "to be completed by whoever answers for privacy"


@unchanging
class Purpose:
    """One purpose with its basis, in IT's words, and the fields that serve it."""

    name: str
    basis: str
    says: str
    days: int
    fields: tuple[str, ...]


@unchanging
class Processing:
    """The fields of article 30(1), (a) to (g). What a spec can't know says so."""

    name: str
    controller: str
    contacts: tuple[str, ...]
    purposes: tuple[Purpose, ...]
    people: tuple[str, ...]
    data: tuple[str, ...]
    recipients: tuple[str, ...]
    transfers: tuple[str, ...]
    erasure: tuple[str, ...]
    security: tuple[str, ...]


def processing_of(material: Material, inventory: Inventory, flows: FlowMap, policy: Policy) -> Processing:
    app, pact = material.app, material.app.pact
    collected = inventory.collected
    tables = dict.fromkeys(item.table for item in collected)
    kinds = dict.fromkeys(f"{item.label} ({item.type.replace('_', ' ')})" for item in collected)
    special = dict.fromkeys(f"special category: {item.special}" for item in inventory.items if item.special)
    roles = [label.first() for label in app.roles.values()] or ["people who work with the app"]
    return Processing(
        name=f"{app.name.first()} ({app.id})",
        controller=OPEN,
        contacts=tuple(f"{p.name}: {p.person}" for p in pact.parties.values()) if pact else (OPEN,),
        purposes=tuple(_purposes(inventory)),
        people=(
            *(f"people in {app.tables[name].labels.first()}" for name in tables),
            *(f"own staff: {r}" for r in roles),
        ),
        data=(*kinds, *special) or ("none that the app asks for",),
        recipients=tuple(_recipients(material, flows, roles)),
        transfers=tuple(_transfers(material)),
        erasure=tuple(
            f"{app.tables[name].labels.first()}: {days['retention_days']} days after the last change, on the phone"
            for name, days in policy.tables.items()
            if name in tables
        )
        or (f"records: {policy.value('retention_days')} days after the last change, on the phone",),
        security=measures_of(policy),
    )


def _purposes(inventory: Inventory) -> Iterator[Purpose]:
    names = dict.fromkeys(item.purpose for item in inventory.collected)
    for name in names:
        items = [item for item in inventory.collected if item.purpose == name]
        first = items[0]
        basis = BASES[first.basis] if first.basis else OPEN
        days = max(item.retention_days for item in items)
        yield Purpose(name or "no purpose named", basis, first.purpose_says or "", days, tuple(i.path for i in items))


def _recipients(material: Material, flows: FlowMap, roles: list[str]) -> Iterator[str]:
    yield from (f"role {role}" for role in roles)
    yield from (node.label for node in flows.nodes if node.kind == "message")
    for row in material.facts.rows["connectors"]:
        agreement = "no processor agreement" if isinstance(row["agreement"], ErrorValue) else row["agreement"]
        yield f"connector {row['name']} ({agreement})"


def _transfers(material: Material) -> Iterator[str]:
    rows = material.facts.rows["connectors"]
    if not rows:
        yield "none: the app has no connector"
    for row in rows:
        region = "an unknown region" if isinstance(row["region"], ErrorValue) else row["region"]
        yield f"{row['name']}: {region}"


def measures_of(policy: Policy, *only: str) -> tuple[str, ...]:
    """What the policy does about security, in words, for switches that are on the safe side, or only some of them.

    Where it isn't shown on phones that the app holds to a switch, the words say so.
    """
    found = []
    for switch in policy.switches:
        said = _SAFE.get(switch.name)
        if said is None or (only and switch.name not in only):
            continue
        safe, words_ = said
        if switch.value is safe if isinstance(safe, bool) else switch.value:
            found.append(words_.format(switch.value) + _holds(switch))
    hosts = policy.value("hosts")
    if not only:
        found.append(f"the app talks to {', '.join(hosts)} only" if hosts else "the app talks to no host")
    return tuple(found)


def _holds(switch: Switch) -> str:
    states = {platform: switch.holds.get(platform, "not_tried") for platform in ("android", "ios")}
    open_ = dict.fromkeys(state for state in states.values() if state not in ("tested", "hub"))
    said = [
        f"{' and '.join(PLATFORMS[p] for p, s in states.items() if s == state)}: {STATES[state]}" for state in open_
    ]
    return f" ({'; '.join(said)})" if said else ""


def section(entry: Processing) -> Section:
    return Section(
        "ropa", "Record of processing", f"GDPR art. 30, {counted(len(entry.purposes), 'purpose')}", list(_blocks(entry))
    )


def _blocks(entry: Processing) -> Iterator[Block]:
    yield words("Filled in from the spec and IT’s files; a person completes and signs it.")
    purposes: list[str] = [
        f"{p.name}: {p.basis}; kept {p.days} days. {p.says} ({counted(len(p.fields), 'field')})" for p in entry.purposes
    ]
    pairs: list[tuple[str, Cell]] = [
        ("Processing", entry.name),
        ("(a) Controller and data protection officer", entry.controller),
        ("(a) Contacts", entry.contacts),
        ("(b) Purposes", purposes or ["no data about people is asked for"]),
        ("(c) People whose data it is", entry.people),
        ("(c) Data", entry.data),
        ("(d) Recipients", entry.recipients or ("none",)),
        ("(e) Transfers to other countries", entry.transfers),
        ("(f) Erased after", entry.erasure),
        ("(g) Security", entry.security),
    ]
    yield Pairs(pairs)
