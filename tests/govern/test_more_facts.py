"""Facts about moves, rights, Python beside the spec, and languages that nobody reads."""

from __future__ import annotations

import pytest

from fieldapp.formula.values import ErrorValue
from fieldpact.govern.facts import facts_of

PROCESS = """\
    access: {{rep: {{read: =owner = Me(), create: true}}, manager: {manager}}}
    workflow:
      states: {{draft: Draft, sent: Sent, done: {done}}}
      frozen: [sent, done]
      moves:
        - {{name: Send, from: draft, to: sent, by: [rep]}}
        - {{name: {name}, from: sent, to: done, by: [{by}]{when}}}
roles: {{rep: Rep, manager: Manager}}
"""


def facts(model_of, governance, tables, languages="en", hooks=None):
    app = model_of(tables, languages)
    lexicon = governance.lexicon(app.languages)[0]
    return facts_of(app, lexicon, governance.purposes, governance.connectors, hooks)


def second_move(model_of, governance, name="Approve", by="rep, manager", when="", done="Done", manager="{read: true}"):
    text = PROCESS.format(name=name, by=by, when=f", when: {when}" if when else "", done=done, manager=manager)
    return facts(model_of, governance, text).rows["moves"][1]


@pytest.mark.parametrize(
    ("when", "may"),
    [
        ("", True),
        ("=done", True),
        ("=owner <> Me()", False),
        ("=Me() <> owner", False),
        ("=done && owner <> Me()", False),
        ("=done || owner <> Me()", True),
        ("=Not(owner = Me())", False),
        ("=owner.manager = Me()", False),
        ("=owner = Me()", True),
    ],
)
def test_whoever_created_a_record_may_move_it_unless_the_move_says_no(model_of, governance, when, may):
    assert second_move(model_of, governance, when=when)["creator_may"] is may


def test_roles_that_never_create_have_no_creator_among_them(model_of, governance):
    move = second_move(model_of, governance, by="manager")
    assert (move["creators"], move["creator_may"]) == ([], False)
    move = second_move(model_of, governance, by="manager", manager="{read: true, create: true}")
    assert (move["creators"], move["creator_may"]) == (["manager"], True)


@pytest.mark.parametrize(
    ("name", "done", "approves"),
    [
        ("Approve", "Done", True),
        ("Next", "Approved", True),
        ("Reject", "Done", True),
        ("Next", "Done", False),
        ("{en: Next, de: Genehmigen}", "Done", False),  # the app speaks no German
    ],
)
def test_approvals_are_known_by_their_words(model_of, governance, name, done, approves):
    if name.startswith("{"):
        name = "Next"
    assert second_move(model_of, governance, name=name, done=done)["approves"] is approves


def test_a_role_that_may_do_everything_is_a_wildcard(model_of, governance):
    everything = "{read: true, create: true, edit: true, delete: true}"
    text = PROCESS.format(name="Next", by="rep", when="", done="Done", manager=everything)
    found = {row["name"]: row["wildcard"] for row in facts(model_of, governance, text).rows["roles"]}
    assert found == {"rep": False, "manager": True}
    some = everything.replace("delete: true", "delete: =owner = Me()")
    text = PROCESS.format(name="Next", by="rep", when="", done="Done", manager=some)
    found = facts(model_of, governance, text)
    assert [row["wildcard"] for row in found.rows["roles"]] == [False, False]
    assert [row["deletes"] for row in found.rows["grants"]] == ["none", "some"]


def test_hooks_are_read_and_never_run(model_of, governance, tmp_path):
    mark = tmp_path / "ran"
    hooks = {
        "prices.py": f"import requests.api, json\nfrom fieldapp import app\nopen({str(mark)!r}, 'w')\n".encode(),
        "more.py": b"from . import prices\nimport prices, requests\nfrom numpy import array\n",
        "broken.py": b"def (\n",
        "odd.py": b"\0",
    }
    found = facts(model_of, governance, "", hooks=hooks)
    assert {row["name"]: row["readable"] for row in found.rows["hooks"]} == {
        "prices.py": True,
        "more.py": True,
        "broken.py": False,
        "odd.py": False,
    }
    assert [(row["name"], row["hooks"]) for row in found.rows["packages"]] == [
        ("numpy", ["more.py"]),
        ("requests", ["prices.py", "more.py"]),
    ]
    assert found.app["hooks"] == 4 and not mark.exists()


def test_a_language_without_words_is_told(model_of, governance):
    assert isinstance(facts(model_of, governance, "").app["unread_languages"], ErrorValue)
    assert facts(model_of, governance, "", languages="en, fi").app["unread_languages"] == "fi"


def test_every_language_of_the_app_betrays_what_a_label_asks_for(model_of, governance):
    tables = "  visit: {fields: {a: {type: text, label: {en: Remark, sv: Personnummer, de: Bemerkung}}}}\n"
    found = facts(model_of, governance, tables, languages="en, de, sv").rows["fields"]
    assert [row["effective_class"] for row in found if row["path"] == "visit.a"] == ["restricted"]
