"""Everything that a rendering depends on, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.model.app import App


@unchanging
class Inputs:
    """What the parts of a project are made of.

    `spec_files` are the spec (`spec.yaml`) and the files it names, by path beside the spec; `reference` the canonical
    rows of each reference table; `history` the schemas of earlier releases.
    """

    app: App
    spec_files: Mapping[str, bytes]
    reference: Mapping[str, bytes]
    policy: Mapping[str, Any]
    runtime: Mapping[str, bytes]
    templates: Mapping[str, str]
    governance_digest: str
    version: str
    history: Mapping[str, bytes] = field(default_factory=dict)
    draft: bool = True
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """What the cells of reference tables name, by path beside the spec."""
    hooks: Mapping[str, bytes] = field(default_factory=dict)
    """Python files by name, from the spec's `hooks/`."""
