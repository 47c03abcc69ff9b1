"""What a workflow says in formulas, and what rules learn of it."""

from __future__ import annotations

from pathlib import Path

from fieldpact.govern.facts import facts_of
from fieldpact.govern.lexicon import Lexicon
from fieldpact.model.app import App
from fieldpact.model.workflow import effects_of
from fieldpact.pipeline import read_model

SPEC = """\
fieldpact: 1
app: {{id: com.example.language, name: Language, version: 1.0.0, currency: SEK}}
roles: {{rep: Rep}}
tables:
  visit:
    access: {{rep: {{read: true, create: true, edit: true}}}}
    fields: {{shop: text, phone: phone, lines: {{type: lines, row: line, fields: {{what: text}}}}}}
    workflow:
      states: {{draft: Draft, sent: Sent}}
      moves:
        - name: Send
          from: draft
          to: sent
          then: {then}
  task:
    access: {{rep: {{read: true, create: true, edit: true}}}}
    fields: {{what: text, about: {{type: link, to: visit}}, task: {{type: link, to: task}}}}
"""


def model(folder: Path, then: str) -> App:
    (folder / "spec.yaml").write_text(SPEC.format(then=then), "utf-8")
    reading = read_model(folder / "spec.yaml")
    assert reading.app is not None, [(finding.code, finding.message) for finding in reading.findings]
    return reading.app


def test_records_and_rows_are_linked_by_name(tmp_path: Path):
    then = "[{for_each: =task, row: old, create: task, set: {what: =old.what, about: =visit, task: =old}}]"
    table = model(tmp_path, then).tables["visit"]
    (effect,) = effects_of(table.workflow, table.then)
    trees = {each.field: each.value.tree for each in effect.set}
    assert trees["what"] == ["field", 1, "what"]
    assert [name.text for name in effect.once_per] == ["visit.id", "old.id"]


def test_rows_of_lines_have_the_name_their_lines_give(tmp_path: Path):
    table = model(tmp_path, "[{for_each: =lines, create: task, set: {what: =line.what}}]").tables["visit"]
    (effect,) = effects_of(table.workflow, table.then)
    assert [name.text for name in effect.once_per] == ["visit.id", "line.id"]


def test_personal_data_is_followed_into_what_moves_create_and_tell(tmp_path: Path):
    then = "[{create: task, set: {what: =phone}}, {tell: {to: rep, by: teams, text: '=$\"Call {phone}\"'}}]"
    facts = facts_of(model(tmp_path, then), Lexicon({}), {})
    classes = {row["path"]: row["effective_class"] for row in facts.rows["fields"]}
    assert classes["task.what"] == "personal"
    flows = {(row["source"], row["target"]): row["class"] for row in facts.rows["flows"]}
    assert flows["visit.phone", "task.what"] == flows["visit.phone", "visit.send.tell"] == "personal"
    assert [(move["name"], move["table"]) for move in facts.rows["moves"]] == [("Send", "visit")]


def test_a_message_without_words_says_what_the_record_is_called(tmp_path: Path):
    table = model(tmp_path, "[{for_each: =lines, tell: {to: rep}}]").tables["visit"]
    (effect,) = effects_of(table.workflow, table.then)
    assert effect.tell is not None
    assert (effect.tell.say.tree, effect.tell.by) == (table.title.tree, "app")
