"""schema/NNNN.json: the shapes of stored records in each release, read as strictly as the rest of the bundle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fieldapp.app.history import StoredShape
from fieldapp.bundle.formulas import Formulas
from fieldapp.bundle.reader import read
from fieldapp.bundle.seal import BundleRefused, parse_json

_FILE = re.compile(r"schema/(\d{4})\.json")
FORMAT = 1


def read_history(files: Mapping[str, bytes]) -> dict[int, StoredShape]:
    """By number, oldest first; raises `BundleRefused`."""
    found = {}
    for path in sorted(files):
        if match := _FILE.fullmatch(path):
            declared = parse_json(files[path], path)
            formulas: dict[str, Any] = {}
            lifted = _lift(declared, path, formulas)
            shape = read(StoredShape, lifted, path, Formulas(formulas, path))
            if shape.format != FORMAT:
                raise BundleRefused(f"{path} is of format {shape.format}, which this app doesn't know")
            found[int(match[1])] = shape
    if not found:
        raise BundleRefused("schema/ is empty")
    return found


def _lift(declared: Any, path: str, formulas: dict[str, Any]) -> Any:
    """The same with each rule's formula under an id: a shape carries them itself, since it outlives the spec."""
    if not isinstance(declared, dict):
        return declared
    lifted = {}
    for key, value in declared.items():
        place = f"{path}.{key}"
        if key == "changed_from" and isinstance(value, dict) and isinstance(value.get("value"), dict):
            formulas[place] = value["value"]
            lifted[key] = {**value, "value": place}
        else:
            lifted[key] = _lift(value, place, formulas)
    return lifted
