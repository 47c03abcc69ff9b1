"""The report for programs keeps its shape."""

import json

from fieldpact.findings import Edit, Finding, Fix, Seen, Span
from fieldpact.report import render_json


def test_the_shape():
    span = Span("spec.yaml", 2, 1, 2, 5)
    place = {"file": "spec.yaml", "line": 2, "col": 1, "end_line": 2, "end_col": 5}
    fix, trace = Fix("so", (Edit(span, "x"),)), (Seen("field.max_length", "absent"),)
    finding = Finding("a-code", "wrong \ud800", span, path="app.id", hint="do", fix=fix, trace=trace)
    text = render_json([finding, Finding("b", "whole file")])
    assert text.encode()  # no lone surrogate is left
    assert json.loads(text) == {
        "version": 1,
        "summary": {"error": 2, "warning": 0, "info": 0, "waived": 0},
        "findings": [
            {
                "code": "b",
                "severity": "error",
                "message": "whole file",
                "path": "",
                "hint": "",
                "span": None,
                "fix": None,
                "tier": "",
                "waived": None,
                "trace": [],
            },
            {
                "code": "a-code",
                "severity": "error",
                "message": "wrong \ud800",
                "path": "app.id",
                "hint": "do",
                "span": place,
                "fix": {"say": "so", "edits": [{"span": place, "text": "x"}]},
                "tier": "",
                "waived": None,
                "trace": [{"name": "field.max_length", "value": "absent"}],
            },
        ],
    }
