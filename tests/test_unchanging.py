"""Values of the compiler: alike by what is in them, and nobody changes one."""

from dataclasses import replace

from mypy import api

from fieldpact.findings import Edit, Fix, Span
from tests.tidy.house import COMPILER, ROOT, python_files, shown

SPAN = Span("spec.yaml", 1, 1, 1, 2)

CHANGED = """
from fieldpact.findings import Edit, Fix
def change(fix: Fix, edit: Edit) -> None:
    fix.say = "another"
    edit.text += "more"
"""


def test_values_are_alike_by_what_is_in_them():
    one, other = Fix("write a", (Edit(SPAN, "a"),)), Fix("write a", (Edit(SPAN, "a"),))
    assert one == other and len({one, other}) == 1
    assert replace(one, say="write b") != other and one == other


def test_a_value_takes_nothing_beside_its_parts():
    assert not hasattr(Fix("write a"), "__dict__")


def test_lint_finds_who_changes_one(monkeypatch, tmp_path):
    (tmp_path / "change.py").write_text(CHANGED, "utf-8")
    monkeypatch.chdir(ROOT)
    said, _, _ = api.run([str(tmp_path / "change.py")])
    assert [line.split(":")[1] for line in said.splitlines() if "read-only" in line] == ["4", "5"]


def test_the_compiler_makes_values_in_one_way():
    assert [
        shown(path) for path in python_files(COMPILER) if "(frozen=True, slots=True)" in path.read_text("utf-8")
    ] == []
