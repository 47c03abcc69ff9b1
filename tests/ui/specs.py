"""Bundles of small specs, for screens that need more than the demo app has."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

from fieldapp.bundle.seal import seal
from fieldpact.pipeline import check, render_bundle_of

HEAD = """\
fieldpact: 1
app:
  id: com.example.app
  name: App
  version: 1.0.0
  languages: [en]
  currency: SEK
"""


def bundle_of(folder: Path, tables: str) -> Path:
    """The bundle of a spec with these `tables:` (and what may stand beside them)."""
    folder.mkdir(parents=True, exist_ok=True)
    spec = folder / "spec.yaml"
    spec.write_text(HEAD + textwrap.dedent(tables))
    reading = check(spec)
    assert reading.app is not None, [finding.message for finding in reading.findings]
    for path, data in render_bundle_of(reading, reading.app, {}).items():
        (folder / "bundle" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "bundle" / path).write_bytes(data)
    return folder / "bundle"


def with_policy(bundle: Path, **switches: Any) -> Path:
    """The same bundle under another policy, sealed anew."""
    file = bundle / "policy.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **switches}), encoding="utf-8")
    (bundle / "seal.json").unlink()
    files = {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    (bundle / "seal.json").write_bytes(seal(files))
    return bundle
