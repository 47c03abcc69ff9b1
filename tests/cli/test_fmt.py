"""`fieldpact fmt`: how it ends. The form itself is in tests/source."""

from tests.cli.conftest import SPEC


def test_a_file_is_written_once_and_then_left_alone(fieldpact, spec):
    spec.write_text("# mine\n" + SPEC.replace("spent: money", "spent:    money   # paid"))
    assert fieldpact("fmt", spec).exit_code == 0
    text = spec.read_text()
    assert "# mine" in text and "# paid" in text and "spent: money" in text
    before = spec.stat()
    assert fieldpact("fmt", spec).exit_code == 0
    assert (spec.stat().st_ino, spec.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_check_changes_nothing_and_ends_with_1(fieldpact, spec):
    fieldpact("fmt", spec)
    assert fieldpact("fmt", "--check", spec).exit_code == 0
    text = spec.read_text() + "\n\n\n"
    spec.write_text(text)
    assert fieldpact("fmt", "--check", spec).exit_code == 1
    assert spec.read_text() == text


def test_a_broken_file_is_left_as_it_is(fieldpact, spec):
    spec.write_text("a: [\n")
    assert fieldpact("fmt", spec).exit_code in (1, 2)
    assert spec.read_text() == "a: [\n"


def test_the_rights_of_the_file_stay(fieldpact, spec):
    spec.write_text(SPEC + "\n\n")
    spec.chmod(0o640)
    fieldpact("fmt", spec.parent)
    assert spec.stat().st_mode & 0o777 == 0o640
