"""The packet for programs, in a shape that only grows.

Keys are the names of `Packet` and of the dataclasses in it; `sbom` is a CycloneDX document of its own. A picture is
told by its digest and its size: the page holds it. `version` goes up only when a key is taken away or changes its
meaning.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from fieldpact.review.packet.packet import Packet
from fieldpact.review.packet.pictures import Picture

VERSION = 1


def render_json(packet: Packet) -> str:
    """One JSON object with a final newline."""
    content = {
        field.name: _plain(getattr(packet, field.name))
        for field in dataclasses.fields(packet)
        if field.name != "sections"
    }
    # A lone surrogate can't be written as UTF-8; JSON's escapes keep it.
    return json.dumps({"version": VERSION, **content}, indent=1, ensure_ascii=True) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Picture):
        return {**_members(value, without="data"), "sha256": value.sha256, "bytes": len(value.data)}
    if dataclasses.is_dataclass(value):
        return _members(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _members(value: Any, without: str = "") -> dict[str, Any]:
    names = [field.name for field in dataclasses.fields(value) if field.name != without]
    return {name: _plain(getattr(value, name)) for name in names}
