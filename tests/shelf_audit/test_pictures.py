"""Pictures that reference data names: they come with the app, and what is wrong with one stands at its row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldapp.data.repository import Repository
from fieldpact.pipeline import check, render_bundle_of, render_files
from tests.shelf_audit.conftest import SPEC
from tests.shelf_audit.filling import PIXEL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SPEC.parent / "data", tmp_path / "data")
    shutil.copy(SPEC, tmp_path / "spec.yaml")
    return tmp_path


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def found(folder: Path) -> list[tuple[str, int, str]]:
    findings = check(folder / "spec.yaml").findings
    return [(each.code, each.span.line if each.span else 0, each.message) for each in findings]


def test_they_are_in_the_bundle_and_beside_the_spec(folder: Path) -> None:
    reading = check(folder / "spec.yaml")
    assert reading.app is not None
    picture = (folder / "data/planograms/dairy.png").read_bytes()
    assert render_bundle_of(reading, reading.app, {})["pictures/data/planograms/dairy.png"] == picture
    assert render_files(reading, reading.app, {})["spec/data/planograms/dairy.png"] == picture


def test_what_is_wrong_with_a_picture_stands_at_its_row(folder: Path) -> None:
    (folder / "data/planograms/dairy.png").write_bytes(PIXEL + b"\0" * 300 * 1024)
    (folder / "data/planograms/fruit.png").write_bytes(b"%PDF-1.7")
    replaced(folder / "data/categories.csv", "bread,Bread,1,hyper,", "bread,Bread,1,hyper,data/none.png;../out.png")
    assert found(folder) == [
        (
            "picture-too-large",
            2,
            "planogram: 'data/planograms/dairy.png' has 300 kB, and the largest may have 200 kB",
        ),
        (
            "missing-file",
            3,
            "planogram: '../out.png' lies outside the spec's folder; put the file beside the spec",
        ),
        ("missing-file", 3, "planogram: there is no file 'data/none.png' beside the spec"),
        ("bad-picture", 4, "planogram: 'data/planograms/fruit.png' is not a picture that phones show"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("max_size: 200 kB", "max: 200 kB", "size-as-count", "max: says how many photos there may be"),
        ("max_size: 200 kB", "max_size: large", "wrong-value", "'large' is no size of a file"),
        ("pull: wifi", "pull: mobile", "unknown-value", ""),
        ("pull: wifi", "ghost: true", "not-in-reference", "ghost: is for a photo that people take"),
        ("beside: =category.planogram", "pull: wifi", "not-in-reference", "pull: is for the pictures of a table"),
        ("beside: =category.planogram", "", "unused-key", "ghost: lays the picture of beside: over the camera"),
        (
            "beside: =category.planogram",
            "beside: =category.name",
            "wrong-value",
            "beside: shows a photo, and this is a text",
        ),
        ("beside: =category.planogram", "beside: =category.plan", "unknown-field", "category has no field plan"),
    ],
)
def test_keys_where_they_mean_nothing(folder: Path, old: str, new: str, code: str, said: str) -> None:
    replaced(folder / "spec.yaml", old, new)
    codes = {found_code: message for found_code, _, message in found(folder)}
    assert code in codes, codes
    assert said in codes[code]


def test_no_name_leads_out_of_the_folders(device: Repository) -> None:
    assert device.attachments.picture("data/planograms/dairy.png") is not None
    for name in ("../app.json", "data/../../app.json", "/etc/hostname", "", "none.png"):
        assert device.attachments.picture(name) is None


def test_a_file_may_say_whose_each_row_is(folder: Path, device: Repository) -> None:
    assert [(device.as_device().record("outlet", key) or {})["owner"] for key in ("big", "empty")] == ["ola", None]
    replaced(folder / "data/outlets.csv", "near,Near You,city,ola", "near,Near You,city,olla")
    assert found(folder) == [("unknown-id", 3, "owner: person has no row with the id 'olla'")]
