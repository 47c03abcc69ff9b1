"""What one app gets of a set, and where each value comes from; and what a whole set holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.govern.governance import Governance
from fieldpact.govern.layers import pattern_for
from fieldpact.govern.profile import shown
from fieldpact.govern.tuning import shown_raw, tuned_rules
from fieldpact.govern.waivers import Waiver


@unchanging
class From:
    """A value as IT writes it, and the profile or file that it comes from."""

    name: str
    value: str
    origin: str
    says: str = ""


@unchanging
class WaiverTold:
    """A waiver, and how many days it still holds; below 0 it has ended."""

    id: str
    rule: str
    app: str
    places: tuple[str, ...]
    reason: str
    owner: str
    expires: dt.date
    days_left: int


@unchanging
class Merged:
    """What one app gets. `pattern` is the line of governance.yaml that gives it its profile."""

    app: str
    profile: str
    pattern: str
    chain: tuple[str, ...]
    switches: tuple[From, ...]
    rules: tuple[From, ...]
    counting: int
    waivers: tuple[WaiverTold, ...]


@unchanging
class Overview:
    """What a set holds."""

    name: str
    folder: str
    digest: str
    base: str
    apps: tuple[From, ...]
    profiles: tuple[From, ...]
    rules: int
    purposes: tuple[str, ...]
    connectors: tuple[str, ...]
    waivers: tuple[WaiverTold, ...]


def merged_policy(governance: Governance, app_id: str, today: dt.date) -> Merged | None:
    """None where the profile that the app would get can't be used."""
    name = governance.profile_of(app_id)
    profile = governance.profiles.get(name)
    if profile is None:
        return None
    counting = tuned_rules(governance.rules, profile.tuning)
    changed: list[From] = []
    for key, origin in sorted(profile.origins.items()):
        rule_id, _, what = key.partition(".")
        if what and (rule := counting.get(rule_id)) is not None:
            param = what.removeprefix("params.")
            value: Any = "true" if what == "active" else getattr(rule.file, what, None)
            told = shown_raw(rule.file.params[param]) if what.startswith("params.") else str(value)
            changed.append(From(f"{rule_id} {param}", told, origin, rule.file.title))
    return Merged(
        app=app_id,
        profile=name,
        pattern=pattern_for(governance.apps, app_id),
        chain=profile.chain,
        switches=tuple(
            From(key, shown(value), profile.origins[key], governance.switches[key].says)
            for key, value in profile.policy.items()
        ),
        rules=tuple(changed),
        counting=len(counting),
        waivers=_waivers(governance, today, app_id),
    )


def overview(governance: Governance, today: dt.date) -> Overview:
    """The whole set."""
    layers = governance.layers
    base = layers.file.base if layers else None
    profiles = [
        From(name, profile.title, profile.chain[-2] if len(profile.chain) > 1 else "", profile.says)
        for name, profile in governance.profiles.items()
    ]
    return Overview(
        name=layers.file.name if layers else governance.folder.name,
        folder=str(governance.folder),
        digest=governance.digest,
        base=f"fieldpact {base.fieldpact}" if base else "",
        apps=tuple(From(pattern, profile, "governance.yaml") for pattern, profile in governance.apps.items()),
        profiles=tuple(profiles),
        rules=len(governance.rules),
        purposes=tuple(governance.purposes),
        connectors=tuple(governance.connectors),
        waivers=_waivers(governance, today, None),
    )


def _waivers(governance: Governance, today: dt.date, app_id: str | None) -> tuple[WaiverTold, ...]:
    """By the day that they end."""
    concerned = [each for each in governance.waivers.values() if app_id in (None, each.file.app)]
    return tuple(_told(each, today) for each in sorted(concerned, key=lambda each: (each.file.expires, each.id)))


def _told(waiver: Waiver, today: dt.date) -> WaiverTold:
    file = waiver.file
    left = (file.expires - today).days
    return WaiverTold(waiver.id, file.rule, file.app, file.places, file.reason, file.owner, file.expires, left)
