"""Two of IT's sets side by side, in plain words: what becomes stricter, what looser, what is new and what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from fieldapp.unchanging import unchanging
from fieldpact.govern.connectors import KnownConnector
from fieldpact.govern.files import shape_of
from fieldpact.govern.governance import Governance, files_of
from fieldpact.govern.lexicon import LexiconFile
from fieldpact.govern.platforms import STATES
from fieldpact.govern.profile import Profile, Switch, merge, shown
from fieldpact.govern.purposes import Purpose
from fieldpact.govern.rules import Rule
from fieldpact.govern.tuning import TIERS, Raw, Tuned, shown_raw
from fieldpact.govern.waivers import Waiver

Way = Literal["new", "gone", "stricter", "looser", "different"]

WAYS: Mapping[Way, str] = {
    "looser": "Looser",
    "stricter": "Stricter",
    "new": "New",
    "gone": "Gone",
    "different": "Different",
}
"""Headings, the gravest first."""


@unchanging
class SetChange:
    """One difference. `about` is what it belongs to: rule, profile, switch, platform, purpose, connector, word …"""

    way: Way
    about: str
    name: str
    say: str


def compare_sets(old: Governance, new: Governance) -> list[SetChange]:
    """Every difference, the gravest first."""
    found = [
        *_rules(old.rules, new.rules),
        *_switches(old, new),
        *_profiles(old.profiles, new.profiles, new),
        *_apps(old, new),
        *_platforms(old, new),
        *_purposes(old.purposes, new.purposes),
        *_connectors(old.connectors, new.connectors),
        *_words(old.words(), new.words()),
        *_waivers(old.waivers, new.waivers),
        *_other_files(old, new),
    ]
    order = list(WAYS)
    return sorted(found, key=lambda change: order.index(change.way))


def _listed(about: str, old: Mapping[str, Any], new: Mapping[str, Any], say: Any) -> Iterator[SetChange]:
    """What is new and what is gone."""
    for name in new.keys() - old.keys():
        yield SetChange("new", about, name, f"{about} {name}: {say(new[name])}")
    for name in old.keys() - new.keys():
        yield SetChange("gone", about, name, f"{about} {name}: {say(old[name])}")


def _both(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in new:
        if name in old:
            yield name, old[name], new[name]


def _rules(old: Mapping[str, Rule], new: Mapping[str, Rule]) -> Iterator[SetChange]:
    def told(rule: Rule) -> str:
        only = ", only in profiles that make it active" if rule.file.optional == "true" else ""
        return f"{rule.file.title} ({rule.file.severity}, {rule.file.tier}{only})"

    yield from sorted(_listed("rule", old, new, told), key=lambda change: change.name)
    for name, before, after in _both(old, new):
        yield from _weight("rule", name, Tuned.of(before.file), Tuned.of(after.file), after)
        for key in ("for_each", "when", "require"):
            was, now = getattr(before.file, key), getattr(after.file, key)
            if was != now:
                say = f"rule {name}: {key} was {was or 'not said'}, and is {now or 'not said'}"
                yield SetChange("different", "rule", name, say)
        worded = [
            key for key in ("title", "message", "hint", "why") if getattr(before.file, key) != getattr(after.file, key)
        ]
        if worded:
            yield SetChange("different", "rule", name, f"rule {name}: other words for {', '.join(worded)}")


def _weight(about: str, name: str, before: Tuned, after: Tuned, rule: Rule) -> Iterator[SetChange]:
    """How much a rule weighs, by itself or in a profile (`name` says which)."""
    if before.active != after.active:
        way: Way = "stricter" if after.active else "looser"
        yield SetChange(way, about, name, f"{about} {name}: {'counts now' if after.active else 'counts no longer'}")
    if before.severity != after.severity:
        way = "stricter" if after.severity.rank > before.severity.rank else "looser"
        yield SetChange(way, about, name, f"{about} {name}: severity {before.severity} → {after.severity}")
    if before.tier != after.tier:
        way = "stricter" if TIERS.index(after.tier) > TIERS.index(before.tier) else "looser"
        yield SetChange(way, about, name, f"{about} {name}: tier {before.tier} → {after.tier}")
    for param in dict.fromkeys([*before.params, *after.params]):
        was, now = before.params.get(param), after.params.get(param)
        if was != now:
            shown_both = f"{shown_raw(was) if was else 'none'} → {shown_raw(now) if now else 'none'}"
            way = _param_way(rule.file.tighter.get(param), was, now)
            yield SetChange(way, about, name, f"{about} {name}: {param} {shown_both}")


def _param_way(tighter: str | None, was: Raw | None, now: Raw | None) -> Way:
    if tighter is None or was is None or now is None or shape_of(was) != shape_of(now):
        return "different"
    if isinstance(was, list) and isinstance(now, list):
        if set(now) < set(was):
            return "stricter" if tighter == "less" else "looser"
        if set(now) > set(was):
            return "stricter" if tighter == "more" else "looser"
        return "different"
    if isinstance(was, str) and isinstance(now, str) and shape_of(was) == "number":
        return "stricter" if (Decimal(now) < Decimal(was)) == (tighter == "less") else "looser"
    return "different"


def _switches(old: Governance, new: Governance) -> Iterator[SetChange]:
    yield from _listed("switch", old.switches, new.switches, lambda switch: switch.says)
    for name, before, after in _both(old.switches, new.switches):
        if before.merge != after.merge:
            say = f"switch {name}: profiles merge it by {after.merge}, no longer by {before.merge}"
            yield SetChange("different", "switch", name, say)


def _profiles(old: Mapping[str, Profile], new: Mapping[str, Profile], newer: Governance) -> Iterator[SetChange]:
    yield from _listed("profile", old, new, lambda profile: profile.title)
    for name, before, after in _both(old, new):
        for key, was, now in _both(before.policy, after.policy):
            if was != now:
                say = f"profile {name}: {key} {shown(was)} → {shown(now)}"
                yield SetChange(_switch_way(newer.switches[key].merge, was, now), "profile", name, say)
        for rule_id in dict.fromkeys([*before.tuning, *after.tuning]):
            rule = newer.rules.get(rule_id)
            if rule is None:
                continue
            was = before.tuning.get(rule_id) or Tuned.of(rule.file)
            now = after.tuning.get(rule_id) or Tuned.of(rule.file)
            yield from _weight("profile", f"{name}, {rule_id}", was, now, rule)


def _switch_way(how: str, was: Switch, now: Switch) -> Way:
    if merge(how, was, now) == now:
        return "stricter"
    return "looser" if merge(how, now, was) == was else "different"


def _apps(old: Governance, new: Governance) -> Iterator[SetChange]:
    before, after = old.apps, new.apps
    yield from _listed("app", before, after, lambda profile: f"gets profile {profile}")
    for pattern, was, now in _both(before, after):
        if was != now:
            yield SetChange("different", "app", pattern, f"app {pattern}: profile {was} → {now}")


def _platforms(old: Governance, new: Governance) -> Iterator[SetChange]:
    for switch, before, after in _both(old.platforms, new.platforms):
        for platform, was, now in _both(before.on, after.on):
            if was != now:
                way: Way = "stricter" if now == "tested" else "looser" if was == "tested" else "different"
                say = f"switch {switch} on {platform}: {STATES[was]} → {STATES[now]}"
                yield SetChange(way, "platform", switch, say)


def _purposes(old: Mapping[str, Purpose], new: Mapping[str, Purpose]) -> Iterator[SetChange]:
    yield from _listed("purpose", old, new, lambda purpose: next(iter(purpose.text.values())))
    for name, before, after in _both(old, new):
        if before.retention_days != after.retention_days:
            way: Way = "stricter" if after.retention_days < before.retention_days else "looser"
            say = f"purpose {name}: kept {before.retention_days} → {after.retention_days} days"
            yield SetChange(way, "purpose", name, say)
        if before.basis != after.basis:
            yield SetChange("different", "purpose", name, f"purpose {name}: basis {before.basis} → {after.basis}")
        if before.text != after.text:
            yield SetChange("different", "purpose", name, f"purpose {name}: other words for what people are told")


def _connectors(old: Mapping[str, KnownConnector], new: Mapping[str, KnownConnector]) -> Iterator[SetChange]:
    yield from _listed("connector", old, new, lambda one: f"{one.title} ({one.group}, {one.clearance})")
    for name, before, after in _both(old, new):
        was, now = before.model_dump(), after.model_dump()
        for key in was:
            if was[key] != now[key]:
                say = f"connector {name}: {key} {_plain(was[key])} → {_plain(now[key])}"
                yield SetChange("different", "connector", name, say)


def _plain(value: Any) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple | list) else str(value or "none")


def _words(old: Mapping[str, LexiconFile], new: Mapping[str, LexiconFile]) -> Iterator[SetChange]:
    for language in sorted({*old, *new}):
        before, after = _phrases(old.get(language)), _phrases(new.get(language))
        for kind in sorted({*before, *after}):
            was, now = before.get(kind, frozenset()), after.get(kind, frozenset())
            if added := sorted(now - was):
                say = f"words in {language}, {kind}: {', '.join(added)}"
                yield SetChange("new", "word", language, say)
            if removed := sorted(was - now):
                say = f"words in {language}, {kind}: {', '.join(removed)} are no longer looked for"
                yield SetChange("looser", "word", language, say)


def _phrases(file: LexiconFile | None) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for key, value in (file.model_dump() if file else {}).items():
        named = (
            {f"{key}, {kind}": phrases for kind, phrases in value.items()} if isinstance(value, dict) else {key: value}
        )
        found |= {name.replace("_", " "): frozenset(phrases) for name, phrases in named.items() if phrases}
    return found


def _waivers(old: Mapping[str, Waiver], new: Mapping[str, Waiver]) -> Iterator[SetChange]:
    def told(waiver: Waiver) -> str:
        return f"{waiver.file.rule} for {waiver.file.app} until {waiver.file.expires}: {waiver.file.reason}"

    for change in _listed("waiver", old, new, told):
        yield SetChange("looser" if change.way == "new" else "stricter", "waiver", change.name, change.say)
    for name, before, after in _both(old, new):
        if before.file != after.file:
            way: Way = "looser" if after.file.expires > before.file.expires else "different"
            yield SetChange(way, "waiver", name, f"waiver {name}: {told(before)} → {told(after)}")


_TOLD = ("rules/", "profiles/", "waivers/", "lexicon/")
_TOLD_FILES = ("policy.yaml", "platforms.yaml", "purposes.yaml", "connectors.yaml", "governance.yaml")


def _other_files(old: Governance, new: Governance) -> Iterator[SetChange]:
    """Files of which no more is told than that they differ."""
    before, after = files_of(old), files_of(new)
    for name in sorted({*before, *after}):
        if name.startswith(_TOLD) or name in _TOLD_FILES or before.get(name) == after.get(name):
            continue
        way: Way = "new" if name not in before else "gone" if name not in after else "different"
        yield SetChange(way, "file", name, f"file {name}")
