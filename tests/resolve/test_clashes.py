"""Reference rows that can't both be right: found at their lines, and just where going through all days finds them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.data.clashes import Clash, clashes_of
from fieldpact.pipeline import read_model

CASE = Path(__file__).parents[1] / "cases" / "priced"
DAYS = [dt.date(2027, 1, 1) + dt.timedelta(days=n) for n in range(12)]


@pytest.fixture
def checked(tmp_path):
    """What is found where `more` are rows at the end of a file of the case."""

    def check(file: str, *more: str) -> list[tuple[str, int, str]]:
        for path in CASE.glob("*.*"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
        with (tmp_path / file).open("a", encoding="utf-8") as data:
            data.write("".join(f"{row}\n" for row in more))
        found = read_model(tmp_path / "spec.yaml").findings
        return [(finding.code, finding.span.line, finding.message) for finding in found if finding.span is not None]

    return check


def test_the_case_itself_is_clean(checked):
    assert checked("prices.csv") == []


def test_two_prices_on_one_day_are_found_with_the_line_of_the_other(checked):
    found = checked("prices.csv", "r6,a,p1,2027-05-01,2027-05-31,10,9")
    assert [(code, line) for code, line, _ in found] == [("overlap", 7)]
    assert found[0][2].startswith("row 4 counts on the same days (2027-02-01 to open) for ")
    assert "product p1" in found[0][2] and "list a" in found[0][2] and "from_cases 10" in found[0][2]


def test_another_step_and_another_list_are_no_clash(checked):
    assert checked("prices.csv", "r6,a,p1,2027-02-01,,20,9", "r7,b,p2,2027-02-01,,0,9") == []


def test_one_day_in_common_is_enough_and_the_day_after_is_not(checked):
    assert checked("deals.csv", "d2,p1,24,1,2027-03-01,2027-03-31") == []
    found = checked("deals.csv", "d2,p1,24,1,2027-02-28,2027-03-31")
    assert [(code, line) for code, line, _ in found] == [("overlap", 3)]


def test_a_row_that_is_there_twice_is_one_finding(checked):
    found = checked("prices.csv", "r6,b,p1,,,0,9")
    assert [(code, line) for code, line, _ in found] == [("same-row", 7)]


def test_a_row_that_ends_before_it_starts(checked):
    found = checked("deals.csv", "d2,p2,24,1,2027-03-31,2027-03-01")
    assert [(code, line) for code, line, _ in found] == [("ends-first", 3)]


_END = st.one_of(st.none(), st.sampled_from(DAYS[2:-2]))


@given(st.lists(st.tuples(st.sampled_from("ab"), _END, _END), max_size=6))
def test_an_overlap_is_found_exactly_where_some_day_has_two_rows(drawn):
    rows = [
        {"id": f"r{n}", "key": key, "starts": starts, "ends": ends}
        for n, (key, starts, ends) in enumerate(drawn)
        if not (starts and ends and ends < starts)
    ]
    twice = any(
        sum(row["key"] == key and (row["starts"] or day) <= day <= (row["ends"] or day) for row in rows) > 1
        for key in "ab"
        for day in DAYS
    )
    found = list(clashes_of(rows, ("starts", "ends"), (), [("key",)]))
    assert bool(found) is twice
    assert all(isinstance(clash, Clash) and clash.row != clash.other for clash in found)
