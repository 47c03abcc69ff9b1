"""Each release that changes the shape of records keeps its schema, and only those."""

import json
from pathlib import Path

from fieldpact.pipeline import check, render_files
from fieldpact.project.plan import Plan
from fieldpact.project.write import update

SPEC = """\
fieldpact: 1
app: {{id: com.example.visits, name: {name}, version: 1.0.0}}
tables:
  visit:
    fields: {{{fields}}}
"""


def build(tmp_path: Path, fields: str, name: str = "Visits") -> Plan:
    spec = tmp_path / "spec.yaml"
    spec.write_text(SPEC.format(name=name, fields=fields))
    reading = check(spec)
    app = reading.app
    assert app is not None
    return update(tmp_path / "app", lambda history: render_files(reading, app, history))


def history(tmp_path: Path) -> dict[str, list[str]]:
    """Name of each schema -> the fields of a visit in it."""
    folder = tmp_path / "app" / "src" / "bundle" / "schema"
    return {p.name: list(json.loads(p.read_bytes())["tables"]["visit"]["fields"]) for p in sorted(folder.iterdir())}


def test_labels_notes_and_names_leave_the_history_alone(tmp_path):
    build(tmp_path, "name: text")
    plan = build(tmp_path, "name: {type: text, label: Shop, required: true}, hello: {type: note, text: Hi}", "Trips")
    assert "src/bundle/app.json" in plan.write
    assert history(tmp_path) == {"0001.json": ["name"]}


def test_a_new_field_a_changed_type_and_a_way_back_each_add_one(tmp_path):
    build(tmp_path, "name: text")
    build(tmp_path, "name: text, qty: integer")
    build(tmp_path, "name: text, qty: number")
    build(tmp_path, "name: text, qty: number")
    build(tmp_path, "name: text")
    assert history(tmp_path) == {
        "0001.json": ["name"],
        "0002.json": ["name", "qty"],
        "0003.json": ["name", "qty"],
        "0004.json": ["name"],
    }


def test_earlier_schemas_stay_to_the_byte(tmp_path):
    build(tmp_path, "name: text")
    first = (tmp_path / "app/src/bundle/schema/0001.json").read_bytes()
    build(tmp_path, "name: text, qty: integer")
    assert (tmp_path / "app/src/bundle/schema/0001.json").read_bytes() == first
