"""Values of the compiler and the runtime: alike by what is in them, and nobody changes one."""

from dataclasses import field, replace

from mypy import api

from fieldapp.unchanging import unchanging
from fieldpact.findings import Edit, Fix, Span
from tests.tidy.house import COMPILER, ROOT, RUNTIME, python_files, shown

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


@unchanging
class Formula:
    """As the runtime's: what was loaded is no part of what it is."""

    id: str
    tree: list[str] = field(default_factory=list, compare=False, repr=False)


@unchanging
class Other:
    id: str
    tree: list[str] = field(default_factory=list, compare=False, repr=False)


@unchanging
class Own:
    id: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own) and self.id.lower() == other.id.lower()


@unchanging
class Nothing:
    pass


def test_what_is_not_compared_is_neither_hashed_nor_shown():
    one, other = Formula("a", ["x"]), Formula("a")
    assert one == other and hash(one) == hash(other) and repr(one) == "Formula(id='a')"
    assert one != Formula("b") and one != Other("a") and one != "a"
    assert {one, Other("a")} == {Other("a"), other}


def test_a_class_keeps_its_own_way_to_compare_and_may_be_empty():
    assert Own("a") == Own("A") and hash(Own("a")) == hash(Own("a"))
    assert Nothing() == Nothing() and hash(Nothing()) == hash(Nothing()) and repr(Nothing()) == "Nothing()"


def test_a_value_takes_nothing_beside_its_parts():
    assert not hasattr(Fix("write a"), "__dict__")


def test_lint_finds_who_changes_one(monkeypatch, tmp_path):
    (tmp_path / "change.py").write_text(CHANGED, "utf-8")
    monkeypatch.chdir(ROOT)
    said, _, _ = api.run([str(tmp_path / "change.py")])
    assert [line.split(":")[1] for line in said.splitlines() if "read-only" in line] == ["4", "5"]


def test_values_are_made_in_one_way():
    """But for `fieldapp/formula`, which imports only the standard library."""
    files = [path for path in python_files(COMPILER, RUNTIME) if RUNTIME / "formula" not in path.parents]
    assert [shown(path) for path in files if "@dataclass(frozen=True, slots=True)" in path.read_text("utf-8")] == []
