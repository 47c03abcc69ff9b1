"""The packet: one section after the other, each made by its own module."""

from __future__ import annotations

from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.changes import Change
from fieldpact.review.packet import (
    access,
    assessment,
    bom,
    changed,
    findings,
    flows,
    hooks,
    inventory,
    masvs,
    pact,
    permissions,
    pictures,
    policy,
    processing,
    stores,
    verdict,
)
from fieldpact.review.packet.blocks import Section
from fieldpact.review.packet.material import Material
from fieldpact.review.packet.pictures import Pictures


@unchanging
class About:
    """Which app this is about, and by whose rules; digests are sha256."""

    app: str
    name: str
    version: str
    languages: tuple[str, ...]
    profile: str
    governance: str
    made: str
    """The day, as ISO text."""
    by: str
    against: str


@unchanging
class Packet:
    """Everything that IT asks about an app, as data. The sections stand in the order of the page."""

    about: About
    verdict: verdict.Verdict
    inventory: inventory.Inventory
    access: access.WhoSeesWhat
    flows: flows.FlowMap
    permissions: permissions.Permissions
    policy: policy.Policy
    findings: findings.Findings
    changes: tuple[Change, ...]
    hooks: tuple[hooks.Hook, ...]
    pictures: Pictures
    processing: processing.Processing
    assessment: assessment.Assessment
    stores: stores.StoreForms
    masvs: tuple[masvs.Control, ...]
    sbom: dict[str, Any]
    pact: pact.Agreed
    sections: tuple[Section, ...]
    """The same for people to read."""


def assemble(material: Material) -> Packet:
    """The packet of what was read: a pure function, the same for the same material."""
    app = material.app
    against = material.before.named if material.before else ""
    map_ = flows.flows_of(material)
    kept = inventory.inventory_of(material, map_)
    seen = access.access_of(material, kept)
    given = policy.policy_of(material)
    found = findings.findings_of(material)
    entry = processing.processing_of(material, kept, map_, given)
    draft = assessment.assessment_of(material, kept, seen, given, entry, found)
    asked = permissions.permissions_of(material)
    differences = changed.changes_of(material)
    code = hooks.hooks_of(material)
    forms = stores.stores_of(material, kept, given)
    controls = masvs.controls_of(material, given)
    parts = bom.bom_of(material)
    agreed = pact.pact_of(app)
    judged = verdict.verdict_of(material)
    sections = (
        verdict.section(judged),
        inventory.section(kept, map_),
        access.section(seen, app),
        flows.section(map_),
        permissions.section(asked),
        policy.section(given),
        findings.section(found),
        changed.section(differences, against),
        hooks.section(code),
        pictures.section(material.pictures),
        processing.section(entry),
        assessment.section(draft),
        stores.section(forms),
        masvs.section(controls),
        bom.section(parts),
        pact.section(agreed),
    )
    about = About(
        app=app.id,
        name=app.name.first(),
        version=app.version,
        languages=app.languages,
        profile=material.profile,
        governance=material.governance.digest,
        made=material.today.isoformat(),
        by=f"fieldpact {material.version}",
        against=against,
    )
    return Packet(
        about, judged, kept, seen, map_, asked, given, found, differences, code, material.pictures, entry, draft, forms,
        controls, parts, agreed, sections,
    )  # fmt: skip
