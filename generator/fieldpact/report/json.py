"""Findings for programs, in a shape that only grows.

    {"version": 1,
     "summary": {"error": 1, "warning": 0, "info": 0, "waived": 0},
     "findings": [{"code", "severity", "message", "path", "hint",
                   "span": null or {"file", "line", "col", "end_line", "end_col"},
                   "fix": null or {"say", "edits": [{"span", "text"}]},
                   "tier": "", "hard", "soft" or "advice",
                   "waived": null or {"reason", "owner", "expires", "file"},
                   "trace": [{"name", "value"}]}]}

A finding that is waived counts as waived only. Lines and columns count from 1, columns in Unicode characters, `end_col`
is exclusive. `version` goes up only when a key is taken away or changes its meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from fieldpact.findings import Finding, Severity, by_place

VERSION = 1


def render_json(findings: Iterable[Finding]) -> str:
    """All findings in reading order as one JSON object, with a final newline."""
    ordered = by_place(findings)
    report = {
        "version": VERSION,
        "summary": {
            **{str(each): sum(f.severity is each and not f.waived for f in ordered) for each in Severity},
            "waived": sum(f.waived is not None for f in ordered),
        },
        "findings": [_finding(finding) for finding in ordered],
    }
    # A lone surrogate can't be written as UTF-8; JSON's escapes keep it.
    return json.dumps(report, indent=2, ensure_ascii=True) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": finding.path,
        "hint": finding.hint,
        "span": asdict(finding.span) if finding.span else None,
        "fix": {"say": fix.say, "edits": [asdict(edit) for edit in fix.edits]} if (fix := finding.fix) else None,
        "tier": finding.tier,
        "waived": {**asdict(waived), "expires": waived.expires.isoformat()} if (waived := finding.waived) else None,
        "trace": [asdict(seen) for seen in finding.trace],
    }
