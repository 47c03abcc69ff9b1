"""A bundle is run whole as it was sealed, or refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldapp.bundle import BundleRefused, load_bundle
from fieldapp.bundle.seal import seal


def _reseal(bundle: Path) -> None:
    (bundle / "seal.json").unlink(missing_ok=True)
    files = {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    (bundle / "seal.json").write_bytes(seal(files))


def _edit(bundle: Path, name: str, edit: Callable[[Any], object]) -> None:
    """Changes one JSON file and seals the bundle again, as a wrong compiler would."""
    declared = json.loads((bundle / name).read_text())
    edit(declared)
    (bundle / name).write_text(json.dumps(declared))
    _reseal(bundle)


def _refused(bundle: Path) -> str:
    with pytest.raises(BundleRefused) as caught:
        load_bundle(bundle)
    return caught.value.reason


def test_a_whole_bundle(bundle: Path) -> None:
    app = load_bundle(bundle)
    assert (app.id, app.languages, app.draft, app.schema_version) == ("com.example.store", ("en", "sv"), True, 1)
    assert [*app.tables] == ["account", "visit"]
    visit = app.tables["visit"]
    assert [field.name for field in visit.field("lines").fields] == ["product", "qty", "price", "parts"]
    assert [option.label for option in visit.field("tags").options] == ["tag.new", "tag.hot"]
    assert visit.checks[0].fields == ("total",)
    assert app.strings["sv"]["tier.a"] == "Guld"
    assert app.policy["hosts"] == ["crm.acme.com"]


def test_formulas_run_with_what_they_name(bundle: Path) -> None:
    title = load_bundle(bundle).tables["account"].title
    assert (title.id, title.deps, title.type) == ("account.title", ("name",), "text")
    assert [title.call(None, {"name": name}) for name in ("x", "y")] == ["x", "y"]


def test_the_highest_schema_is_the_apps(bundle: Path) -> None:
    (bundle / "schema/0012.json").write_text('{"format": 1}')
    (bundle / "schema/0003.json").write_text('{"format": 1}')
    _reseal(bundle)
    assert load_bundle(bundle).schema_version == 12


@pytest.mark.parametrize("name", ["app.json", "formulas.json", "policy.json", "strings/sv.json", "data/account.csv"])
def test_one_changed_byte_is_refused(bundle: Path, name: str) -> None:
    data = bytearray((bundle / name).read_bytes())
    data[len(data) // 2] ^= 1
    (bundle / name).write_bytes(data)
    assert _refused(bundle) == f"{name} was changed after the bundle was sealed"


def test_a_missing_and_an_extra_file_are_refused(bundle: Path) -> None:
    (bundle / "strings/sv.json").rename(bundle / "strings/xx.json")
    assert _refused(bundle) == "strings/sv.json is missing"
    (bundle / "strings/sv.json").write_bytes((bundle / "strings/xx.json").read_bytes())
    assert _refused(bundle) == "strings/xx.json is not part of the sealed bundle"


def test_a_link_out_of_the_bundle_is_refused(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "policy.json").write_bytes((bundle / "policy.json").read_bytes())
    (bundle / "policy.json").unlink()
    (bundle / "policy.json").symlink_to(tmp_path / "policy.json")
    assert _refused(bundle) == "policy.json is a symbolic link"


def test_a_folder_without_a_bundle_is_refused(tmp_path: Path) -> None:
    assert "seal.json can't be read" in _refused(tmp_path)


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        ({"format": 2, "runtime": "0.1", "files": {}}, "format"),
        ({"format": 1, "runtime": "99.0", "files": {}}, "asks for runtime 99.0"),
        ({"format": 1, "runtime": "new", "files": {}}, "no readable runtime version"),
        ({"format": 1, "runtime": "0.1"}, "lists no files"),
        ({"format": 1, "runtime": "0.1", "files": {}, "signed": True}, "unknown key 'signed'"),
        ([], "format"),
    ],
)
def test_an_unknown_seal_is_refused(bundle: Path, declared: object, reason: str) -> None:
    (bundle / "seal.json").write_text(json.dumps(declared))
    assert reason in _refused(bundle)


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"', "\ufeff{}", "[" * 100_000])
@pytest.mark.parametrize("name", ["app.json", "formulas.json", "policy.json", "strings/en.json"])
def test_broken_json_is_refused(bundle: Path, name: str, text: str) -> None:
    (bundle / name).write_text(text)
    _reseal(bundle)
    assert name in _refused(bundle)


def _visit(app: Any) -> Any:
    return app["tables"][1]


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda app: app.update(colour="red"), "app.json has an unknown key 'colour'"),
        (lambda app: app.pop("id"), "app.json.id is missing"),
        (lambda app: app.update(id="../../etc.x"), "app.json.id is not an app id"),
        (lambda app: app.update(languages=[]), "app.json.languages is empty"),
        (lambda app: app["brand"].update(logo="brand/logo.png"), "brand/logo.png is missing"),
        (lambda app: _visit(app).update(reference=True), "data/visit.csv is missing"),
        (lambda app: app.update(draft="yes"), "app.json.draft should be true or false"),
        (lambda app: _visit(app).update(hook="x"), "app.json.tables.visit has an unknown key 'hook'"),
        (lambda app: _visit(app).update(title=None), "app.json.tables.visit.title is missing"),
        (lambda app: _visit(app).update(name='v"; DROP TABLE x'), "is not an id"),
        (lambda app: _visit(app).update(name="account"), "two tables of one name"),
        (lambda app: _visit(app)["fields"][0].update(type="hologram"), "unknown field type 'hologram'"),
        (lambda app: _visit(app)["fields"][0].update(name="owner"), "two fields named 'owner'"),
        (lambda app: _visit(app)["fields"][0].update(name="Date"), "is not an id"),
        (lambda app: _visit(app)["fields"][0].update(to="nowhere"), "links to the unknown table 'nowhere'"),
        (lambda app: _visit(app)["fields"][0].update(visible="no.such"), "there is no formula 'no.such'"),
        (lambda app: _visit(app)["fields"][0].update(max_length=True), "should be a whole number"),
        (lambda app: _visit(app)["checks"][0].update(strength="shout"), "strength has the unknown value 'shout'"),
        (lambda app: app["views"][0].update(type="map"), "type has the unknown value 'map'"),
        (lambda app: app["views"][0].update(of="nowhere"), "lists the unknown table 'nowhere'"),
        (lambda app: app["views"][0].update(sort=["-colour"]), "names the unknown field 'colour'"),
        (lambda app: app["languages"].append("de"), "strings/de.json is missing"),
    ],
)
def test_an_unknown_declaration_is_refused(bundle: Path, edit: Callable[[Any], object], reason: str) -> None:
    _edit(bundle, "app.json", edit)
    assert reason in _refused(bundle)


@pytest.mark.parametrize(
    ("tree", "reason"),
    [
        (["python", "import os"], "unknown kind of node: python"),
        (["+", ["num", "1"], ["exec", "x"]], "unknown kind of node: exec"),
        (["call", "__import__", ["text", "os"]], "calls an unknown function"),
        (["call"], "calls an unknown function"),
        ([], "unknown kind of node"),
        ([["num", "1"]], "unknown kind of node"),
        ("1", "should have exactly"),
    ],
)
def test_an_unknown_node_is_refused_before_anything_runs(bundle: Path, tree: object, reason: str) -> None:
    _edit(bundle, "formulas.json", lambda formulas: formulas["account.title"].update(tree=tree))
    assert reason in _refused(bundle)


def test_hostile_texts_arrive_as_they_are(bundle: Path) -> None:
    hostile = "{{ 7*7 }} '''\"\"\" \u202e __import__('os') \n </script>"
    _edit(bundle, "strings/en.json", lambda strings: strings.update({"visit.remark.label": hostile}))
    assert load_bundle(bundle).strings["en"]["visit.remark.label"] == hostile


def test_a_seal_is_the_same_for_the_same_files() -> None:
    files = {"b.json": b"2", "a/ä.json": b"1"}
    assert seal(files) == seal(dict(reversed(files.items())))
    assert seal({**files, "seal.json": b"old"}) == seal(files)
    assert seal(files) != seal({**files, "b.json": b"3"})
