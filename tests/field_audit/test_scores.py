"""Scores: blank until every row that counts is answered, over nested rows too, and never a blank answer for zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.fields.score import band_of
from tests.field_audit.audits import Open, filled, shelf

RESULTS = st.sampled_from(["ok", "bad", "na", None])


def share(part: Decimal, whole: int) -> Decimal:
    return (part / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def expected(results: list[str | None]) -> Decimal | None:
    """The score of one shelf, worked out by hand."""
    asked = [(worth, result) for worth, result in enumerate(results, start=1) if result != "na"]
    if not asked or any(result is None for _, result in asked):
        return None
    got = sum(worth for worth, result in asked if result == "ok")
    return share(Decimal(got), sum(worth for worth, _ in asked))


def test_a_score_waits_for_every_answer(audit: Open):
    form = audit()
    path = shelf(form, "ok", None, "bad")
    score = form.cell(f"{path}/score")
    assert (score.value, score.progress) == (None, (2, 3))
    open_row = form.cell(f"{path}/answers").rows[1]
    told: list[object] = []
    score.subscribe(lambda: told.append(score.progress))
    form.set(f"{path}/answers/{open_row.id}/result", "ok")
    assert score.value == Decimal("0.5")
    assert told == [(3, 3)]
    form.set(f"{path}/answers/{open_row.id}/result", "na")
    assert (score.value, score.progress) == (Decimal("0.25"), (2, 2))


def test_a_score_of_scores_waits_for_each_of_them(audit: Open):
    form = audit()
    shelf(form, "ok", "ok", weight=3)
    second = shelf(form, "bad", None)
    assert form.cell("score").value is None
    assert form.cell("score").progress == (1, 2)
    row = form.cell(f"{second}/answers").rows[1]
    form.set(f"{second}/answers/{row.id}/result", "bad")
    assert form.cell("score").value == Decimal("0.75")
    assert form.cell("score").text == "75% · Amber"
    form.remove_row("shelves", second.partition("/")[2])
    assert form.cell("score").value == 1


def test_rows_that_are_all_skipped_give_no_score(audit: Open):
    form = audit()
    path = shelf(form, "na", "na")
    assert (form.cell(f"{path}/score").value, form.cell(f"{path}/score").progress) == (None, (0, 0))
    assert form.cell(f"{path}/score").fault is None


def test_a_band_is_the_highest_that_is_reached(audit: Open):
    definition = audit().cell("score").definition
    bands = {"0.5999": "red", "0.6": "amber", "0.7999": "amber", "0.8": "green", "1": "green", "0": "red"}
    assert {text: band_of(Decimal(text), definition).name for text in bands} == bands
    assert band_of(None, definition) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.lists(RESULTS, min_size=1, max_size=4), min_size=1, max_size=3))
def test_scores_agree_with_a_plain_computation(audit: Open, shelves: list[list[str | None]]):
    form = audit()
    paths = [shelf(form, *results) for results in shelves]
    scores = [expected(results) for results in shelves]
    assert [form.cell(f"{path}/score").value for path in paths] == scores
    whole = None if None in scores else share(sum(scores, Decimal(0)), len(scores))
    assert form.cell("score").value == whole


def test_a_score_is_stored_and_searched_as_a_share(audit: Open, store):
    form = audit()
    filled(form)
    form.set("received", {"name": "X", "at": form.context.world.now(), "strokes": [], "seals": {}})
    assert form.attempt_save() == []
    key = store.save("audit", form.values())
    assert store.record("audit", key)["score"] == Decimal("0.5")
    assert store.record("audit", key)["shelves"][0]["score"] == Decimal("0.5")
