"""Orders, steps, hidden values and numbers in the form engine; drafts of them; records made up for trying out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.fields.file import kept_as
from fieldapp.form.engine import Engine
from fieldapp.testing.fake import fill

BUNDLE = Path(__file__).parents[1] / "cases" / "shop_visit" / "bundle"


@pytest.fixture
def visits(tmp_path: Path) -> Repository:
    return Repository(load_bundle(BUNDLE), tmp_path)


def opened(store: Repository, draft: dict | None = None) -> Engine:
    table = store.app.tables["visit"]
    return (
        Engine.from_draft(store.app, table, store.world(), draft) if draft else Engine(store.app, table, store.world())
    )


def test_a_hidden_value_counts_in_formulas_and_is_saved(visits):
    engine = opened(visits)
    engine.set("service", Decimal(4))
    engine.set("taste", Decimal("2.5"))
    assert engine.cell("points").value == Decimal("10.5")
    engine.enter("stay", "90")
    assert engine.cell("worth").value == 12
    assert engine.values()["source"] == "phone"


def test_nobody_enters_a_number(visits):
    engine = opened(visits)
    engine.set("number", "SV-1")
    engine.enter("number", "SV-1")
    assert engine.cell("number").value is None and not engine.dirty


@pytest.mark.parametrize(
    ("path", "value", "kind"),
    [
        ("favourites", ["lime"], "min"),
        ("favourites", ["lime", "cola", "tonic", "berry"], "max"),
        ("favourites", ["lime", "cola", "gin"], "not_an_option"),
        ("taste", Decimal("0.3"), "not_an_option"),
        ("taste", Decimal(11), "max"),
        ("service", Decimal(6), "max"),
        ("stay", Decimal(481), "max"),
        ("contract", ["a/a", "b/b", "c/c"], "max"),
    ],
)
def test_what_can_not_be_saved(visits, path, value, kind):
    engine = opened(visits)
    engine.set("service", Decimal(4))
    engine.set(path, value)
    assert [(problem.path, problem.kind) for problem in engine.attempt_save()] == [(path, kind)]


def test_a_draft_keeps_what_was_ranked_rated_attached_and_mistyped(visits):
    engine = opened(visits)
    given = {"favourites": ["lime", "cola"], "service": Decimal(3), "taste": Decimal("7.5"), "stay": Decimal(75)}
    given["contract"] = [kept_as("ab.pdf", "Avtal.pdf")]
    for path, value in given.items():
        engine.set(path, value)
    engine.enter("code", "4006381333932")
    again = opened(visits, engine.draft())
    assert {path: again.cell(path).value for path in given} == given
    assert again.cell("code").text == "4006381333932" and again.cell("code").fault.kind == "unreadable"
    assert again.cell("points").value == Decimal("13.5")


def test_invented_visits_are_as_valid_as_a_persons(visits):
    table = visits.app.tables["visit"]
    assert fill(visits, table, 30, seed=5) == 30
    rows = visits.rows("visit")
    assert {len(row["favourites"]) for row in rows if row["favourites"]} == {3}
    assert any(row["taste"] is not None and row["taste"] % 1 for row in rows)
    assert all(row["source"] == "phone" and row["points"] is not None for row in rows)
    assert len({row["number"] for row in rows}) == 30
