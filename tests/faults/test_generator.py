"""Twenty-five faults that a generator meets: each ends in words at a place, after little work, with the old app intact.

A fault has a test here, named after its number, or stands in `HELD` with the tests elsewhere that hold it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldapp.formula.values import ErrorValue
from fieldpact import pipeline
from fieldpact.cli import main
from fieldpact.formula import evaluate
from tests.cli.conftest import ROOT, SPEC
from tests.work import counted

MOST_WORK = 1_000_000
"""Calls, less than a second of them."""

HELD: dict[int, tuple[str, ...]] = {
    16: ("tests/render/test_hostile.py::test_it_comes_out_as_the_same_text",),
    17: (
        "tests/render/test_hostile.py::test_it_comes_out_as_the_same_text",
        "tests/render/test_hostile.py::test_any_text_comes_out_the_same_or_is_refused",
    ),
    21: (
        "tests/review/test_on_phones.py::test_the_reason_says_what_becomes_of_values_on_phones",
        "tests/migration/test_steps.py::test_what_left_the_app_stays_until_all_was_sent",
        "tests/migration/test_steps.py::test_what_the_new_type_cannot_hold_is_set_aside",
    ),
    23: (
        "tests/project/test_update.py::test_a_full_disk_leaves_the_old_app",
        "tests/cli/test_build.py::test_a_folder_that_can_not_be_written_ends_with_2",
    ),
    24: (
        "tests/project/test_kill.py::test_thirty_kills_leave_one_of_the_two",
        "tests/project/test_kill.py::test_a_kill_between_two_renames_is_mended",
    ),
    25: (
        "tests/cli/test_build.py::test_a_second_build_at_once_ends_with_2",
        "tests/project/test_update.py::test_the_plan_is_made_under_the_lock",
        "tests/project/test_same_bytes.py::test_two_machines_make_the_same_app",
    ),
}
"""What templates, code and phones do with author text, and writing to disk, is asked where those are tested."""

Check = Callable[[str | bytes], Result]


def with_fields(*lines: str) -> str:
    return SPEC + "".join(f"      {line}\n" for line in lines)


def run(*words: object) -> Result:
    """A traceback is an exception here, and fails the test."""
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Checks a text as `spec.yaml`, and counts the work."""

    def checked(text: str | bytes) -> Result:
        spec = tmp_path / "spec.yaml"
        spec.write_bytes(text if isinstance(text, bytes) else text.encode())
        result, work = counted(lambda: run("check", spec))
        assert work < MOST_WORK
        return result

    return checked


def found(result: Result) -> list[tuple[int, str]]:
    """Each error as its line and its code."""
    return [
        (int(line), code) for line, code in re.findall(r"^.*spec\.yaml:(\d+):\d+: error\[(.+?)\]", result.output, re.M)
    ]


BOMB = "fieldpact: 1\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(n + 1)}: &{chr(n + 1)} [{', '.join([f'*{chr(n)}'] * 9)}]\n" for n in range(97, 107)
)


def test_01_an_alias_bomb_is_refused_where_it_begins(check: Check) -> None:
    result = check(BOMB)
    assert result.exit_code == 1
    assert (2, "anchor") in found(result) and (3, "alias") in found(result)
    assert "a spec has no anchors" in result.output


def test_02_an_alias_of_itself_is_refused(check: Check) -> None:
    result = check("fieldpact: 1\na: &a [*a]\n")
    assert result.exit_code == 1
    assert {(2, "anchor"), (2, "alias")} <= set(found(result))


@pytest.mark.parametrize(
    "text",
    ["a: 1\nb: " + "[" * 2_000 + "]" * 2_000, "a: 1\n" + "".join(" " * n + "b:\n" for n in range(2_000))],
    ids=["brackets", "indentation"],
)
def test_03_nesting_without_end_is_told_at_its_line(check: Check, text: str) -> None:
    result = check(text)
    assert result.exit_code == 2
    ((line, code),) = found(result)
    assert code == "too-deep" and 2 <= line <= 63


def test_04_a_key_written_twice_is_told_with_both_lines(check: Check) -> None:
    result = check(with_fields("spent: integer"))
    assert (result.exit_code, found(result)) == (1, [(15, "duplicate-key")])
    assert "delete one of lines 14 and 15" in result.output


@pytest.mark.parametrize(
    ("field", "code", "raw"),
    [
        ("more: {type: text, required: NO}", "unknown-name", "NO"),
        ("more: {type: integer, min: 12:30}", "wrong-value", "12:30"),
        ("more: {type: integer, min: 1_000}", "wrong-value", "1_000"),
    ],
)
def test_05_no_value_is_taken_for_another_than_what_was_typed(check: Check, field: str, code: str, raw: str) -> None:
    result = check(with_fields(field))
    assert (result.exit_code, found(result)) == (1, [(15, code)])
    assert raw in re.findall(r"error\[.*", result.output)[0]


def test_05_a_number_with_a_zero_before_it_is_no_octal_one(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(with_fields("more: {type: integer, min: 010}"))
    app = pipeline.check(tmp_path / "spec.yaml").app
    assert app is not None
    more = next(field for _, field in app.all_fields() if field.name == "more")
    assert more.min is not None and more.min.constant == "010" and more.min.tree[0] == "num"
    assert Decimal(more.min.tree[1]) == 10


def test_06_a_day_that_is_none_is_told_at_its_place(check: Check) -> None:
    result = check(SPEC.replace("2027-01-15", "2026-02-30"))
    assert (result.exit_code, found(result)) == (1, [(6, "bad-date")])
    assert "'2026-02-30' is not a date" in result.output


def test_07_a_tag_makes_no_object(check: Check) -> None:
    result = check(with_fields("more: !!python/object/apply:os.system [exit]"))
    assert result.exit_code == 1 and (15, "tag") in found(result)
    assert "a spec has no tags" in result.output


def test_08_a_file_too_large_is_not_read(check: Check) -> None:
    result = check(b"a: b\n" * 2_000_000)
    assert (result.exit_code, found(result)) == (2, [(1, "file-too-large")])


def test_08_twice_the_fields_are_twice_the_work(tmp_path: Path) -> None:
    def work(fields: int) -> int:
        spec = tmp_path / f"{fields}.yaml"
        spec.write_text(with_fields(*(f"f{n}: {{type: text, max_length: 80}}" for n in range(fields))))
        result, calls = counted(lambda: run("check", spec))
        assert result.exit_code == 0, result.output
        return calls

    work(10)  # what is only done once is done
    assert work(1_000) < 2.5 * work(500)


@pytest.mark.parametrize(
    ("data", "place", "status"),
    [
        (SPEC.replace("Visits", "Besök").encode("latin-1"), (2, "not-utf8"), 2),
        (SPEC.encode("utf-16"), (1, "not-utf8"), 2),
        (SPEC.encode() + b"\0", (15, "odd-character"), 2),
        (SPEC.replace("      spent", "\tspent").encode(), (14, "tab-indentation"), 2),
    ],
    ids=["latin-1", "utf-16", "nul", "tab"],
)
def test_09_bytes_that_are_no_plain_text_are_placed(
    check: Check, data: bytes, place: tuple[int, str], status: int
) -> None:
    result = check(data)
    assert result.exit_code == status and place in found(result)


@pytest.mark.parametrize("text", ["\ufeff" + SPEC, SPEC.replace("\n", "\r\n")], ids=["byte order mark", "crlf"])
def test_09_what_editors_add_changes_nothing(check: Check, text: str) -> None:
    assert (check(text).exit_code, check(text).output) == (0, "no findings\n")


HOSTILE_IDS = ["../../etc/x", "/etc/x", "CON", "con", "visit.", "lpt1", "x" * 300, "a\\\\b"]


@pytest.mark.parametrize("name", HOSTILE_IDS)
def test_10_an_id_that_could_be_a_path_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    for number, text in enumerate(
        (SPEC.replace("id: com.example.visits", f'id: "{name}"'), f'{SPEC}  "{name}": {{fields: {{day: date}}}}\n')
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "spec.yaml").write_text(text)
        result = run("build", folder / "spec.yaml", "-o", folder / "app")
        assert result.exit_code == 1
        assert {code for _, code in found(result)} <= {"bad-app-id", "bad-id", "reserved-id", "clashing-id"}
        assert [path.name for path in folder.iterdir()] == ["spec.yaml"]


def test_10_a_file_beside_the_spec_can_not_lie_outside(check: Check) -> None:
    result = check(SPEC.replace("tables:\n", "choices: {a: {from: ../../etc/x.csv}}\ntables:\n"))
    assert (result.exit_code, found(result)) == (1, [(9, "missing-file")])
    assert "lies outside" in result.output


def test_11_a_link_out_of_the_output_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC)
    app, outside = tmp_path / "app", tmp_path / "outside"
    assert run("build", tmp_path / "spec.yaml", "-o", app).exit_code == 0
    (app / "src" / "bundle").rename(outside)
    (app / "src" / "bundle").symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    (tmp_path / "spec.yaml").write_text(with_fields("more: text"))
    result = run("build", tmp_path / "spec.yaml", "-o", app)
    assert result.exit_code == 1 and "error[symbolic-link]" in result.output
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("text", [with_fields("Spent: money"), SPEC + "  Visit: {fields: {day: date}}\n"])
def test_12_names_that_differ_only_in_case_are_refused(check: Check, text: str) -> None:
    result = check(text)
    assert result.exit_code == 1 and (15, "clashing-id") in found(result)
    assert "differ only in case" in result.output


def test_13_letters_that_python_folds_into_one_are_no_id(check: Check) -> None:
    result = check(with_fields("\ufb01rst: text", "first: text"))
    assert (result.exit_code, found(result)) == (1, [(15, "bad-id"), (16, "clashing-id")])
    assert "call it first" in result.output


def test_14_a_letter_of_another_script_is_refused_in_an_id_and_told_in_a_label(check: Check) -> None:
    result = check(with_fields("v\u0456sit: text"))
    assert (result.exit_code, found(result)) == (1, [(15, "bad-id")])
    result = check(SPEC.replace("name: Visits", "name: V\u0456sits"))
    assert result.exit_code == 0
    assert "spec.yaml:2:37: warning[mixed-script]" in result.output and "Cyrillic (U+0456)" in result.output


@pytest.mark.parametrize("char", ["\u202a", "\u202e", "\u2066", "\u2069"], ids=lambda char: f"U+{ord(char):04X}")
def test_15_a_mark_that_turns_the_text_around_it_is_refused(check: Check, char: str) -> None:
    for written in (char, f"\\u{ord(char):04x}"):
        result = check(SPEC.replace("name: Visits", f'name: "Vis{written}its"'))
        assert (result.exit_code, found(result)) == (1, [(2, "odd-character")])
        assert f"U+{ord(char):04X}" in result.output


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ('=__import__("os")', "unknown-function"),
        ('=eval("1")', "unknown-function"),
        ("=shop.__class__", "type"),
        ("=shop.__class__.__mro__", "type"),
        ("=9**9**9", "unexpected"),
        ('=If(IsMatch(shop, "(a+)+$"), shop)', "pattern"),
        ("=" + "(" * 3_000 + "1" + ")" * 3_000, "too-deep"),
    ],
    ids=lambda text: text[:20],
)
def test_18_a_formula_reaches_no_code_and_takes_no_time(check: Check, formula: str, code: str) -> None:
    result = check(with_fields(f"more: {{type: text, formula: '{formula}'}}"))
    assert (result.exit_code, found(result)) == (1, [(15, code)])


@pytest.mark.parametrize("formula", ["9^9^9^9", "Power(9, 9^9)", "Sum(Sequence(10^9), Value)"])
def test_18_a_number_or_a_list_without_end_is_an_error_value(formula: str) -> None:
    value, work = counted(lambda: evaluate(formula))
    assert isinstance(value, ErrorValue) and work < MOST_WORK


@pytest.mark.parametrize(
    "rule",
    ["type: number, formula: =b + 1", "type: text, visible: =IsBlank(b)"],
    ids=["formulas", "visibility"],
)
def test_19_fields_that_wait_for_each_other_are_named_in_order(check: Check, rule: str) -> None:
    twin = re.sub(r"\bb\b", "a", rule)
    result = check(with_fields(f"a: {{{rule}}}", f"b: {{{twin}}}"))
    assert result.exit_code == 1 and (15, "circular") in found(result)
    assert "a → b → a" in result.output


@pytest.mark.parametrize(
    ("name", "instead"),
    [("class", "class_1"), ("id", "my_id"), ("owner", "my_owner"), ("sqlite_x", "x_1"), ("true", "true_1")],
)
def test_20_a_reserved_word_is_refused_with_another_to_take(check: Check, name: str, instead: str) -> None:
    result = check(with_fields(f"{name}: text"))
    assert (result.exit_code, found(result)) == (1, [(15, "reserved-id")])
    assert f"call it {instead}" in result.output


@pytest.mark.parametrize("name", ["order", "rowid", "oid", "page", "select", "group", "self_", "index"])
def test_20_a_word_that_only_sql_or_flet_keeps_is_an_id_like_any_other(check: Check, name: str) -> None:
    assert check(with_fields(f"{name}: text")).exit_code == 0
    assert check(SPEC + f"  {name}: {{fields: {{{name}: text}}}}\n").exit_code == 0


def test_22_a_file_edited_by_hand_is_shown_and_kept(tmp_path: Path) -> None:
    spec, app = tmp_path / "spec.yaml", tmp_path / "app"
    spec.write_text(SPEC)
    assert run("build", spec, "-o", app).exit_code == 0
    (app / "src" / "main.py").write_text("print('mine')\n")
    before = {path: path.read_bytes() for path in app.rglob("*") if path.is_file()}
    spec.write_text(with_fields("more: text"))
    result = run("build", spec, "-o", app)
    assert result.exit_code == 1
    assert "error[edited-by-hand]" in result.output and "+print('mine')" in result.output
    assert {path: path.read_bytes() for path in app.rglob("*") if path.is_file()} == before


def test_each_of_the_25_is_held_here_or_there() -> None:
    own = ast.parse(Path(__file__).read_text("utf-8")).body
    names = [part.name for part in own if isinstance(part, ast.FunctionDef)]
    here = {int(match[1]) for name in names if (match := re.match(r"test_(\d\d)_", name))}
    assert sorted([*here, *HELD]) == list(range(1, 26))


@pytest.mark.parametrize("test", sorted({test for tests in HELD.values() for test in tests}))
def test_what_is_held_elsewhere_is_there(test: str) -> None:
    path, _, name = test.partition("::")
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    assert name in [part.name for part in tree.body if isinstance(part, ast.FunctionDef)]
