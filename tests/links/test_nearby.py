"""By distance: the same as going through all records, wherever on earth, whatever else is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.bundle import load_bundle
from fieldapp.data import nearby
from fieldapp.data.repository import Repository
from fieldapp.formula.functions.places import metres
from tests.links.specs import LENA, at

CITIES = ("North", "South", "Elsewhere", None)
DEGREES = st.one_of(
    st.tuples(st.integers(-90, 90), st.integers(-180, 180)),  # far apart, poles and the date line
    st.tuples(st.decimals(59, 60, places=3), st.decimals(17, 19, places=3)),  # one region
    st.tuples(st.decimals("59.330", "59.332", places=5), st.decimals("18.060", "18.062", places=5)),  # one street
    st.tuples(st.sampled_from(["89.99", "-89.99", "0"]), st.sampled_from(["179.99", "-179.99", "180", "-180", "0"])),
)
ACCOUNTS = st.lists(
    st.tuples(
        st.one_of(st.none(), DEGREES), st.sampled_from("abc"), st.sampled_from(CITIES), st.sampled_from(["x", "y"])
    ),
    max_size=25,
)


def _filled(repository: Repository, accounts: list) -> dict[str, tuple[float, float]]:
    """Stores the accounts; where those are that have a place."""
    repository.clear()
    where = {}
    for number, (degrees, tier, city, word) in enumerate(accounts):
        place = at(*degrees) if degrees else None
        values = {"name": f"{word} {number}", "tier": tier, "city": city, "place": place}
        key = repository.save("account", values)
        if place:
            where[key] = (float(place["latitude"]), float(place["longitude"]))
    return where


@pytest.fixture(scope="module")
def shared(bundle: Path, tmp_path_factory: pytest.TempPathFactory):
    repository = Repository(load_bundle(bundle), tmp_path_factory.mktemp("near"), bundle, me=LENA)
    yield repository
    repository.close()


@settings(max_examples=60, deadline=None)
@given(
    accounts=ACCOUNTS,
    origin=DEGREES,
    search=st.sampled_from(["", "x", "y 1"]),
    chosen=st.sampled_from([{}, {"tier": "a"}, {"tier": "b", "city": "North"}]),
    limit=st.integers(1, 6),
    asked=st.booleans(),
    few=st.sampled_from([0, nearby.FEW]),
)
def test_it_is_what_going_through_all_of_them_gives(shared, accounts, origin, search, chosen, limit, asked, few):
    """Where `few` is 0, nothing is little enough to do without boxes."""
    where = _filled(shared.as_device(), accounts)
    field = shared.app.tables["visit"].field("account") if asked else None
    given_where = field.where if field else None
    known = {entry.id: entry for entry in shared.list("account", search=search, limit=100).rows}
    wanted = [
        (metres(float(origin[0]), float(origin[1]), *where[key]), key)
        for key, entry in known.items()
        if key in where
        and entry.values["city"] != "Elsewhere"
        and all(entry.values[name] == value for name, value in chosen.items())
        and (not asked or entry.values["tier"] != "c")
    ]
    distance = {key: far for far, key in wanted}
    found, offset, more = [], 0, True
    while more:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(nearby, "FEW", few)
            page = shared.near(
                "account", at(*origin), search, offset, limit, where=given_where, records=({},), chosen=chosen
            )
        assert len(page.rows) == limit or not page.more
        found += page.rows
        offset, more = offset + len(page.rows), page.more
    assert sorted(each.entry.id for each in found) == sorted(distance)
    assert [round(each.metres, 3) for each in found] == sorted(round(far, 3) for far in distance.values())
    assert all(round(each.metres, 3) == round(distance[each.entry.id], 3) for each in found)


def test_a_table_without_a_location_has_no_such_list(store):
    with pytest.raises(KeyError, match="visit has no location"):
        store.near("visit", at(0, 0))


def test_entries_are_those_of_the_list(store):
    store.save("account", {"name": "Kiosk", "tier": "a", "place": at("59.33", "18.06")})
    (near,) = store.near("account", at("59.34", "18.06")).rows
    assert near.entry == store.list("account").rows[0]
    assert round(near.metres) == 1112
