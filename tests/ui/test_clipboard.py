"""Where the policy forbids copying, personal values can't be selected: not in a form, a row or on a record's page."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft
import pytest
import specs

from fieldapp.policy.clipboard import may_copy
from fieldapp.testing import Driver, running
from fieldapp.testing.tree import walk

TABLES = """
pact:
  business: {name: Sales Operations, person: lena.berg@example.com}
  it: {name: Mobile Platform, person: jo.ito@example.com}
tables:
  visit:
    fields:
      shop: text
      called: {type: phone, label: Phone of the owner, purpose: visit_planning}
      guests:
        type: lines
        fields:
          mail: {type: email, label: Mail of the guest, purpose: visit_planning}
          seats: integer
"""


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return specs.with_policy(specs.bundle_of(tmp_path_factory.mktemp("strict"), TABLES), clipboard=False)


def input_of(app: Driver, field: str) -> ft.TextField:
    return next(c for c in walk(app.part(f"field:{field}")) if isinstance(c, ft.TextField))


def value_of(app: Driver, field: str) -> ft.Text:
    return [c for c in walk(app.part(f"value:{field}")) if isinstance(c, ft.Text)][-1]


def test_personal_values_cannot_be_selected_and_others_can(strict: Path, data: Path):
    async def play() -> None:
        async with running(strict, data) as app:
            assert app.state.app.policy["fields"].keys() >= {"visit.called", "visit.guests.mail"}
            await app.go("new:visit")
            await app.tap("action:add:guests")
            assert not input_of(app, "called").enable_interactive_selection
            assert not input_of(app, "guests/0/mail").enable_interactive_selection
            assert input_of(app, "shop").enable_interactive_selection
            assert input_of(app, "guests/0/seats").enable_interactive_selection
            await app.enter("called", "+46 70 1234567")
            await app.enter("shop", "Corner")
            await app.tap("action:save")
            (visit,) = app.state.repository.rows("visit")
            await app.go(f"visit/{visit['id']}")
            assert "+46 70" in str(value_of(app, "called").value)
            assert not value_of(app, "called").selectable
            assert value_of(app, "shop").selectable

    asyncio.run(play())


def test_a_keyboard_learns_nothing_from_personal_values(strict: Path, data: Path):
    async def play() -> None:
        async with running(strict, data) as app:
            await app.go("new:visit")
            assert not input_of(app, "called").enable_ime_personalized_learning
            assert input_of(app, "shop").enable_ime_personalized_learning

    asyncio.run(play())


def test_a_policy_that_allows_it_leaves_the_selection(tmp_path: Path, data: Path):
    bundle = specs.bundle_of(tmp_path / "lenient", TABLES)

    async def play() -> None:
        async with running(bundle, data) as app:
            assert app.state.app.policy["clipboard"] is True
            await app.go("new:visit")
            assert input_of(app, "called").enable_interactive_selection

    asyncio.run(play())


def test_silence_is_a_no():
    policy = {"fields": {"visit.called": "personal"}}
    assert not may_copy(policy, "visit.called")
    assert may_copy(policy, "visit.shop")
    assert may_copy({**policy, "clipboard": True}, "visit.called")
    assert not may_copy({**policy, "clipboard": "yes"}, "visit.called")
