"""However a spec is changed: findings, or an app that the runtime takes. Never an exception, never a refused bundle."""

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.goldens import CASES

from fieldapp.bundle import load_bundle
from fieldpact.pipeline import check, render_bundle_of

SPEC = yaml.load((CASES / "every_type" / "spec.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
LINES = yaml.load((CASES / "order_lines" / "spec.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
SPEC["tables"]["order"] = LINES["tables"]["order"]
SPEC["tables"]["product"] = {"fields": {"active": "yes_no", "price": "money", "name": "text"}}
for _table in ("order", "product"):
    SPEC["tables"][_table]["access"] = {
        role: {"read": "true", "create": "true", "edit": "true"} for role in SPEC["roles"]
    }

Path_ = tuple[str | int, ...]


def places(node: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Every place of the spec, maps and lists too."""
    if at:
        yield at
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, inner in steps:
        yield from places(inner, (*at, step))


PLACES = sorted(places(SPEC), key=str)
_WORDS = """
0 1 -1 1.5 15% 1e4 true false yes null ~ = == =1 =x =1/0 =Today() ="a" =$"{name}" =lines =Parent =Me() =name =thing
=Sum(lines,amount) =CountRows(order) =ThisRecord =Form.name =place.name =place.parent_place.name 2027-01-15 2027-02-30
0001-01-01 9999-12-31 12:30 25:00 2027-01-15T12:30+02:00 text money link lines note choice signature person order place
thing size name id owner en sv data/place.csv brand/logo.png #123456 SEK 1.0.0
"""
WORDS = _WORDS.split()
ODD = ["", " ", "a b", "9" * 60, "-" + "9" * 30 + ".5", "0." + "1" * 80, "x" * 3000, "é", "\t", "a\nb"]
VALUES = st.one_of(
    st.sampled_from(WORDS + ODD),
    st.text(max_size=8),
    st.text(alphabet="=()\"'{}[]$@.,;&|<>!+-*/^% abn01", max_size=12).map(lambda text: "=" + text),
    st.sampled_from([[], {}, ["a"], {"a": "b"}, {"en": "x"}, [["a"]], {"type": "text"}, {"type": "lines"}, {"": ""}]),
)


def changed(at: Path_, value: Any, key: str | None) -> Any:
    """The spec with another value at a place, or with the place under another name."""
    spec = copy.deepcopy(SPEC)
    owner = spec
    for step in at[:-1]:
        owner = owner[step]
    if key is None or not isinstance(owner, dict):
        owner[at[-1]] = value
    else:
        owner[key] = owner.pop(at[-1])
    return spec


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("any")
    shutil.copytree(CASES / "every_type" / "data", place / "data")
    return place


def assert_findings_or_an_app(folder: Path, spec: Any) -> None:
    text = yaml.dump(spec, Dumper=yaml.CDumper, allow_unicode=True, sort_keys=False)
    (folder / "spec.yaml").write_text(text, encoding="utf-8", errors="replace")
    reading = check(folder / "spec.yaml")
    if reading.app is None:
        assert any(finding.severity == "error" for finding in reading.findings)
        return
    bundle = folder / "bundle"
    shutil.rmtree(bundle, ignore_errors=True)
    for path, data in render_bundle_of(reading, reading.app, {}).items():
        (bundle / path).parent.mkdir(parents=True, exist_ok=True)
        (bundle / path).write_bytes(data)
    load_bundle(bundle)


def test_the_spec_itself_is_fine(folder):
    assert_findings_or_an_app(folder, SPEC)
    assert check(folder / "spec.yaml").app is not None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.sampled_from(PLACES), value=VALUES)
def test_another_value_anywhere(folder, at, value):
    assert_findings_or_an_app(folder, changed(at, value, None))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.sampled_from(PLACES), key=st.one_of(st.sampled_from(WORDS + ODD), st.text(max_size=8)))
def test_another_name_anywhere(folder, at, key):
    assert_findings_or_an_app(folder, changed(at, None, key))
