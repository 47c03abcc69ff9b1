"""What the app asks of the phone, and why: read from the project that a build writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.render.device import device_values
from fieldpact.review.packet.blocks import Block, Code, Mark, Section, Table, counted, listed, words
from fieldpact.review.packet.material import Material

_PICKED = {
    "photo": "the system's camera or picture picker",
    "video": "the system's camera or picture picker",
    "file": "the system's file picker",
    "audio": "the system's file picker",
}
"""Types that take something in through a screen of the system, for which an app needs no permission."""


@unchanging
class Permission:
    """`asked` is False for one that a package would bring along and that the build takes out."""

    name: str
    asked: bool
    fields: tuple[str, ...]
    why: str


@unchanging
class Permissions:
    permissions: tuple[Permission, ...]
    picked: tuple[tuple[str, str], ...]
    """Fields that take something in without a permission, each with how."""
    backup: bool
    """The phone's cloud backup takes the app's data along, by the build's settings."""


def permissions_of(material: Material) -> Permissions:
    tool: dict[str, Any] = material.project["tool"]["flet"]
    android: dict[str, Any] = tool.get("android", {})
    filled = [field for table, field in material.app.all_fields() if not table.reference]
    asked = []
    for name in tool.get("permissions", []):
        fields = tuple(field.path for field in filled if name in _asked_for(field.type))
        purposes = dict.fromkeys(field.purpose for field in filled if field.path in fields and field.purpose)
        asked.append(Permission(name, True, fields, listed(list(purposes), "the fields themselves")))
    for name, value in android.get("permission", {}).items():
        if value is False:
            asked.append(Permission(name, False, (), "taken out of the build: a package would bring it along"))
    picked = tuple((field.path, _PICKED[field.type]) for field in filled if field.type in _PICKED)
    backup = android.get("manifest_application", {}).get("allowBackup") != "false"
    return Permissions(tuple(asked), picked, backup)


def _asked_for(type_: str) -> list[str]:
    permissions = device_values({type_})["permissions"]
    return list(json.loads(permissions)) if permissions else []


def section(permissions: Permissions) -> Section:
    asked = [each.name for each in permissions.permissions if each.asked]
    return Section("permissions", "Permissions of the phone", listed(asked), list(_blocks(permissions, asked)))


def _blocks(permissions: Permissions, asked: list[str]) -> Iterator[Block]:
    if not asked:
        yield words("The app asks for no permission.", tone="good")
    if permissions.permissions:
        rows = [
            [
                each.name.removeprefix("android.permission."),
                Mark("asked", "warn") if each.asked else Mark("never asked", "good"),
                [Code(path) for path in each.fields] or each.why,
            ]
            for each in permissions.permissions
        ]
        yield Table("Permissions, and what they are for", ["Permission", "Asked", "Because of"], rows)
    if permissions.picked:
        say = f"{counted(len(permissions.picked), 'field')} take something in through a screen of the system, which "
        yield words(say + "needs no permission: the app sees only what the person picks.")
        yield Table(
            "Taken in without a permission", ["Field", "Through"], [[Code(p), how] for p, how in permissions.picked]
        )
    backup = "takes the app’s records along" if permissions.backup else "leaves the app’s records out"
    yield words(f"The phone’s backup to a cloud {backup}, by the settings of the Android build.")
