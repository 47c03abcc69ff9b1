"""`fieldpact diff`: what changes, said to those whom it concerns; and nothing that changes goes unsaid."""

import dataclasses
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fieldpact.changes import Side, difference
from fieldpact.cli import main
from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula
from fieldpact.model.text import Text
from fieldpact.pipeline import check

EXAMPLES = Path(__file__).parents[2] / "examples"
OLD = """\
fieldpact: 1
app: {id: com.example.m, name: {en: Visits, sv: Besök}, version: 1.0.0, languages: [en, sv]}
roles: {rep: Rep}
connectors: {files: {tables: [visit], direction: push}}
tables:
  shop: {from: shops.csv, fields: {name: text}}
  visit:
    label: {en: Visit, sv: Besök}
    fields:
      shop: {type: link, to: shop}
      outcome: {type: choice, options: {order: Order, none: None}}
      note: {type: text, max_length: 200}
      size: text
      gone: integer
      lines: {type: lines, fields: {qty: {type: integer, min: 1}, price: money}}
    checks:
      - {that: =CountRows(lines) < 9, say: Too many}
    workflow:
      states: {draft: Draft, sent: Sent}
      moves: [{name: Send, from: draft, to: sent, by: [rep]}]
    access:
      rep: {read: true, create: true, edit: true}
"""
CHANGES = [
    ("connectors: {", "connectors: {crm: {tables: [shop]}, ", "it", "connector crm is new: it sends and brings shop"),
    ("connectors: {files: {tables: [visit], direction: push}}\n", "", "it", "the connector files is gone"),
    (
        "tables: [visit], direction: push",
        "tables: [visit]",
        "it",
        "sends and brings records; before it sends them",
    ),
    ("{tables: [visit], ", "{tables: [visit], host: https://x.example, ", "it", "host: nothing → https://x.example"),
    ("label: {en: Visit, sv: Besök}", "label: {en: Visit, sv: Kundbesök}", "reps", "“Besök” → “Kundbesök” (sv)"),
    ("none: None", "none: None, later: Later", "reps", "has a new option “Later”"),
    ("order: Order, none: None", "none: None, order: Order", "reps", "options stand in another order"),
    ("options: {order: Order, none: None}", "options: {order: Order}", "data", "records that hold 'none' keep it"),
    ("min: 1", "min: 2", "reps", "“Qty” is at least 1 → 2"),
    ("price: money", "price: {type: money, visible: =qty > 1}", "reps", "“Price” is shown always → =qty > 1"),
    ("      size: text\n", "      size: {type: text, required: true}\n", "reps", "must be filled never → always"),
    ("      gone: integer\n", "", "reps", "“Gone” is gone"),
    ("      gone: integer\n", "", "data", "visit.gone is no longer part of the app; phones keep what they stored"),
    ("      size: text\n", "      size: text\n      more: date\n", "data", "older records have none"),
    ("size: text", "size: long_text", "data", "visit.size: text → long_text; stored values stay what they are"),
    ("size: text", "size: number", "data", "are set aside, and those records start blank"),
    (
        "size: text",
        "size: {type: number, changed_from: {type: text, value: =Value(old)}}",
        "data",
        "visit.size: stored values are read anew by =Value(old)",
    ),
    ("size: text", "weight: {type: text, renamed_from: size}", "data", "visit.size is now visit.weight; stored values"),
    ("max_length: 200", "max_length: 900", "it", "visit.note: max_length: 200 → 900"),
    (
        "size: text",
        "size: {type: phone, purpose: visit_planning}",
        "it",
        "visit.size is personal data, and was",
    ),
    ("{rep: Rep}", "{rep: Rep, boss: Boss}", "it", "the role boss is new"),
    ("edit: true}", "edit: true, delete: =IsBlank(note)}", "it", "visit: access.rep.delete: nothing → =IsBlank(note)"),
    ("edit: true}", "edit: true, delete: =IsBlank(note)}", "reps", "access.rep.delete"),
    ("by: [rep]}", "by: [rep], when: =CountRows(lines) > 0}", "it", "visit: workflow.moves.send.when: nothing →"),
    ("sent: Sent}", "sent: Sent, done: Done}", "reps", "visit: workflow.states.done"),
    ("say: Too many", "say: Far too many", "reps", "“Too many” → “Far too many” (en)"),
    ("say: Too many", "say: Too many, strength: tell", "reps", "stop → tell"),
    ("< 9", "< 8", "reps", "no longer checks =CountRows(lines) < 9"),
    ("languages: [en, sv]", "languages: [en, sv], currency: SEK", "data", "amounts are now SEK"),
    ("com.example.m", "com.example.n", "data", "phones take this for another app"),
    ("version: 1.0.0", "version: 1.0.0, brand: {color: '#112233'}", "reps", "brand color: #0B6E4F → #112233"),
]


def _side(folder: Path, text: str, shops: str = "id,name\ns1,Corner\n") -> Side:
    folder.mkdir(exist_ok=True)
    (folder / "spec.yaml").write_text(text, encoding="utf-8")
    (folder / "shops.csv").write_text(shops, encoding="utf-8")
    reading = check(folder / "spec.yaml")
    assert reading.app is not None, reading.findings
    return Side(reading.app, reading.reference, reading.findings)


@pytest.mark.parametrize(("old", "new", "audience", "say"), CHANGES)
def test_what_changes_is_said_to_whom_it_concerns(tmp_path: Path, old: str, new: str, audience: str, say: str) -> None:
    assert OLD.count(old) == 1
    before, after = _side(tmp_path / "a", OLD), _side(tmp_path / "b", OLD.replace(old, new))
    told = [change.say for change in difference(before, after) if change.audience == audience]
    assert any(say in sentence for sentence in told), told


def test_reference_rows_are_counted(tmp_path: Path) -> None:
    before = _side(tmp_path / "a", OLD, "id,name\ns1,Corner\ns2,North\n")
    after = _side(tmp_path / "b", OLD, "id,name\ns1,Korner\ns3,South\ns4,West\n")
    (change,) = difference(before, after)
    assert (change.audience, change.say) == ("data", "shop: rows that come with the app: 2 new, 1 gone, 1 changed")


def test_the_same_spec_changes_nothing(tmp_path: Path) -> None:
    assert difference(_side(tmp_path / "a", OLD), _side(tmp_path / "b", "# a comment\n" + OLD)) == []


def _apps() -> list[Any]:
    return [pytest.param(path, id=path.name) for path in sorted(EXAMPLES.iterdir()) if (path / "spec.yaml").is_file()]


@pytest.mark.parametrize("example", _apps())
def test_no_attribute_of_a_model_changes_in_silence(example: Path) -> None:
    """Whatever the language gains: changing any one attribute of any part is told somewhere."""
    app = check(example / "spec.yaml").app
    assert app is not None
    silent = [where for where, changed in _edits(app) if not difference(Side(app), Side(changed))]
    assert silent == []


_SAID_ELSEWHERE = frozenset(
    {"at", "path", "formulas", "tests", "version", "renamed_from", "changed_from", "id", "row", "source"}
)
"""Places and ids; the version stands in the title; what something came from is told with what it became."""


def _edits(app: App) -> Iterator[tuple[str, App]]:
    for table_name, table in app.tables.items():
        for attribute, edited in _edited(table):
            yield f"{table_name}.{attribute}", dataclasses.replace(app, tables={**app.tables, table_name: edited})
        for index, field in enumerate(table.fields):
            for attribute, changed in _edited(field):
                fields = (*table.fields[:index], changed, *table.fields[index + 1 :])
                edited = dataclasses.replace(table, fields=fields)
                yield f"{field.path}.{attribute}", dataclasses.replace(app, tables={**app.tables, table_name: edited})


def _edited(part: Any) -> Iterator[tuple[str, Any]]:
    """The part with one attribute changed, for each that can be."""
    for attribute in dataclasses.fields(part):
        if attribute.name in _SAID_ELSEWHERE or attribute.name == "name":
            continue
        value = getattr(part, attribute.name)
        other = _another(value)
        if other is not value:
            yield attribute.name, dataclasses.replace(part, **{attribute.name: other})


def _another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}_x"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, Text):
        return dataclasses.replace(value, by_language={key: f"{text}x" for key, text in value.by_language.items()})
    if isinstance(value, Formula):
        return dataclasses.replace(value, tree=["boolean", "x"], constant=None)
    if isinstance(value, tuple) and value:
        return value[1:]
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Field):
        return next((edited for _, edited in _edited(value)), value)
    return value


def test_the_command_reads_specs_folders_and_built_apps(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "store_visit", tmp_path / "old")
    run = CliRunner().invoke
    assert run(main, ["build", str(tmp_path / "old"), "-o", str(tmp_path / "app")]).exit_code == 0
    new = tmp_path / "old" / "spec.yaml"
    new.write_text(new.read_text(encoding="utf-8").replace("max: 15%", "max: 20%"), encoding="utf-8")
    printed = run(main, ["diff", str(tmp_path / "app"), str(new)])
    assert printed.exit_code == 0
    assert "is at most 15% → 20%" in printed.output
    assert printed.output.count("nothing changes") == 2
    as_json = json.loads(run(main, ["diff", str(tmp_path / "app"), str(tmp_path / "old"), "--format", "json"]).output)
    assert [change["kind"] for change in as_json["changes"]] == ["field-max"]


def test_a_spec_with_errors_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("fieldpact: 1\n")
    printed = CliRunner().invoke(main, ["diff", str(tmp_path / "a.yaml"), str(EXAMPLES / "store_visit")])
    assert printed.exit_code == 1
    assert "missing-key" in printed.output
