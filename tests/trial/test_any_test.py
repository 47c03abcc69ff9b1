"""Whatever stands in a test, there are findings or outcomes: nothing raises."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldpact.pipeline import read_model, run_tests

PLAIN = ["", "a", "p1", "sale", "0", "-1", "2.5", "15%", "1e9", "9" * 29, "true", "2027-02-29", "2027-03-01", "12:30"]
FORMULAS = ["=1/0", "=Today()", "=qty", "=total + 1", "=kind", '="p" & 1', "=lines", "=", "= )", "=å"]
SCALARS = st.sampled_from(PLAIN + FORMULAS)
FIELDS = st.sampled_from(
    ["date", "kind", "reason", "tags", "note", "lines", "total", "rate", "product", "qty", "none", "id"]
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(FIELDS, inner, max_size=3), max_leaves=6
)
ENTRIES = st.dictionaries(FIELDS, VALUES, max_size=4)
PATHS = st.sampled_from(
    ["kind", "reason", "lines", "lines.1.qty", "lines.0.qty", "lines.9.qty", "lines.1", "1", "2", "x."]
)
ERRORS = st.sampled_from(["none", "unreadable", "max", "ask_reason"])
TESTS = st.fixed_dictionaries(
    {"name": st.just("Any"), "in": st.sampled_from(["order", "order", "product"]), "given": ENTRIES},
    optional={
        "me": st.dictionaries(st.sampled_from(["role", "id", "manager", "x"]), SCALARS, max_size=2),
        "today": SCALARS,
        "world": st.dictionaries(
            st.sampled_from(["product", "order", "person", "x"]), st.lists(ENTRIES, max_size=2), max_size=2
        ),
        "expect": st.fixed_dictionaries(
            {},
            optional={
                "values": ENTRIES,
                "visible": st.lists(PATHS, max_size=2),
                "required": st.lists(PATHS, max_size=2),
                "errors": st.dictionaries(PATHS, ERRORS, max_size=3),
                "valid": st.sampled_from(["true", "false"]),
            },
        ),
    },
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(test=TESTS)
def test_any_test_gives_findings_or_an_outcome(spec, test):
    reading = read_model(spec(json.dumps(test)))
    if reading.app is None:
        assert reading.findings
    else:
        assert len(run_tests(reading, reading.app).outcomes) == 1


def some(names, *values):
    return st.dictionaries(st.sampled_from(names.split()), st.sampled_from(values))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    filled=some("kind reason note", "sale", "=1/0", '="gift"', ""),
    rows=st.lists(some("product qty", "p1", "3", "=1/0", "=qty", "p9", ""), max_size=2),
    values=some("total rate note", "1", "", "=1/0", "=total", "2%"),
)
def test_tests_that_can_be_read_mostly_run(spec, filled, rows, values):
    test = {"name": "Any", "in": "order", "given": {**filled, "lines": rows}, "expect": {"values": values}}
    reading = read_model(spec(json.dumps(test)))
    assert reading.app is not None or reading.findings
    if reading.app is not None:
        run_tests(reading, reading.app)
