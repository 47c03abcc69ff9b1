"""What a build does to a folder, and above all what it leaves alone."""

import os
import resource
import signal

import pytest

from fieldpact.project.lock import Busy, locked
from fieldpact.project.manifest import MANIFEST
from fieldpact.project.write import lock_of, staged_of, update
from tests.project.conftest import FIRST, SECOND, contents, fingerprints, names, project


def codes(plan):
    return [finding.code for finding in plan.findings]


def test_a_new_folder_gets_every_file(app, build):
    plan = build(FIRST)
    assert contents(app) == project(FIRST)
    assert (len(plan.write), plan.files, plan.findings) == (7, 7, [])
    assert names(app.parent) == ["app"]


def test_an_empty_folder_will_do(app, build):
    app.mkdir()
    build(FIRST)
    assert contents(app) == project(FIRST)


def test_a_second_build_writes_nothing(app, build):
    build(FIRST)
    before = fingerprints(app.parent)
    assert build(FIRST).empty
    assert fingerprints(app.parent) == before


def test_a_changed_spec_touches_only_what_changed(app, build):
    build(FIRST)
    before = fingerprints(app)
    plan = build(SECOND)
    after = fingerprints(app)
    assert sorted(plan.write) == [MANIFEST, "src/bundle/app.json", "src/bundle/schema/0002.json"]
    assert after[f"{app}/README.md"] == before[f"{app}/README.md"]
    assert after[f"{app}/src/bundle/app.json"] != before[f"{app}/src/bundle/app.json"]


def test_a_file_no_longer_made_goes_and_so_does_its_empty_folder(app, build):
    build(FIRST)
    assert build(SECOND).remove == ["src/bundle/data/old.csv"]
    assert not (app / "src/bundle/data").exists()


def test_a_folder_with_someone_elses_file_stays(app, build):
    build(FIRST)
    (app / "src/bundle/data/mine.csv").write_text("mine")
    build(SECOND)
    assert (app / "src/bundle/data/mine.csv").read_text() == "mine"


def test_a_file_edited_by_hand_is_shown_and_kept_and_nothing_is_written(app, build):
    build(FIRST)
    (app / "src/bundle/app.json").write_text('{"mine": 1}\n')
    (app / "README.md").unlink()
    before = contents(app)
    plan = build(SECOND)
    assert codes(plan) == ["edited-by-hand"]
    assert '-{"version": 2}\n+{"mine": 1}\n' in plan.findings[0].message
    assert contents(app) == before


def test_an_edit_without_a_new_spec_is_told_too(app, build):
    build(FIRST)
    (app / "src/main.py").write_bytes(b"\xff\xfe")
    assert codes(build(FIRST)) == ["edited-by-hand"]


def test_an_edited_file_that_is_no_longer_made_is_kept(app, build):
    build(FIRST)
    (app / "src/bundle/data/old.csv").write_text("id\nmine\n")
    assert codes(build(SECOND)) == ["edited-by-hand"]
    assert (app / "src/bundle/data/old.csv").read_text() == "id\nmine\n"


def test_edits_are_discarded_when_asked(app, build):
    build(FIRST)
    (app / "src/main.py").write_text("mine")
    build(FIRST, discard_edits=True)
    assert contents(app) == project(FIRST)


def test_custom_code_is_never_touched_again(app, build):
    build(FIRST)
    (app / "src/custom/__init__.py").write_text("mine")
    (app / "src/custom/hooks.py").write_text("mine too")
    build(SECOND, discard_edits=True)
    assert (app / "src/custom/__init__.py").read_text() == "mine"
    assert (app / "src/custom/hooks.py").read_text() == "mine too"


def test_custom_code_that_was_taken_away_does_not_come_back(app, build):
    build(FIRST)
    (app / "src/custom/__init__.py").unlink()
    build(SECOND)
    assert not (app / "src/custom/__init__.py").exists()


def test_what_people_keep_beside_it_survives(app, build):
    build(FIRST)
    (app / ".git/objects").mkdir(parents=True)
    (app / ".git/objects/aa").write_bytes(b"\0")
    (app / "notes.txt").write_text("call Lena")
    (app / "empty").mkdir()
    (app / "link").symlink_to("notes.txt")
    os.mkfifo(app / "pipe")
    (app / "notes.txt").chmod(0o640)
    kept = fingerprints(app / ".git")
    build(SECOND)
    assert fingerprints(app / ".git")[f"{app}/.git/objects/aa"] == kept[f"{app}/.git/objects/aa"]
    assert (app / "notes.txt").read_text() == "call Lena" and (app / "notes.txt").stat().st_mode & 0o777 == 0o640
    assert (app / "link").is_symlink() and (app / "empty").is_dir() and (app / "pipe").is_fifo()


def test_a_folder_that_is_someone_elses_is_refused(app, build):
    app.mkdir()
    (app / "thesis.txt").write_text("years of work")
    assert codes(build(FIRST)) == ["foreign-folder"]
    assert contents(app) == {"thesis.txt": b"years of work"}


def test_a_manifest_that_can_not_be_read_makes_the_folder_foreign(app, build):
    build(FIRST)
    (app / MANIFEST).write_text("{")
    assert codes(build(SECOND)) == ["foreign-folder"]


@pytest.mark.parametrize("link", ["src", "src/bundle", "src/bundle/app.json"])
def test_a_symbolic_link_on_the_way_is_refused(app, build, tmp_path, link):
    build(FIRST)
    outside = tmp_path / "outside"
    (app / link).rename(outside)
    (app / link).symlink_to(outside)
    before = contents(tmp_path)
    assert set(codes(build(SECOND, discard_edits=True))) >= {"symbolic-link"}
    assert contents(tmp_path) == before


def test_a_link_or_a_file_as_target_is_refused(app, build, tmp_path):
    (tmp_path / "real").mkdir()
    app.symlink_to(tmp_path / "real")
    assert codes(build(FIRST)) == ["bad-target"]
    app.unlink()
    app.write_text("a file")
    assert codes(build(FIRST)) == ["bad-target"]
    assert app.read_text() == "a file"


@pytest.mark.parametrize("place", ["src/bundle", "src/main.py"])
def test_a_file_for_a_folder_or_a_folder_for_a_file_is_told(app, build, tmp_path, place):
    build(FIRST)
    (app / place).rename(tmp_path / "away")
    if (tmp_path / "away").is_dir():
        (app / place).write_text("a file")
    else:
        (app / place).mkdir()
    assert "bad-target" in codes(build(SECOND))


@pytest.mark.parametrize("change", ["edit", "remove"])
def test_the_shape_of_earlier_releases_can_not_be_changed(app, build, change):
    """Rendering carries the history over as it stands, so only the manifest knows that it was changed."""
    build(FIRST)
    schema = app / "src/bundle/schema/0001.json"
    if change == "edit":
        schema.write_text("{}")
    else:
        schema.unlink()
    before = contents(app)
    carried = {path: data for path, data in SECOND.items() if path != "src/bundle/schema/0001.json"}
    if change == "edit":
        carried["src/bundle/schema/0001.json"] = b"{}"
    assert codes(build(carried, discard_edits=True)) == ["history-changed"]
    assert contents(app) == before


def test_a_full_disk_leaves_the_old_app(app, build):
    """The system's own limit on the size of a file stands for a full disk: the write itself fails."""
    build(FIRST)
    before = contents(app)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limit[1]))
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with pytest.raises(OSError, match="large"):
            build({**SECOND, "src/large.json": b"x" * 10_000})
    finally:
        signal.signal(signal.SIGXFSZ, handler)
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert contents(app) == before
    assert names(app.parent) == ["app"]


def test_a_place_that_can_not_be_written_is_an_os_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError):
        update(tmp_path / "file" / "app", lambda history: project(FIRST))


def test_two_builds_at_once_are_one_too_many(app, build):
    build(FIRST)
    with locked(lock_of(app)), pytest.raises(Busy):
        build(SECOND)
    assert contents(app) == project(FIRST)
    build(SECOND)
    assert contents(app) == {**project(SECOND), "src/custom/__init__.py": b"# yours\n"}


def test_the_plan_is_made_under_the_lock(app, build):
    """What another build wrote between planning and writing is seen, so that the two never mix."""
    build(FIRST)
    planned = []

    def render(history):
        planned.append(sorted(history))
        if len(planned) == 1:
            build(SECOND)  # another build, after this one has read the history
            return project(FIRST)
        return project(SECOND)

    assert update(app, render).empty
    assert planned == [["0001.json"], ["0001.json", "0002.json"]]


def test_a_lock_that_a_killed_build_left_is_taken_over(app, build):
    lock_of(app).touch()
    staged_of(app).mkdir()
    (staged_of(app) / "half").write_text("written")
    build(FIRST)
    assert names(app.parent) == ["app"]
    lock_of(app).touch()
    assert build(FIRST).empty
    assert names(app.parent) == ["app"]
