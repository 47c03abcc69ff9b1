"""`fieldpact data`: invented records in, CSV out, everything gone."""

import csv
import json

import pytest

from fieldapp.bundle.seal import SEAL, seal
from fieldapp.fields import BUILT_IN
from fieldapp.fields.reasons import REASONS


@pytest.fixture
def app(fieldpact, spec, tmp_path, monkeypatch):
    monkeypatch.setenv("FIELDAPP_DATA", str(tmp_path / "records"))
    assert fieldpact("build", spec, "-o", tmp_path / "app").exit_code == 0
    return tmp_path / "app"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def release(app, export, restricted=()):
    """The app as it would be released, with a policy that lets records out or keeps them in."""
    fields = dict.fromkeys(restricted, "restricted")
    bundle = app / "src/bundle"
    for name, change in (("app.json", {"draft": False}), ("policy.json", {"export": export, "fields": fields})):
        (bundle / name).write_text(json.dumps({**json.loads((bundle / name).read_bytes()), **change}))
    files = {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*.*")}
    (bundle / SEAL).write_bytes(seal({path: data for path, data in files.items() if path != SEAL}))


def test_an_export_as_a_person_holds_what_they_may_read(fieldpact, spec, tmp_path, monkeypatch):
    monkeypatch.setenv("FIELDAPP_DATA", str(tmp_path / "records"))
    access = "{rep: {read: =owner = Me(), create: true}, manager: {read: =owner = Me(), create: true}}"
    text = spec.read_text(encoding="utf-8").replace("  visit:\n", f"  visit:\n    access: {access}\n")
    spec.write_text(f"{text}\nroles: {{rep: Rep, manager: Manager}}\n", encoding="utf-8")
    app = tmp_path / "app"
    assert fieldpact("build", spec, "-o", app).exit_code == 0
    fieldpact("data", "fake", app, "--records", 9)
    held = {}
    for who in ("rep", "manager"):
        fieldpact("data", "export", app, "--as", who, "-o", tmp_path / who)
        held[who] = rows(tmp_path / who / "visit.csv")[1:]
        assert held[who] and {row[1] for row in held[who]} == {who}
    assert len(held["rep"]) + len(held["manager"]) == 9
    unknown = fieldpact("data", "export", app, "--as", "boss", "-o", tmp_path / "boss")
    assert "no person 'boss'; it knows rep, manager" in unknown.output


def test_records_are_invented_exported_and_cleared(fieldpact, app, tmp_path):
    assert "visit: 7 records" in fieldpact("data", "fake", app, "--records", 7).output
    assert fieldpact("data", "export", app, "-o", tmp_path / "out").exit_code == 0
    assert len(rows(tmp_path / "out" / "visit.csv")) == 8
    assert fieldpact("data", "clear", app, "--yes").output == "7 records deleted\n"
    fieldpact("data", "export", app, "-o", tmp_path / "after")
    assert len(rows(tmp_path / "after" / "visit.csv")) == 1


def test_restricted_fields_stay_out_of_a_file_that_the_policy_allows(fieldpact, app, tmp_path):
    release(app, export=True)
    fieldpact("data", "fake", app, "--records", 3)
    fieldpact("data", "export", app, "-o", tmp_path / "before")
    (free, *_) = [
        name for name in rows(tmp_path / "before" / "visit.csv")[0] if name not in BUILT_IN and name != REASONS
    ]
    release(app, export=True, restricted=[f"visit.{free}"])
    said = fieldpact("data", "export", app, "-o", tmp_path / "out").output
    assert f"left out, since restricted data goes into no file: visit.{free}\n" in said
    header, *records = rows(tmp_path / "out" / "visit.csv")
    assert free not in header and len(records) == 3
    assert header == [name for name in rows(tmp_path / "before" / "visit.csv")[0] if name != free]


def test_the_policy_can_keep_records_in(fieldpact, app, tmp_path):
    release(app, export=False)
    fieldpact("data", "fake", app, "--records", 1)
    result = fieldpact("data", "export", app, "-o", tmp_path / "out")
    assert result.exit_code == 1 and "export: false" in result.output
    assert not (tmp_path / "out").exists()


def test_the_policy_can_let_records_out(fieldpact, app, tmp_path):
    release(app, export=True)
    fieldpact("data", "fake", app, "--records", 2)
    assert fieldpact("data", "export", app, "-o", tmp_path / "out").exit_code == 0
    assert len(rows(tmp_path / "out" / "visit.csv")) == 3


def test_the_same_seed_invents_the_same_records(fieldpact, app, tmp_path):
    exported = []
    for place in ("one", "two"):
        fieldpact("data", "fake", app, "--data", tmp_path / place, "--records", 3, "--seed", 5)
        fieldpact("data", "export", app, "--data", tmp_path / place, "-o", tmp_path / f"{place}-out")
        header, *found = rows(tmp_path / f"{place}-out" / "visit.csv")
        at = [header.index(name) for name in ("shop", "minutes", "spent")]
        exported.append(sorted([row[n] for n in at] for row in found))
    assert exported[0] == exported[1]


def test_clear_asks_and_takes_no_for_an_answer(fieldpact, app):
    fieldpact("data", "fake", app, "--records", 2)
    assert fieldpact("data", "clear", app).exit_code == 1
    assert fieldpact("data", "clear", app, "--yes").output == "2 records deleted\n"


def test_a_folder_that_is_no_app_is_told(fieldpact, tmp_path):
    result = fieldpact("data", "clear", tmp_path, "--yes")
    assert result.exit_code == 1 and "not a generated app" in result.output


def test_a_changed_bundle_is_refused(fieldpact, app):
    (app / "src/bundle/app.json").write_text("{}")
    result = fieldpact("data", "clear", app, "--yes")
    assert result.exit_code == 1 and "can't be used" in result.output
