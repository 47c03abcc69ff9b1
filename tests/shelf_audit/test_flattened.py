"""`shelves.answers` is all answers of all shelves, kept up to date as they are given, come and go."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fieldapp.data.repository import Repository
from fieldapp.form import Engine
from tests.shelf_audit.filling import answer, answers, opened, rows

POINTS = {"q1": 3, "q2": 2, "q3": 2, "q4": 1, "q5": 3, "q6": 2, "q7": 2, "q8": 1, "q9": 5}
WEIGHTS = {"dairy": 2, "bread": 1, "fruit": 1}
EDITS = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 20), st.sampled_from(["ok", "bad", "na", None])),
    st.tuples(st.just("remove_answer"), st.integers(0, 20), st.none()),
    st.tuples(st.just("remove_shelf"), st.integers(0, 5), st.none()),
    st.tuples(st.just("add_shelf"), st.none(), st.sampled_from(["dairy", "bread", "fruit"])),
    st.tuples(st.just("all"), st.none(), st.sampled_from(["ok", "bad"])),
    st.tuples(st.just("outlet"), st.none(), st.sampled_from(["big", "near", "empty"])),
)


def edit(engine: Engine, what: str, at: int | None, value: str | None) -> None:
    flat = list(engine.record.below(("shelves", "answers")))
    shelves = rows(engine, "shelves")
    if what == "answer" and at is not None and at < len(flat):
        engine.set(f"{flat[at].path}result", value)
    elif what == "remove_answer" and at is not None and at < len(flat):
        engine.remove_row(flat[at].path.removesuffix(f"/{flat[at].id}/"), flat[at].id)
    elif what == "remove_shelf" and at is not None and at < len(shelves):
        engine.remove_row("shelves", shelves[at].id)
    elif what == "add_shelf":
        engine.add_row("shelves", {"category": value})
    elif what == "all":
        for each in flat:
            engine.set(f"{each.path}result", each.cells["result"].value or value)
    elif what == "outlet":
        engine.set("outlet", value)


def by_hand(values: dict[str, Any]) -> dict[str, Any]:
    """What the totals come to, from what is saved and nothing else."""
    flat = [each for shelf in values["shelves"] for each in shelf["answers"]]
    bad = [each for each in flat if each["result"] == "bad"]
    return {
        "answered": sum(each["result"] is not None for each in flat),
        "faults": len(bad),
        "lost": sum(POINTS[each["question"]] for each in bad) if bad else None,  # nothing to add up is blank
        "score": whole_score(values["shelves"]),
    }


def whole_score(shelves: list[dict[str, Any]]) -> Decimal | None:
    scored = [(WEIGHTS[shelf["category"]], shelf_score(shelf["answers"])) for shelf in shelves]
    if not scored or any(score is None for _, score in scored):
        return None
    worth = sum(weight * (score or 0) for weight, score in scored)
    return four(worth / Decimal(sum(weight for weight, _ in scored)))


def shelf_score(given: list[dict[str, Any]]) -> Decimal | None:
    asked = [each for each in given if each["result"] != "na"]
    most = sum(POINTS[each["question"]] for each in asked)
    if not most or any(each["result"] is None for each in asked):
        return None
    return four(Decimal(sum(POINTS[each["question"]] for each in asked if each["result"] == "ok")) / most)


def four(share: Decimal) -> Decimal:
    """Two decimals of a percent, half away from zero."""
    return share.quantize(Decimal("0.0001"), ROUND_HALF_UP)


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(EDITS, max_size=14))
def test_totals_over_all_answers_are_what_they_come_to_from_scratch(lena: Repository, edits: list[Any]) -> None:
    engine = opened(lena)
    for each in edits:
        edit(engine, *each)
        values = dict(engine.values())
        wanted = by_hand(values)
        assert {name: engine.cell(name).value for name in wanted} == wanted
        again = Engine(lena.app, engine.table, lena.world(), values)
        assert not again.pending.values and {name: again.cell(name).value for name in wanted} == wanted


def test_an_answer_renders_only_what_depends_on_it(lena: Repository) -> None:
    engine = opened(lena)
    told: list[str] = []
    first, second = rows(engine, "shelves")
    totals = ("answered", "faults", "lost", "score", "last", "date")
    for path in (*totals, f"{first.path}score", f"{second.path}score", f"{second.path}photo"):
        engine.cell(path).subscribe(lambda path=path: told.append(path))
    answer(engine, q1="ok")
    assert sorted(told) == ["answered", f"{first.path}score"]


@pytest.mark.parametrize("before", [{}, {"q1": "ok", "q2": "bad", "q3": "na"}])
def test_a_shelf_that_goes_takes_its_answers_along(lena: Repository, before: dict[str, str]) -> None:
    engine = opened(lena)
    answer(engine, **before)
    engine.remove_row("shelves", rows(engine, "shelves")[0].id)
    assert (engine.cell("answered").value, engine.cell("faults").value, len(answers(engine))) == (0, 0, 4)
