"""Answers for the stores' forms: Google Play's data safety, Apple's privacy manifest and nutrition label.

Both stores call data collected only once it leaves the device. An app without connectors and hosts sends nothing, and
the answers say so; what they would be with a connector stands beside them, so that nobody is surprised later.
"""

from __future__ import annotations

import plistlib
from collections.abc import Iterator

from fieldapp.unchanging import unchanging
from fieldpact.review.packet.blocks import (
    Block,
    Cell,
    Code,
    Fold,
    Listing,
    Pairs,
    Part,
    Section,
    Table,
    Tone,
    counted,
    words,
)
from fieldpact.review.packet.inventory import Inventory, Item
from fieldpact.review.packet.material import Material
from fieldpact.review.packet.policy import Policy

_BY_TYPE = {
    "phone": ("Personal info: Phone number", "PhoneNumber", "Contact Info"),
    "email": ("Personal info: Email address", "EmailAddress", "Contact Info"),
    "trace": ("Location: Precise location", "PreciseLocation", "Location"),
    "area": ("Location: Precise location", "PreciseLocation", "Location"),
    "audio": ("Audio: Voice or sound recordings", "AudioData", "User Content"),
    "photo": ("Photos and videos: Photos", "PhotosorVideos", "User Content"),
    "video": ("Photos and videos: Videos", "PhotosorVideos", "User Content"),
    "file": ("Files and docs: Files and docs", "OtherUserContent", "User Content"),
    "signature": ("Personal info: Other info", "OtherUserContent", "User Content"),
    "drawing": ("App activity: Other user-generated content", "OtherUserContent", "User Content"),
}
_EXACT = ("Location: Precise location", "PreciseLocation", "Location")
_COARSE = ("Location: Approximate location", "CoarseLocation", "Location")
_NAME = ("Personal info: Name", "Name", "Contact Info")
_HEALTH = ("Health and fitness: Health info", "Health", "Health & Fitness")
_SENSITIVE = ("Personal info: Other info", "SensitiveInfo", "Sensitive Info")
_OTHER = ("Personal info: Other info", "OtherUserContent", "User Content")
_TAKEN_IN = ("photo", "video", "file", "audio", "drawing")
"""Types that the stores ask about whoever is in them."""
_CALLED = frozenset({"name", "first_name", "last_name", "surname", "contact"})
_APIS = (
    ("NSPrivacyAccessedAPICategoryFileTimestamp", "C617.1"),
    ("NSPrivacyAccessedAPICategorySystemBootTime", "35F9.1"),
)
"""Of Apple's required-reason APIs those of the runtime: times of its own files, and the clock of the idle lock."""


@unchanging
class Kind:
    """One kind of data, as Play, Apple's manifest and Apple's label call it."""

    play: str
    apple: str
    label: str
    fields: tuple[str, ...]
    required: bool


@unchanging
class StoreForms:
    """`sends`: the app has somewhere to send data to. `kinds` are what it takes in, whether or not it sends it."""

    sends: bool
    hosts: tuple[str, ...]
    kinds: tuple[Kind, ...]
    manifest: str
    """PrivacyInfo.xcprivacy."""


def stores_of(material: Material, inventory: Inventory, policy: Policy) -> StoreForms:
    exact = policy.value("exact_location") is not False
    items = [item for item in inventory.items if _asked_about(item)]
    grouped: dict[tuple[str, str, str], list[Item]] = {}
    for item in items:
        grouped.setdefault(_kind(item, exact), []).append(item)
    kinds = tuple(
        Kind(*names, fields=tuple(i.path for i in group), required=any(i.required for i in group))
        for names, group in sorted(grouped.items())
    )
    hosts = tuple(policy.value("hosts") or ())
    sends = bool(hosts or material.app.connectors)
    return StoreForms(sends, hosts, kinds, manifest(kinds if sends else ()))


def _asked_about(item: Item) -> bool:
    return not item.computed and (item.collects or item.personal or (item.type in _TAKEN_IN and not item.reference))


def _kind(item: Item, exact: bool) -> tuple[str, str, str]:
    if item.special:
        return _HEALTH if item.special == "health" else _SENSITIVE
    if item.type == "location":
        return _EXACT if exact else _COARSE
    if item.type in _BY_TYPE:
        return _BY_TYPE[item.type]
    named = item.path.rpartition(".")[2] in _CALLED or item.type == "link" or (item.reason or "").endswith("is called")
    return _NAME if named else _OTHER


def manifest(kinds: tuple[Kind, ...]) -> str:
    """The property list that an iOS build carries; keys sorted, so that it is the same everywhere."""
    types = dict.fromkeys(kind.apple for kind in kinds)
    content = {
        "NSPrivacyTracking": False,
        "NSPrivacyTrackingDomains": [],
        "NSPrivacyCollectedDataTypes": [
            {
                "NSPrivacyCollectedDataType": f"NSPrivacyCollectedDataType{name}",
                "NSPrivacyCollectedDataTypeLinked": True,
                "NSPrivacyCollectedDataTypeTracking": False,
                "NSPrivacyCollectedDataTypePurposes": ["NSPrivacyCollectedDataTypePurposeAppFunctionality"],
            }
            for name in types
        ],
        "NSPrivacyAccessedAPITypes": [
            {"NSPrivacyAccessedAPIType": name, "NSPrivacyAccessedAPITypeReasons": [reason]} for name, reason in _APIS
        ],
    }
    return plistlib.dumps(content, sort_keys=True).decode()


def section(forms: StoreForms) -> Section:
    brief = counted(len(forms.kinds), "kind") + " of data" if forms.sends else "nothing leaves the device"
    return Section("stores", "Forms of the stores", brief, list(_blocks(forms)))


def _blocks(forms: StoreForms) -> Iterator[Block]:
    if not forms.sends:
        yield words(
            "The app has no connector and the policy names no host: no data leaves the device, and both stores are "
            "told that none is collected. With a connector, what stands below is collected."
        )
    yield Part("Google Play: data safety")
    yes = "yes" if forms.sends else "no"
    yield Pairs([
        ("Does the app collect or share required user data types?", yes if forms.kinds else "no"),
        ("Is it all encrypted on its way?", "yes, https only" if forms.sends else "nothing is on its way"),
        ("Can people ask for their data to be deleted?", "yes, through the people named in the pact"),
        ("Is data shared with third parties?", "no"),
    ])  # fmt: skip
    if forms.kinds:
        rows: list[list[Cell]] = [
            [
                kind.play,
                yes,
                "required" if kind.required else "optional",
                "App functionality",
                [Code(path) for path in kind.fields[:4]]
                + ([f"and {len(kind.fields) - 4} more"] if kind.fields[4:] else []),
            ]
            for kind in forms.kinds
        ]
        yield Table("Types of data for Play", ["Type", "Collected", "Required or optional", "Purpose", "Fields"], rows)
    yield Part("Apple: privacy nutrition label")
    if forms.sends and forms.kinds:
        rows = [[kind.label, kind.apple, "linked to the person, not used for tracking"] for kind in forms.kinds]
        yield Table("Data linked to the person", ["Category", "Type", "Use: app functionality"], rows)
    else:
        yield words("Data not collected.")
    yield Part("Apple: privacy manifest")
    yield words("For the root of the iOS build. Flutter and Flet carry manifests of their own.")
    lines: list[tuple[Tone, str]] = [("plain", line) for line in forms.manifest.expandtabs(2).splitlines()]
    yield Fold("PrivacyInfo.xcprivacy", [Listing("PrivacyInfo.xcprivacy", lines)])
