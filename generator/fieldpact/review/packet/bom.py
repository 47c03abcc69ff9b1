"""The software bill of materials of the app, as CycloneDX 1.6: what it is made of, as its build says."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from fieldpact.render.project import digest_of
from fieldpact.review.packet.blocks import Block, Cell, Code, Fold, Section, Table, counted, words
from fieldpact.review.packet.material import Material

_RUNTIME = "src/fieldapp/"
_BUNDLE = "src/bundle/"
_HOOKS = "src/custom/"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*(.*)")


def bom_of(material: Material) -> dict[str, Any]:
    """The whole document. The serial number follows from what it lists, so that the same app has the same one."""
    app = material.app
    own = f"pkg:generic/{app.id}@{app.version}"
    parts = [*_carried(material), *_required(material.project["project"]["dependencies"])]
    listed = [own, *(f"{part['bom-ref']} {part.get('hashes', '')}" for part in parts)]
    serial = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(listed))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": f"{material.today.isoformat()}T00:00:00Z",
            "tools": {"components": [{"type": "application", "name": "fieldpact", "version": material.version}]},
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": app.name.first(),
                "version": app.version,
                "purl": own,
            },
        },
        "components": parts,
        "dependencies": [
            {"ref": own, "dependsOn": [part["bom-ref"] for part in parts]},
            *({"ref": part["bom-ref"], "dependsOn": []} for part in parts),
        ],
    }


def _carried(material: Material) -> Iterator[dict[str, Any]]:
    """What lies in the app itself, by the digest of its files."""
    for name, folder, kind, says in (
        ("fieldapp", _RUNTIME, "library", "the runtime, byte for byte the same in every app"),
        ("bundle", _BUNDLE, "data", "the app's own declarations"),
        ("custom", _HOOKS, "library", "hooks"),
    ):
        files = {path.removeprefix("src/"): data for path, data in material.rendered.items() if path.startswith(folder)}
        if not files:
            continue
        version = material.version if name == "fieldapp" else material.app.version
        part: dict[str, Any] = {
            "type": kind,
            "bom-ref": f"{name}@{version}",
            "name": name,
            "version": version,
            "description": says,
            "hashes": [{"alg": "SHA-256", "content": digest_of(files)}],
            "properties": [{"name": "fieldpact:files", "value": str(len(files))}],
        }
        if name == "fieldapp":
            part["licenses"] = [{"license": {"id": "Apache-2.0"}}]
        yield part
    yield from _fonts(material.rendered)


def _fonts(rendered: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    for path, data in sorted(rendered.items()):
        if path.endswith(".woff2"):
            name = path.rpartition("/")[2]
            yield {
                "type": "file",
                "bom-ref": f"font:{name}",
                "name": name,
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(data).hexdigest()}],
                "licenses": [{"license": {"id": "OFL-1.1"}}],
            }


def _required(dependencies: list[str]) -> Iterator[dict[str, Any]]:
    """Packages of the project. A pinned one has a version; of another the range is told as a property."""
    for requirement in dependencies:
        found = _REQUIREMENT.fullmatch(requirement.split(";")[0].strip())
        if found is None:
            raise ValueError(f"the build asks for {requirement!r}, which is no requirement")
        name, wanted = found[1].lower(), found[2].strip()
        pinned = wanted.removeprefix("==") if wanted.startswith("==") else ""
        purl = f"pkg:pypi/{name}@{pinned}" if pinned else f"pkg:pypi/{name}"
        part: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "purl": purl}
        if pinned:
            part["version"] = pinned
        else:
            part["properties"] = [{"name": "fieldpact:range", "value": wanted or "any"}]
        yield part


def section(bom: Mapping[str, Any]) -> Section:
    parts = bom["components"]
    return Section("sbom", "Bill of materials", counted(len(parts), "component"), list(_blocks(parts)))


def _blocks(parts: list[Mapping[str, Any]]) -> Iterator[Block]:
    yield words("CycloneDX 1.6, whole in the packet’s JSON under ", Code("sbom"), ".")
    head = ["Component", "Version", "Licence", "SHA-256"]
    fonts = [part for part in parts if part["type"] == "file"]
    yield Table("Components", head, [_row(part) for part in parts if part not in fonts])
    if fonts:
        yield Fold(f"{counted(len(fonts), 'font')} of the runtime", [Table("Fonts", head, [_row(f) for f in fonts])])
    yield words(
        "The versions of what these packages bring along are fixed where the store’s build is made, and stand in its "
        "own bill of materials."
    )


def _row(part: Mapping[str, Any]) -> list[Cell]:
    ranges = [each["value"] for each in part.get("properties", []) if each["name"] == "fieldpact:range"]
    version = part.get("version") or (f"{ranges[0]} (not pinned)" if ranges else "–")
    licences = [each["license"]["id"] for each in part.get("licenses", [])]
    hashes = [each["content"] for each in part.get("hashes", [])]
    name: Cell = Code(part["name"]) if part["type"] == "file" else part["name"]
    return [name, version, licences[0] if licences else "see the package", Code(hashes[0]) if hashes else "–"]
