"""Hooks: Python files beside the spec, read and never run, carried into the app and into what is signed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldpact.cli import main
from fieldpact.pipeline import read_model
from fieldpact.source.hooks import MAX_FILES
from tests.review.people import SPEC


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    (tmp_path / "app").mkdir()
    path = tmp_path / "app" / "spec.yaml"
    path.write_text(SPEC)
    return path


def hook(spec: Path, name: str, content: bytes = b"VAT = 25\n") -> Path:
    path = spec.parent / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def build(spec: Path, out: Path) -> Result:
    return CliRunner().invoke(main, ["build", str(spec), "-o", str(out)], catch_exceptions=False)


def found(spec: Path) -> list[tuple[str, str]]:
    return [(finding.path, finding.message) for finding in read_model(spec).findings if finding.code == "bad-hook"]


def test_hooks_are_read_and_never_run(spec: Path) -> None:
    hook(spec, "prices.py", b"raise SystemExit('run')\n")
    hook(spec, "__init__.py", b"")
    (spec.parent / "hooks" / "__pycache__").mkdir()
    reading = read_model(spec)
    assert reading.hooks == {"__init__.py": b"", "prices.py": b"raise SystemExit('run')\n"}
    assert reading.app is not None and found(spec) == []


@pytest.mark.parametrize(
    ("name", "content", "say"),
    [
        ("notes.txt", b"", "is no hook"),
        ("Prices.py", b"", "is no hook"),
        ("my prices.py", b"", "is no hook"),
        ("prices.pyc", b"", "is no hook"),
        ("bad.py", b"def f(:\n", "is not Python that can be read"),
        ("bad.py", b"\xff\xfe", "is not UTF-8 text"),
        ("bad.py", b"x = '\x00'\n", "null"),
        ("bad.py", b"(" * 5000, "bad.py"),
    ],
)
def test_what_is_no_hook_is_told(spec: Path, name: str, content: bytes, say: str) -> None:
    hook(spec, name, content)
    ((path, message),) = found(spec)
    assert path == f"hooks/{name}" and say in message
    assert read_model(spec).app is None


def test_a_hook_that_leads_out_of_the_folder_is_told(spec: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.py").write_text("SECRET = 1\n")
    hook(spec, "inside.py").unlink()
    (spec.parent / "hooks" / "inside.py").symlink_to(tmp_path / "outside.py")
    assert "lies outside the spec's folder" in found(spec)[0][1]


def test_hooks_have_a_limit(spec: Path) -> None:
    for number in range(MAX_FILES + 1):
        hook(spec, f"hook_{number}.py")
    assert found(spec) == [("hooks", f"hooks holds more than {MAX_FILES} files")]


def test_a_mistake_has_its_place(spec: Path) -> None:
    hook(spec, "prices.py", b"VAT = 25\nif VAT\n    pass\n")
    (finding,) = (each for each in read_model(spec).findings if each.code == "bad-hook")
    assert finding.span is not None and finding.span.line == 2 and finding.span.file.endswith("hooks/prices.py")


def test_the_build_owns_the_hooks_of_a_spec(spec: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    hook(spec, "prices.py")
    assert build(spec, out).exit_code == 0
    custom = out / "src" / "custom"
    assert sorted(path.name for path in custom.iterdir()) == ["__init__.py", "prices.py"]
    assert (out / "spec/hooks/prices.py").read_bytes() == b"VAT = 25\n"
    hook(spec, "prices.py", b"VAT = 12\n")
    assert build(spec, out).exit_code == 0
    assert (custom / "prices.py").read_bytes() == b"VAT = 12\n"
    assert "is up to date" in build(spec, out).output
    (custom / "prices.py").write_text("VAT = 0\n")
    edited = build(spec, out)
    assert edited.exit_code == 1 and "src/custom/prices.py was edited by hand" in edited.output
    (custom / "prices.py").write_bytes(b"VAT = 12\n")
    (spec.parent / "hooks" / "prices.py").unlink()
    assert build(spec, out).exit_code == 0
    assert not (custom / "prices.py").exists()


def test_without_a_folder_of_hooks_what_stands_in_the_app_is_its_owners(spec: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(spec, out)
    (out / "src/custom/__init__.py").write_text("MINE = 1\n")
    (out / "src/custom/mine.py").write_text("MINE = 1\n")
    assert "is up to date" in build(spec, out).output
    assert (out / "src/custom/__init__.py").read_text() == "MINE = 1\n"


def test_an_app_builds_again_from_the_spec_that_it_carries(spec: Path, tmp_path: Path) -> None:
    hook(spec, "prices.py")
    build(spec, tmp_path / "one")
    build(tmp_path / "one" / "spec" / "spec.yaml", tmp_path / "two")
    one, two = ((tmp_path / name / ".fieldpact/manifest.json").read_bytes() for name in ("one", "two"))
    assert one == two
