"""docs/rules.md, platforms.md and traceability.md: the shipped set, as the files of governance_rules say."""

from __future__ import annotations

import functools

from fieldpact.govern import shipped_governance
from fieldpact.report.governance_pages import governance_pages


@functools.cache
def pages() -> dict[str, str]:
    governance = shipped_governance()
    assert not governance.findings, governance.findings
    return governance_pages(governance, "../governance_rules", "`make docs`")


def rules() -> str:
    return pages()["rules.md"]


def platforms() -> str:
    return pages()["platforms.md"]


def traceability() -> str:
    return pages()["traceability.md"]
