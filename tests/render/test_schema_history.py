"""The shapes of stored records over releases: what a phone that skipped some of them must still find."""

import json
from pathlib import Path
from typing import Any

from fieldpact.pipeline import check
from fieldpact.render.schema import schema_history

HEAD = "fieldpact: 1\napp: {id: com.example.m, name: M, version: 1.0.0}\ntables:\n"
FIRST = "  visit: {fields: {note: text, size: text, lines: {type: lines, fields: {n: integer}}}}\n"
SECOND = """\
  call:
    renamed_from: visit
    fields:
      remark: {type: text, renamed_from: note}
      size: {type: number, changed_from: {type: text, value: =Value(old)}}
      rows: {type: lines, renamed_from: lines, fields: {count: {type: integer, renamed_from: n}}}
"""
FORGOTTEN = "  call: {fields: {remark: text, size: number, rows: {type: lines, fields: {count: integer}}}}\n"


def _release(folder: Path, tables: str, earlier: dict[str, bytes]) -> dict[str, bytes]:
    spec = folder / "spec.yaml"
    spec.write_text(HEAD + tables)
    app = check(spec).app
    assert app is not None
    return schema_history(app, earlier)


def _tables(history: dict[str, bytes], version: int) -> dict[str, Any]:
    tables: dict[str, Any] = json.loads(history[f"{version:04}.json"])["tables"]
    return tables


def test_a_shape_says_how_it_came_from_the_one_before(tmp_path: Path) -> None:
    history = _release(tmp_path, SECOND, _release(tmp_path, FIRST, {}))
    call = _tables(history, 2)["call"]
    assert call["renamed_from"] == "visit"
    assert call["fields"]["remark"] == {"type": "text", "renamed_from": "note"}
    assert call["fields"]["size"]["changed_from"]["type"] == "text"
    assert call["fields"]["rows"]["renamed_from"] == "lines"
    assert call["fields"]["rows"]["fields"]["count"]["renamed_from"] == "n"


def test_steps_stay_in_the_history_when_they_leave_the_spec(tmp_path: Path) -> None:
    history = _release(tmp_path, SECOND, _release(tmp_path, FIRST, {}))
    assert _release(tmp_path, FORGOTTEN, history) == history


def test_steps_that_start_from_nothing_known_are_not_news(tmp_path: Path) -> None:
    """A first release, and one whose steps were taken releases ago."""
    assert "renamed_from" not in json.dumps(_tables(_release(tmp_path, SECOND, {}), 1))
    history = _release(tmp_path, SECOND, _release(tmp_path, FIRST, {}))
    third = _release(tmp_path, SECOND.replace("fields:\n", "fields:\n      more: text\n", 1), history)
    assert list(third) == ["0001.json", "0002.json", "0003.json"]
    assert not {"renamed_from", "changed_from"} & set(json.dumps(_tables(third, 3)).split('"'))


def test_a_rule_for_another_former_type_is_not_a_step(tmp_path: Path) -> None:
    history = _release(tmp_path, "  visit: {fields: {size: yes_no}}\n", {})
    rule = "  visit: {fields: {size: {type: number, changed_from: {type: text, value: =Value(old)}}}}\n"
    assert _tables(_release(tmp_path, rule, history), 2)["visit"]["fields"]["size"] == {"type": "number"}
