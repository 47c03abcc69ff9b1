"""Every rule's own cases, and the examples: what is ordinary and clean gets no finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldpact import shipped
from fieldpact.govern import check
from fieldpact.govern.cases import run_cases
from fieldpact.govern.governance import Governance, load_governance
from fieldpact.pipeline import read_model

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(ROOT.glob("examples/*/spec.yaml"))


def test_every_case_of_every_rule_goes_as_it_says(governance: Governance):
    assert governance.findings == ()
    outcomes = list(run_cases(governance, read_model))
    assert {outcome.rule for outcome in outcomes} == set(governance.rules)
    assert [(o.rule, o.path.name, o.problems) for o in outcomes if o.problems] == []


@pytest.mark.parametrize("spec", EXAMPLES, ids=lambda path: path.parent.name)
def test_examples_are_clean(spec: Path):
    reading = read_model(spec)
    assert reading.app is not None, reading.findings
    assert check(reading.app, reading.document.value_span) == []


def test_a_case_that_expects_the_wrong_thing_is_told(tmp_path: Path, governance: Governance):
    folder = _copy_of_one_rule(tmp_path, "storage/stor-004")
    (folder / "accepted" / "secret.yaml").write_text((folder / "refused" / "pasted.yaml").read_text("utf-8"), "utf-8")
    for line in ("# expect: STOR-004 tables.upload.fields.site.hint", "# expect: STOR-004 somewhere.else"):
        case = folder / "refused" / f"{len(line)}.yaml"
        case.write_text(line + "\n" + (folder / "accepted" / "words_about_secrets.yaml").read_text("utf-8"), "utf-8")
    problems = [p for o in run_cases(load_governance(tmp_path), read_model) for p in o.problems]
    assert "expected STOR-004 at somewhere.else" in problems
    assert "expected STOR-004 at tables.upload.fields.site.hint" in problems


def test_a_rule_without_cases_has_a_problem(tmp_path: Path):
    folder = _copy_of_one_rule(tmp_path, "storage/stor-004")
    for case in (folder / "accepted").iterdir():
        case.unlink()
    problems = [p for o in run_cases(load_governance(tmp_path), read_model) for p in o.problems]
    assert problems == ["the rule has no accepted case"]


def _copy_of_one_rule(folder: Path, rule: str) -> Path:
    """A governance set of one rule in `folder`; the way to it."""
    source = shipped.folder("governance_rules")
    for path in source.rglob("*.yaml"):
        inside = path.relative_to(source)
        apart = inside.parts[0] in ("rules", "profiles") and inside.stem != "baseline"
        if not apart or inside.as_posix().startswith(f"rules/{rule}/"):
            (folder / inside).parent.mkdir(parents=True, exist_ok=True)
            (folder / inside).write_bytes(path.read_bytes())
    return folder / "rules" / rule
