"""What came of a spec's tests, for people at a terminal and for programs.

The JSON has a shape that only grows:

    {"version": 1,
     "summary": {"passed": 1, "failed": 1},
     "tests": [{"name", "path", "passed", "covers": [], "differences": [{"message", "path", "span"}]}],
     "unreached": [{"kind", "name", "message", "path", "span"}]}

Spans are as in findings: lines and columns count from 1, `end_col` is exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from fieldpact.findings import Span
from fieldpact.model.formula import SpecPath
from fieldpact.report.text import marked_line, shown
from fieldpact.source.document import Document
from fieldpact.source.nodes import Scalar
from fieldpact.trial import Gap, Outcome, Trial

VERSION = 1
_MOST_OF_A_KIND = 20
"""Gaps of one kind that a terminal shows; JSON has all."""


def render_trial_text(trial: Trial, document: Document, colour: bool) -> str:
    """A line for each test, what is different in those that fail, and what no test has reached."""
    if not trial.outcomes:
        return "there are no tests; write some under tests:\n"
    lines = [line for outcome in trial.outcomes for line in _of_outcome(outcome, document, colour)]
    passed = sum(outcome.passed for outcome in trial.outcomes)
    failed = len(trial.outcomes) - passed
    lines += ["", f"{passed} passed" + (f", {failed} failed" if failed else ""), ""]
    return "\n".join([*lines, *_unreached(trial, document)]) + "\n"


def render_trial_json(trial: Trial, document: Document) -> str:
    passed = sum(outcome.passed for outcome in trial.outcomes)
    report = {
        "version": VERSION,
        "summary": {"passed": passed, "failed": len(trial.outcomes) - passed},
        "tests": [
            {
                "name": outcome.test.name,
                "path": _dotted(outcome.test.at),
                "passed": outcome.passed,
                "covers": list(outcome.test.covers),
                "differences": [
                    {"message": each.message, **_place(each.at, document.value_span(each.at))}
                    for each in outcome.differences
                ],
            }
            for outcome in trial.outcomes
        ],
        "unreached": [
            {"kind": gap.kind, "name": gap.name, "message": gap.message, **_place(gap.at, _span(gap, document))}
            for gap in trial.gaps
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=True) + "\n"


def _of_outcome(outcome: Outcome, document: Document, colour: bool) -> Iterator[str]:
    mark, tint = ("✓", "green") if outcome.passed else ("✗", "red")
    span = document.key_span(outcome.test.at)
    place = "" if outcome.passed else f" ({span.file}:{span.line}:{span.col})"
    yield f"{click.style(mark, fg=tint) if colour else mark} {shown(outcome.test.name)}{shown(place)}"
    placed = [(document.value_span(each.at), each.message) for each in outcome.differences]
    for span, message in sorted(placed):
        text, carets = marked_line(document.source.line(span.line), span)
        gutter = " " * len(str(span.line))
        yield f"    {shown(message)}"
        yield f"      {span.line} | {text}"
        yield f"      {gutter} | {click.style(carets, fg='red', bold=True) if colour else carets}"


def _unreached(trial: Trial, document: Document) -> Iterator[str]:
    if not trial.gaps:
        yield "Every field, option, check and branch is reached by a test."
        return
    yield "Reached by no test:"
    for kind in dict.fromkeys(gap.kind for gap in trial.gaps):
        gaps = [gap for gap in trial.gaps if gap.kind == kind]
        for gap in gaps[:_MOST_OF_A_KIND]:
            span = _span(gap, document)
            yield shown(f"  {span.file}:{span.line}:{span.col}: {kind} {gap.name} {gap.message}")
        if len(gaps) > _MOST_OF_A_KIND:
            plural = "branches" if kind == "branch" else f"{kind}s"
            yield f"  and {len(gaps) - _MOST_OF_A_KIND} more {plural}"


def _span(gap: Gap, document: Document) -> Span:
    """The key of what isn't reached; of a part of a formula, that part."""
    node = document.find(gap.at)
    if gap.start is None or gap.end is None or not isinstance(node, Scalar):
        return document.key_span(gap.at)
    shift = 1 if node.text.startswith("=") else 0
    return node.place(gap.start + shift, gap.end + shift)


def _place(at: SpecPath, span: Span) -> dict[str, Any]:
    return {"path": _dotted(at), "span": asdict(span)}


def _dotted(at: SpecPath) -> str:
    return ".".join(map(str, at))
