"""Whatever an attribute of the model is: one that isn't on the allow-list never changes by itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldpact.changes.difference import Side
from fieldpact.govern import shipped_governance
from fieldpact.model.app import App, View
from fieldpact.model.field import Field, Option
from fieldpact.model.formula import Formula
from fieldpact.model.scale import Ends
from fieldpact.model.section import Section
from fieldpact.model.table import Check, Table
from fieldpact.model.text import Text
from fieldpact.pipeline import read_model
from fieldpact.review.lane import judge
from fieldpact.review.lane.green import Allowed
from fieldpact.review.lane.leaves import app_leaves

ROOT = Path(__file__).parents[2]
SPECS = [
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("examples/*/spec.yaml")),
    *(f"tests/cases/{name}/spec.yaml" for name in ("every_type", "field_audit", "connectors", "limits", "approval")),
]
FOLLOWS = {
    Formula: {"id", "text", "deps", "at", "constant", "parts"},
    Text: {"key", "given"},
}
"""Attributes that say in another way what a neighbour says: the tree of a formula, the words of a text."""
WORDS = {
    Field: {"label", "hint", "text"},
    Option: {"label"},
    Table: {"label", "labels", "counted"},
    Section: {"label", "hint"},
    View: {"label"},
    Check: {"text"},
    Ends: {"low", "high"},
}
"""Texts that may change by themselves, word by word; the exam asks which words."""

Way = tuple[str, ...]


@functools.cache
def app_of(spec: str) -> App:
    found = read_model(ROOT / spec).app
    assert found is not None
    return found


def changed(part: Any, way: Way = (), owner: Any = None) -> Iterator[tuple[Way, Any]]:
    """Every way to change one value of a model: (where, the part with it changed)."""
    if isinstance(part, Text):
        words = {language: "Something else" for language in part.by_language}
        if way[-1] not in WORDS.get(type(owner), set()) and "counted" not in way:
            yield way, dataclasses.replace(part, by_language=words)
    elif dataclasses.is_dataclass(part) and not isinstance(part, type):
        for field in dataclasses.fields(part):
            if field.name == "at" or field.name in FOLLOWS.get(type(part), set()):
                continue
            for where, value in changed(getattr(part, field.name), (*way, field.name), part):
                yield where, dataclasses.replace(part, **{field.name: value})
    elif isinstance(part, Mapping):
        for name, inner in part.items():
            yield (*way, name, "gone"), {key: value for key, value in part.items() if key != name}
            for where, value in changed(inner, (*way, name), owner):
                yield where, {**part, name: value}
    elif isinstance(part, tuple):
        for number, inner in enumerate(part):
            yield (*way, str(number), "gone"), (*part[:number], *part[number + 1 :])
            for where, value in changed(inner, (*way, str(number)), owner):
                yield where, (*part[:number], value, *part[number + 1 :])
        if part and isinstance(part[0], str):
            yield (*way, "more"), (*part, "another")
            yield (*way, "twice"), (*part, part[0])
    elif isinstance(part, list):
        yield way, [*part, "more"]
    elif isinstance(part, bool):
        yield way, not part
    elif isinstance(part, int):
        yield way, part + 1
    elif isinstance(part, dt.date):
        yield way, part + dt.timedelta(days=1)
    elif isinstance(part, str):
        yield way, part + "x"
    elif part is None:
        yield way, "given"
    else:
        raise AssertionError(f"{'.'.join(way)} is a {type(part).__name__}: how does one change that?")


def allowed(way: Way) -> bool:
    return way == ("version",)


@pytest.mark.parametrize("spec", SPECS)
def test_no_single_value_outside_of_the_list_changes_by_itself(spec: str):
    app, governance = app_of(spec), shipped_governance()
    words = governance.wording(app.languages)
    green = []
    for way, other in changed(app):
        rules = Allowed(app, other, governance.lanes, words)
        if not allowed(way) and all(rules.why_not(leaf) is None for leaf in app_leaves(app, other)):
            green.append(".".join(way))
    assert green == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SPECS), st.data())
def test_nor_under_cover_of_changes_that_may(spec: str, data: st.DataObject):
    """One value changes, and around it everything that may: another version, order, one more test."""
    app, governance = app_of(spec), shipped_governance()
    ways = [(way, other) for way, other in changed(app) if not allowed(way)]
    way, other = data.draw(st.sampled_from(ways), label="where")
    cover = dataclasses.replace(
        other,
        version=f"{other.version}.1" if way[0] != "version" else other.version,
        tables=dict(reversed(other.tables.items())) if isinstance(other.tables, Mapping) else other.tables,
        views=other.views[::-1] if isinstance(other.views, tuple) else other.views,
    )
    rules = Allowed(app, cover, governance.lanes, governance.wording(app.languages))
    assert any(rules.why_not(leaf) is not None for leaf in app_leaves(app, cover))


def test_a_new_test_is_judged_like_any_other_reason():
    """What may be added by itself: options that nothing goes by, and tests."""
    app = app_of("examples/store_visit/spec.yaml")
    assert app.tests
    fewer = dataclasses.replace(app, tests=app.tests[1:])
    governance = shipped_governance()
    assert judge(Side(fewer), Side(app), governance=governance).lane == "green"
    assert judge(Side(app), Side(fewer), governance=governance).lane == "amber"
