"""Places: typed, taken, stored, rounded where the policy says so, and how far apart they are."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import sqlite3
import tomllib
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.data.opening import FILE
from fieldapp.data.push.places import latitude, longitude
from fieldapp.data.repository import Repository
from fieldapp.fields import Unreadable, of
from fieldapp.fields.places import place, read_place
from fieldpact.formula import evaluate
from fieldpact.pipeline import check, render_files
from tests.field_audit.audits import NOW, Open
from tests.goldens import CASES

DEGREES = st.decimals(-90, 90, places=6, allow_nan=False)
ANGLES = st.decimals(-180, 180, places=6, allow_nan=False)
MOMENTS = st.datetimes(
    dt.datetime(2020, 1, 1), dt.datetime(2040, 1, 1), timezones=st.just(dt.timezone(dt.timedelta(hours=2)))
).map(lambda at: at.replace(microsecond=0))
PLACES = st.builds(place, DEGREES, ANGLES, st.none() | st.integers(0, 5_000), st.none() | MOMENTS)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("59.33, 18.06", ("59.33", "18.06")),
        ("59.33 18.06", ("59.33", "18.06")),
        (" (59.33;18.06) ", ("59.33", "18.06")),
        ("59,33 18,06", ("59.33", "18.06")),
        ("59,33, 18,06", ("59.33", "18.06")),
        ("-33,-70.5", ("-33", "-70.5")),
        ("91, 0", None),
        ("0, 181", None),
        ("59.33", None),
        ("Stockholm", None),
        ("59,33,18,06", None),
    ],
)
def test_places_are_read_as_people_write_them(text: str, degrees: tuple[str, str] | None):
    found = read_place(text)
    assert (None if found is None else (str(found["latitude"]), str(found["longitude"]))) == degrees


@given(PLACES)
def test_a_place_comes_back_from_store_and_file(value):
    kind, app = of("location"), None
    assert kind.from_json(kind.to_json(value, app), app) == value
    assert kind.from_json(kind.to_text(value, app), app) == value


@given(PLACES, PLACES)
def test_distance_is_that_of_the_spherical_law_of_cosines(one, other):
    found = evaluate("Distance(a, b)", {"a": one, "b": other})
    a, b, c, d = (math.radians(float(v)) for p in (one, other) for v in (p["latitude"], p["longitude"]))
    cosine = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)
    assert abs(float(found) - 6_371_009 * math.acos(max(-1.0, min(1.0, cosine)))) < 2
    assert found == evaluate("Distance(b, a)", {"a": one, "b": other})


def test_distances_that_are_known():
    assert evaluate("Distance({latitude: 59.3293, longitude: 18.0686}, {latitude: 57.7089, longitude: 11.9746})") == (
        pytest.approx(Decimal(397_700), abs=1_000)  # Stockholm to Gothenburg
    )
    assert evaluate("Distance({latitude: 0, longitude: 180}, {latitude: 0, longitude: -180})") == 0
    assert evaluate("Distance(Blank(), {latitude: 0, longitude: 0})") is None
    assert evaluate("Distance({latitude: 95, longitude: 0}, {latitude: 0, longitude: 0})").kind == "InvalidArgument"


def test_a_form_reads_the_parts_of_a_place(audit: Open):
    form = audit()
    form.set("outlet", "o1")
    assert form.cell("away").value is None
    form.set("here", place("59.335", "18.06", 12, NOW))
    assert form.cell("away").value == 556
    assert form.checks[0].message == "That is far from the shop"
    form.enter("here", "59.33, 18.06")
    assert form.cell("away").value == 0
    assert form.checks[0].message is None
    form.enter("here", "somewhere")
    assert form.cell("here").unread == Unreadable("not_a_place")
    assert form.attempt_save()[0].path == "here"


def test_a_policy_may_round_places_to_a_kilometre(store: Repository):
    kind = of("location")
    assert store.app.policy["exact_location"] is True
    coarse = dataclasses.replace(store.app, policy={"exact_location": False})
    exact = place("59.331234", "18.061234", 12, NOW)
    rounded = {"latitude": Decimal("59.33"), "longitude": Decimal("18.06"), "accuracy": Decimal(1000), "at": NOW}
    assert kind.fit(exact, coarse) == rounded
    assert kind.fit(exact, store.app) == exact
    locale = None
    typed = kind.parse("59.331234, 18.061234", locale, coarse)
    assert (typed["latitude"], typed["accuracy"]) == (Decimal("59.33"), 1000)


def test_here_is_the_place_that_was_asked_for_last(store: Repository):
    world = store.world()
    assert evaluate("IsBlank(Here())", {}, world) is True
    store.here = place("59.33", "18.06", 12, NOW)
    assert evaluate("Here().latitude", {}, world) == Decimal("59.33")


def test_reference_data_carries_places(store: Repository):
    outlets = {row["id"]: row["place"] for row in store.rows("outlet")}
    assert outlets["o1"] == place("59.33", "18.06")
    assert outlets["o2"]["accuracy"] == 25
    assert outlets["o3"] is None


def test_what_is_near_is_found_through_an_index(store: Repository, tmp_path: Path):
    column, other = latitude("place"), longitude("place")
    with closing(sqlite3.connect(tmp_path / "store" / FILE)) as connection:
        query = f"SELECT id FROM t_outlet WHERE {column} BETWEEN 59.325 AND 59.335 AND {other} > 18"
        assert connection.execute(query).fetchall() == [("o1",)]
        plan = " ".join(row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
    assert "near_outlet.place" in plan


def test_only_an_app_that_asks_where_it_is_wants_the_permission():
    audit, plain = (project_of(CASES / name) for name in ("field_audit", "order_lines"))
    assert audit["tool"]["flet"]["permissions"] == ["location"]
    assert audit["tool"]["flet"]["android"]["permission"] == {"android.permission.ACCESS_BACKGROUND_LOCATION": False}
    assert "flet-geolocator==1.0.5" in audit["project"]["dependencies"]
    assert "permissions" not in plain["tool"]["flet"]
    assert plain["project"]["dependencies"] == ["flet==1.0.5"]


def project_of(case: Path) -> dict[str, Any]:
    """The pyproject.toml of the app that a case becomes."""
    reading = check(case / "spec.yaml")
    assert reading.app is not None, reading.findings
    return tomllib.loads(render_files(reading, reading.app, {})["pyproject.toml"].decode())
