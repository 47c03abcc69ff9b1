"""`fieldpact check`: what it prints and how it ends."""

import json

import pytest

from tests.cli.conftest import EXAMPLES, ROOT, SPEC
from tests.work import counted

MOST_WORK = 5_000_000
"""Calls, a second or two of them: the file of 100,000 keys takes 1.6 million. A step that is quadratic in it takes
thousands of millions."""


def test_a_clean_spec_ends_with_0(fieldpact, spec):
    result = fieldpact("check", spec)
    assert (result.exit_code, result.output) == (0, "no findings\n")


def test_a_folder_stands_for_the_spec_in_it(fieldpact, spec):
    assert fieldpact("check", spec.parent).exit_code == 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_clean(fieldpact, name):
    assert fieldpact("check", ROOT / "examples" / name).exit_code == 0


def test_findings_end_with_1_and_show_their_line(fieldpact, spec):
    spec.write_text(SPEC.replace("spent: money", "spent: mony"))
    result = fieldpact("check", spec)
    assert result.exit_code == 1
    assert f"{spec}:14:14: error[unknown-value]" in result.output
    assert "      spent: mony" in result.output and "did you mean money?" in result.output


def test_findings_as_json_are_one_document(fieldpact, spec):
    spec.write_text(SPEC.replace("spent: money", "spent: mony"))
    result = fieldpact("check", spec, "--format", "json")
    found = json.loads(result.output)
    assert result.exit_code == 1
    assert "unknown-value" in json.dumps(found)


def test_the_gate_can_be_lowered_to_warnings(fieldpact, spec):
    text = SPEC[: SPEC.index("  success:")] + SPEC[SPEC.index("tables:") :]
    spec.write_text(text)
    assert fieldpact("check", spec).exit_code == 0
    assert fieldpact("check", spec, "--gate", "warning").exit_code == 1


UNUSABLE = {
    "garbage": bytes(range(256)) * 40,
    "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "utf16": SPEC.encode("utf-16"),
    "nul": SPEC.encode() + b"\0",
    "ten megabytes": b"a: b\n" * 2_000_000,
    "empty": b"",
    "comments": b"# nothing\n",
    "broken": b"fieldpact: 1\napp: {id: [\n",
    "deep": b"a: " + b"[" * 100_000,
    "deep block": b"".join(b" " * n + b"a:\n" for n in range(500)),
    "tabs": b"fieldpact: 1\n\tapp: x\n",
    "bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (n + 1, n + 1, b",".join([b"*%c" % n] * 9)) for n in range(97, 110)),
    "scalar": b"just words",
    "list": b"- a\n- b\n",
    "two documents": b"a: b\n---\nc: d\n",
    "one long line": b"a: " + b"x" * 100_000,
    "keys": b"".join(b"k%d: v\n" % n for n in range(100_000)),
    "flow": b"a: {" + b"b, " * 500,
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_any_file_gives_findings_after_little_work(fieldpact, tmp_path, name):
    spec = tmp_path / "spec.yaml"
    spec.write_bytes(UNUSABLE[name])
    fieldpact("check", tmp_path / "warm")
    result, work = counted(lambda: fieldpact("check", spec))
    assert work < MOST_WORK
    assert result.exit_code in (1, 2)
    assert "error[" in result.output
    assert len(result.output) < 100_000


@pytest.mark.parametrize("command", ["check", "fmt", "build"])
def test_a_missing_file_and_a_folder_without_a_spec_end_with_2(fieldpact, tmp_path, command):
    more = ["-o", tmp_path / "app"] if command == "build" else []
    for place in (tmp_path / "nowhere.yaml", tmp_path):
        result = fieldpact(command, place, *more)
        assert result.exit_code == 2
        assert "error[file-" in result.output
    assert not (tmp_path / "app").exists()


@pytest.mark.parametrize("text", [SPEC.replace("\n", "\r\n"), "\ufeff" + SPEC])
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(fieldpact, spec, text):
    spec.write_bytes(text.encode())
    assert fieldpact("check", spec).exit_code == 0


def test_several_specs_are_checked_in_one_go(fieldpact, tmp_path):
    good = tmp_path / "good.yaml"
    good.write_text((ROOT / "examples/shout_out/spec.yaml").read_text("utf-8").split("tables:")[0], "utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text("a: [", "utf-8")
    result = fieldpact("check", ROOT / "examples/shout_out", good, broken)
    assert result.exit_code == 2
    assert "good.yaml" in result.output and "broken.yaml" in result.output
    assert fieldpact("check", ROOT / "examples/shout_out", ROOT / "examples/store_visit").exit_code == 0
