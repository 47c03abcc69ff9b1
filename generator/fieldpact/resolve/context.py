"""What every resolver needs: the document for places, and where findings gather."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fieldpact.findings import Finding, Fix, Severity, Span
from fieldpact.model.formula import SpecPath
from fieldpact.source.document import Document
from fieldpact.source.nodes import Scalar
from fieldpact.spec.table import Table


@dataclass(slots=True)
class Context:
    """Carries the document and collects findings; nothing here raises for a user's mistake."""

    document: Document
    languages: tuple[str, ...] = ("en",)
    option_lists: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    choice_files: frozenset[str] = frozenset()
    """Names of the option lists that stand in a file."""
    roles: tuple[str, ...] = ()
    periods: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Of tables whose rows count for some days only, the fields of the first and the last."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    """The tables as the author wrote them."""
    findings: list[Finding] = field(default_factory=list)
    gaps: list[tuple[SpecPath, tuple[str, ...]]] = field(default_factory=list)
    """Texts that say nothing in some of the languages (see resolve/languages.py)."""

    def report(
        self,
        code: str,
        at: SpecPath,
        message: str,
        *,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        on_key: bool = False,
        span: Span | None = None,
        fix: Fix | None = None,
    ) -> None:
        """A finding at a place of the spec; `on_key` points at the key instead of its value."""
        place = span or (self.document.key_span(at) if on_key else self.document.value_span(at))
        self.findings.append(Finding(code, message, place, severity, ".".join(map(str, at)), hint, fix))

    def within(self, at: SpecPath, start: int, end: int) -> Span:
        """The place of characters start..end of the scalar at `at`."""
        node = self.document.find(at)
        return node.place(start, end) if isinstance(node, Scalar) else self.document.value_span(at)


def dotted(at: Sequence[str | int]) -> str:
    return ".".join(map(str, at))
