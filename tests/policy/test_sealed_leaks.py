"""A spec that does with a restricted field all that rules forbid: even waived, nothing plain reaches the disk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.built import bundle_at
from tests.policy.sealed_store import CANARY, NUMBER, traces

from fieldapp.bundle import load_bundle
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository

SPEC = """\
fieldpact: 1
app: {id: com.example.leaky, name: Leaky, version: 1.0.0, currency: SEK}
roles: {rep: Representative}
choices: {mood: {good: Good, bad: Bad}}
tables:
  patient:
    title: =secret
    fields:
      secret: {type: text, class: restricted, search: true, max_length: 100}
      amount: {type: number, class: restricted}
      mood: {type: choice, options: mood, class: restricted}
      home: {type: location, class: restricted, about: a_person}
      doctor: {type: link, to: doctor, class: restricted}
      twice: {type: number, formula: =amount * 2}
      signed: {type: signature, seals: [secret]}
      rows:
        type: lines
        row: row
        fields:
          words: {type: text, class: restricted, max_length: 100}
          loud: {type: text, formula: =Upper(words)}
    workflow:
      states: {draft: Draft, sent: Sent}
      moves:
        - name: Send
          from: draft
          to: sent
          by: [rep]
          then:
            - {create: visit, set: {patient: =id, copied: =secret}, once_per: [id]}
            - {tell: {to: rep, text: '=$"About {secret}"'}}
    access: {rep: {read: true, create: true, edit: true, delete: true}}
  doctor:
    title: =name
    fields: {name: {type: text, search: true, max_length: 100}}
    access: {rep: {read: true, create: true, edit: true, delete: true}}
  visit:
    title: =$"Visit of {patient.secret}"
    fields:
      patient: {type: link, to: patient}
      copied: {type: text, max_length: 100}
    access: {rep: {read: true, create: true, edit: true, delete: true}}
views:
  sorted: {type: list, of: patient, where: '=secret <> "x"', sort: [secret], filters: [mood]}
"""


@pytest.fixture
def leaky(tmp_path: Path) -> Iterator[Repository]:
    (tmp_path / "spec.yaml").write_text(SPEC)
    bundle = bundle_at(tmp_path / "bundle", tmp_path / "spec.yaml")
    me = {"id": "p1", "name": "Lena", "role": "rep"}
    store = Repository(load_bundle(bundle), tmp_path / "store", bundle, me=me)
    yield store
    store.close()


def _patient(secret: str = CANARY) -> dict[str, object]:
    place = {"latitude": Decimal("59.32938"), "longitude": Decimal("18.06861"), "accuracy": None, "at": None}
    rows = [{"words": secret, "loud": secret.upper()}]
    amounts = {"amount": Decimal(NUMBER), "twice": Decimal(NUMBER * 2)}
    return {"secret": secret, "mood": "bad", "home": place, "rows": rows, **amounts}


def test_titles_messages_indexes_and_what_moves_create(leaky: Repository) -> None:
    doctor = leaky.save("doctor", {"name": "House"})
    key = leaky.save("patient", {**_patient(), "doctor": doctor})
    leaky.move("patient", key, leaky.standing("patient", key).moves[0].move.id)
    (visit,) = leaky.rows("visit")
    assert (visit["copied"], visit["patient"]) == (CANARY, key)
    assert [message.text for message in leaky.told()] == ["About "]
    assert leaky.title("visit", visit["id"]) == "Visit of"
    assert leaky.list("visit").rows[0].title == "Visit of"
    assert leaky.list("patient", search=CANARY).total == leaky.list("visit", search=CANARY).total == 0
    assert traces(leaky.folder, CANARY, str(NUMBER), str(NUMBER * 2), "59.32938") == []


def test_views_ask_in_memory_what_sql_cannot_see(leaky: Repository) -> None:
    for secret in ("x", "b", "a"):
        leaky.save("patient", _patient(secret))
    view = next(view for view in leaky.app.views if view.name == "sorted")
    found = leaky.list(view)
    assert {entry.values["secret"] for entry in found.rows} == {"a", "b"}
    assert found.total == 2
    with pytest.raises((KeyError, DataProblem)):
        leaky.near("patient", {"latitude": Decimal(59), "longitude": Decimal(18)})


def test_anything_goes_in_and_comes_out(leaky: Repository) -> None:
    """Any text through record, edit, history, trash and back."""
    chance = random.Random(5)
    signs = [*"abc{}[]\"'\\/|;=%\n\t", "é", "ع", "😀", "\u2028", '{"_sealed": "x"}', "_sealed", "|"]
    for _ in range(40):
        first, second = ("".join(chance.choices(signs, k=chance.randint(1, 60))) for _ in range(2))
        key = leaky.save("patient", {"secret": first, "rows": [{"words": second}]})
        assert leaky.record("patient", key)["secret"] == first
        leaky.save("patient", {"secret": second}, key)
        assert leaky.undo(leaky.delete("patient", key)) == key
        record = leaky.record("patient", key)
        assert (record["secret"], record["rows"][0]["words"]) == (second, second)
        edit = next(entry for entry in leaky.history("patient", key) if entry.kind == "edit")
        assert [(c.before, c.after) for c in edit.changes if c.field == "secret"] == (
            [(first, second)] if first != second else []
        )
