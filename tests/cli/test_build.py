"""`fieldpact build`: what it says and how it ends. What it does to folders is in tests/project."""

import pytest

from fieldpact.project.lock import locked
from fieldpact.project.write import lock_of
from tests.cli.conftest import SPEC


@pytest.fixture
def app(tmp_path):
    return tmp_path / "app"


def test_a_build_says_what_it_wrote_and_a_second_one_that_it_wrote_nothing(fieldpact, spec, app):
    first, second = fieldpact("build", spec, "-o", app), fieldpact("build", spec.parent, "-o", app)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "files written" in first.output and f"python {app}/src/main.py" in first.output
    assert "nothing written" in second.output
    assert (app / "spec/spec.yaml").read_text() == SPEC


def test_errors_build_nothing(fieldpact, spec, app):
    spec.write_text(SPEC.replace("money", "mony"))
    assert fieldpact("build", spec, "-o", app).exit_code == 1
    assert not app.exists()


def test_a_draft_is_built_in_spite_of_what_governance_finds(fieldpact, spec, app):
    spec.write_text(SPEC[: SPEC.index("pact:\n")] + SPEC[SPEC.index("tables:") :])
    result = fieldpact("build", spec, "-o", app)
    assert result.exit_code == 0 and "OWNR-001" in result.output


def test_an_edited_file_ends_with_1_and_its_difference(fieldpact, spec, app):
    fieldpact("build", spec, "-o", app)
    (app / "src/main.py").write_text("print('mine')\n")
    result = fieldpact("build", spec, "-o", app)
    assert result.exit_code == 1
    assert "error[edited-by-hand]" in result.output and "+print('mine')" in result.output
    assert fieldpact("build", spec, "-o", app, "--discard-edits").exit_code == 0
    assert "mine" not in (app / "src/main.py").read_text()


def test_a_foreign_folder_ends_with_1(fieldpact, spec):
    result = fieldpact("build", spec, "-o", spec.parent)
    assert result.exit_code == 1 and "error[foreign-folder]" in result.output


def test_a_folder_that_can_not_be_written_ends_with_2(fieldpact, spec):
    result = fieldpact("build", spec, "-o", spec / "app")
    assert result.exit_code == 2 and "can't be written" in result.output


def test_a_second_build_at_once_ends_with_2(fieldpact, spec, app):
    with locked(lock_of(app)):
        result = fieldpact("build", spec, "-o", app)
    assert result.exit_code == 2 and "another build" in result.output


@pytest.mark.parametrize("place", [".", "sub/..", "../here"])
def test_the_folder_one_stands_in_can_be_built(fieldpact, spec, tmp_path, monkeypatch, place):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    result = fieldpact("build", spec, "-o", place)
    assert result.exit_code == 0
    assert (tmp_path / "here/src/main.py").is_file()


def test_the_root_of_the_disk_is_refused(fieldpact, spec):
    assert fieldpact("build", spec, "-o", "/").exit_code == 1
