"""The state behind the preview page: the spec's findings, and the last good bundle."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fieldpact.findings import Finding
from fieldpact.model.app import App
from fieldpact.source.text import Source


@dataclass(slots=True)
class Workspace:
    """One spec under preview. `folder` holds its bundles and its records between runs; `today` is asked at each
    check, since a preview may run for days and waivers end."""

    spec: Path
    folder: Path
    today: Callable[[], dt.date] | None = None
    number: int = 0
    bundle: Path | None = None
    app: App | None = None
    broken: bool = False
    findings: list[Finding] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    @classmethod
    def of(cls, spec: Path, cache: Path, today: Callable[[], dt.date] | None = None) -> Workspace:
        """A folder of its own for each spec file, so that typed records survive a restart of the preview."""
        name = hashlib.sha256(str(spec.resolve()).encode()).hexdigest()[:16]
        folder = cache / name
        shutil.rmtree(folder / "bundles", ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return cls(spec, folder, today)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def rebuild(self) -> bool:
        """Checks the spec; where it holds, writes its bundle. True where there is a new bundle to show."""
        from fieldpact.pipeline import check, render_bundle_of

        reading = check(self.spec, today=self.today() if self.today else None)
        self.findings, self.sources = reading.findings, reading.sources
        self.broken = reading.app is None  # what governance finds never stops a draft
        self.number += 1
        if reading.app is None:
            return False
        files = render_bundle_of(reading, reading.app, self._history())
        if self.bundle is not None and (self.bundle / "seal.json").read_bytes() == files["seal.json"]:
            return False
        target = self.folder / "bundles" / f"{self.number:06}"
        for path, data in files.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(data)
        self.bundle, self.app = target, reading.app
        return True

    def _history(self) -> dict[str, bytes]:
        """Schemas of the bundles shown before, so that records typed under them are carried along."""
        if self.bundle is None:
            return {}
        return {path.name: path.read_bytes() for path in (self.bundle / "schema").iterdir()}

    def shown(self) -> dict[str, Any]:
        """What the page needs, as JSON."""
        return {
            "number": self.number,
            "spec": self.spec.name,
            "broken": self.broken,
            "running": self.bundle is not None,
            "app": {"name": self.app.name.first(), "version": self.app.version} if self.app else None,
            "languages": list(self.app.languages) if self.app else [],
            "findings": [self._finding(f) for f in self.findings],
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        """A finding with the line it points at."""
        span = finding.span
        shown: dict[str, Any] = {
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "hint": finding.hint,
        }
        if span is None:
            return shown
        source = self.sources.get(span.file)
        place = {"line": span.line, "col": span.col, "end_line": span.end_line, "end_col": span.end_col}
        return {**shown, **place, "file": Path(span.file).name, "source": source.line(span.line) if source else ""}
