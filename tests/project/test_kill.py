"""A build killed at any moment leaves the old app or the new one, and the next build works."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldpact.project.write import update
from tests.killing import killed
from tests.project.conftest import FIRST, SECOND, contents, names, project

KILLS = 30
BULK = {f"src/fieldapp/part_{n}.py": b"x = 1\n" * 50 for n in range(40)}
HISTORY = {path: data for path, data in SECOND.items() if "schema" in path}


def build(app: Path, files: dict[str, bytes]) -> None:
    plan = update(app, lambda _: project({**files, **HISTORY, **BULK}))
    assert not plan.findings, plan.findings


def expected(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        **project({**files, **HISTORY, **BULK}),
        "src/custom/__init__.py": b"# mine\n",
        "notes.txt": b"call Lena\n",
    }


@pytest.mark.slow
def test_thirty_kills_leave_one_of_the_two(tmp_path: Path) -> None:
    app, chance = tmp_path / "app", random.Random(20261121)
    build(app, FIRST)
    (app / "src/custom/__init__.py").write_text("# mine\n")
    (app / "notes.txt").write_text("call Lena\n")
    allowed = [expected(FIRST), expected(SECOND)]
    seen, disturbed = set(), 0

    def alternate(tell: Callable[[str], None]) -> None:
        tell("ready")
        while True:
            build(app, SECOND)
            build(app, FIRST)

    for _ in range(KILLS):
        assert killed(alternate, chance.uniform(0, 0.06)) == ["ready"]
        found = contents(app)
        assert found in allowed
        seen.add(allowed.index(found))
        disturbed += len(names(tmp_path)) > 1
    assert seen == {0, 1} and disturbed, "the kills all fell between builds and tried nothing"
    build(app, FIRST)
    assert contents(app) == allowed[0]
    build(app, SECOND)
    assert contents(app) == allowed[1]
    assert names(tmp_path) == ["app"]


def test_a_kill_between_two_renames_is_mended(tmp_path: Path) -> None:
    """Where the system can't exchange two folders, there is a moment without an app: the next build brings it back."""
    app = tmp_path / "app"
    update(app, lambda _: project(FIRST))
    (app / "notes.txt").write_text("call Lena\n")
    app.rename(tmp_path / ".app.fieldpact-old")
    plan = update(app, lambda history: {**project(FIRST)} if history else {})
    assert not plan.findings
    assert contents(app) == {**project(FIRST), "notes.txt": b"call Lena\n"}
    assert names(tmp_path) == ["app"]


def test_systems_that_can_not_exchange_folders_take_two_renames(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("fieldpact.project.exchange._exchange", lambda one, other: False)
    app = tmp_path / "app"
    update(app, lambda _: project(FIRST))
    update(app, lambda _: project(SECOND))
    assert contents(app) == {**project(SECOND), "src/custom/__init__.py": FIRST["src/custom/__init__.py"]}
    assert names(tmp_path) == ["app"]
