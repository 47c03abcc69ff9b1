"""An organisation's own set: what it adds up to, what it is pinned to, which one counts, and how it is upgraded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from fieldpact import shipped
from fieldpact.cli import main
from fieldpact.findings import Severity
from fieldpact.govern.governance import digest_of, load_governance, read_folder
from fieldpact.govern.layers import profile_for, set_folder
from fieldpact.project import governance_set
from fieldpact.project.governance_set import SetRefused, init_set, upgrade_set
from tests.govern.sets import NOTES, SPEC, Organisation


@pytest.fixture
def it(tmp_path: Path) -> Organisation:
    return Organisation(tmp_path)


def run(*words: str | Path):
    return CliRunner().invoke(main, [str(word) for word in words])


def rule_like(it: Organisation, old: str, new: str, name: str = "OWN-001") -> None:
    """An own rule: DATA-006 with a change and another id."""
    text = (it.set / "base/rules/data/data-006/rule.yaml").read_text("utf-8").replace("DATA-006", name)
    assert old in text
    it.write(f"rules/own/{name.lower()}/rule.yaml", text.replace(old, new))


def test_a_new_set_says_the_same_as_the_shipped_one(it: Organisation):
    assert it.found() == [("DATA-006", NOTES)]
    own, base = load_governance(it.set), load_governance(it.set / "base")
    assert own.findings == ()
    assert list(own.rules) == list(base.rules) and own.profiles.keys() == base.profiles.keys()
    assert digest_of(it.set / "base") == digest_of(shipped.folder("governance_rules"))


def test_own_rules_words_and_waivers_come_beside_those_of_the_base(it: Organisation):
    rule_like(it, '=field.type = "long_text"', '=field.name = "topic"')
    it.write("lexicon/en.yaml", "personal: [topic]\n")
    found = it.found()
    assert ("OWN-001", "tables.call.fields.topic") in found and ("DATA-006", NOTES) in found
    assert ("DATA-003", "tables.call.fields.topic") in found


def test_own_purposes_stand_in_for_those_of_the_base(it: Organisation):
    it.write("purposes.yaml", "purposes:\n  tea: {basis: contract, retention_days: 9, text: {en: For tea.}}\n")
    assert ("DATA-003", "tables.call.fields.phone") in it.found()
    it.change("../app/spec.yaml", "purpose: visit_planning", "purpose: tea")
    assert it.found() == [("DATA-006", NOTES)]


def test_a_base_that_was_changed_is_a_loud_finding(it: Organisation):
    it.change("base/rules/data/data-006/rule.yaml", "max_length: 500", "max_length: 5000")
    found = it.one("set-digest")
    assert (found.severity, found.path) == (Severity.ERROR, "base.digest")
    assert "is not the set of fieldpact" in found.message
    assert run("check", it.spec).exit_code == 1


@pytest.mark.parametrize("name", ["rules/data/new-001/rule.yaml", "waivers/mine.yaml", "profiles/mine.yaml"])
def test_a_file_that_comes_into_the_base_is_noticed(it: Organisation, name: str):
    it.write(f"base/{name}", "title: Mine\n")
    assert "set-digest" in dict(it.found())


def test_what_is_the_bases_alone_is_told(it: Organisation):
    it.write("policy.yaml", "switches: {}\n")
    assert "policy.yaml says what the app can do" in it.one("set-file").message


def test_names_of_the_base_are_taken(it: Organisation):
    rule_like(it, "tier: soft", "tier: advice", name="DATA-006")
    it.write("profiles/europe.yaml", "title: Ours\nextends: baseline\n")
    assert {"rule-id", "profile-name"} <= set(dict(it.found()))
    assert it.one("DATA-006").tier == "soft"


@pytest.mark.parametrize(
    ("app", "profile"),
    [
        ("com.example.eu.calls", "europe"),
        ("COM.Example.EU.calls", "europe"),
        ("com.example.eu.samples", "life_sciences"),
        ("com.example.eu.samples.two", "europe"),
        ("com.example.eu", "house"),
        ("com.example.europe", "house"),
        ("com.other", "baseline"),
    ],
)
def test_the_most_specific_pattern_gives_the_profile(app: str, profile: str):
    apps = {"*": "baseline", "com.example.*": "house", "com.example.eu.*": "europe"}
    assert profile_for({**apps, "com.example.eu.samples": "life_sciences"}, app) == profile


@pytest.mark.parametrize("pattern", ["com.*.calls", "com.example*", "**", "*.calls"])
def test_a_star_stands_at_the_end_only(it: Organisation, pattern: str):
    it.change("governance.yaml", '"*": baseline', f'"*": baseline\n  "{pattern}": europe')
    assert it.one("app-pattern").path == f"apps.{pattern}"


def test_every_app_has_a_profile(it: Organisation):
    it.change("governance.yaml", '"*": baseline', "com.example.calls: baseline")
    assert "every other app" in it.one("app-pattern").message
    it.change("governance.yaml", "com.example.calls: baseline", '"*": nowhere')
    assert "there is no profile nowhere" in it.one("unknown-profile").message


@pytest.mark.parametrize(
    "line",
    ["profile: baseline", "governance: {profile: baseline}", "policy: {export: true}", "waivers: [DATA-006]"],
)
@pytest.mark.parametrize("before", ["", "app"])
def test_a_spec_never_chooses(it: Organisation, line: str, before: str):
    if before:
        it.change("../app/spec.yaml", "app: {id", f"app: {{{line}, id")
    else:
        it.write("../app/spec.yaml", SPEC + line + "\n")
    found = it.one("its-to-say")
    assert "a spec can't choose" in found.message and found.hint.startswith("take it out")


def test_which_set_counts(tmp_path: Path):
    near, far, named, given = (tmp_path / name for name in ("a/b/governance", "a/governance", "named", "given"))
    spec = tmp_path / "a" / "b" / "app" / "spec.yaml"
    assert set_folder(spec, environ={}) == shipped.folder("governance_rules")
    for folder in (far, near):
        init_set(folder, "X")
        assert set_folder(spec, environ={}) == folder
    assert set_folder(spec, environ={"FIELDPACT_GOVERNANCE": str(named)}) == named
    assert set_folder(spec, given, environ={"FIELDPACT_GOVERNANCE": str(named)}) == given


def test_a_set_that_is_named_and_is_not_there_never_passes(it: Organisation, monkeypatch: pytest.MonkeyPatch):
    assert run("check", it.spec, "--governance", it.folder / "nowhere").exit_code == 2
    monkeypatch.setenv("FIELDPACT_GOVERNANCE", str(it.folder / "nowhere"))
    assert run("check", it.spec).exit_code == 1


def test_the_app_carries_the_policy_of_its_profile(it: Organisation):
    it.change("governance.yaml", '"*": baseline', '"*": europe')
    out = it.folder / "out"
    assert run("build", it.spec, "-o", out).exit_code == 0
    policy = json.loads((out / "src" / "bundle" / "policy.json").read_text("utf-8"))
    assert (policy["profile"], policy["idle_lock_minutes"], policy["clipboard"]) == ("europe", 5, False)
    assert policy["fields"]["call.phone"] == "personal"
    assert policy["purposes"]["visit_planning"]["text"]["sv"].startswith("Vi använder")
    assert list(policy["purposes"]) == ["visit_planning"]


def test_what_changed_is_seen_at_once(it: Organisation):
    assert it.found() == [("DATA-006", NOTES)]
    it.write("profiles/own.yaml", "title: Own\nextends: baseline\nrules:\n  DATA-006: {params: {max_length: 5000}}\n")
    assert "rule-loosened" in dict(it.found())


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(SetRefused, match="isn't empty"):
        init_set(tmp_path, "X")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert run("governance", "init", tmp_path).exit_code == 2


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a newer fieldpact would ship."""
    folder = tmp_path / "shipped"
    for path in shipped.folder("governance_rules").rglob("*.yaml"):
        target = folder / path.relative_to(shipped.folder("governance_rules"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    for name, old, new in (
        ("rules/data/data-006/rule.yaml", "max_length: 500}", "max_length: 400}"),
        ("rules/data/data-007/rule.yaml", "max_fields: 8}", "max_fields: 20}"),
        ("rules/data/data-007/rule.yaml", "why: ", "why: Think of it. "),
        ("profiles/baseline.yaml", "idle_lock_minutes: 15", "idle_lock_minutes: 10"),
        ("purposes.yaml", "retention_days: 730", "retention_days: 800"),
        ("lexicon/en.yaml", "personal:", "personal:\n  - shoe size"),
    ):
        text = (folder / name).read_text("utf-8")
        assert old in text, name
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    added = folder / "rules/data/data-999"
    added.mkdir()
    text = (folder / "rules/data/data-006/rule.yaml").read_text("utf-8")
    (added / "rule.yaml").write_text(text.replace("DATA-006", "DATA-999"), "utf-8")
    monkeypatch.setattr(governance_set.shipped, "folder", lambda name: folder)
    monkeypatch.setattr(governance_set.fieldpact, "__version__", "9.9.9")
    return folder


def test_an_upgrade_says_what_changes_and_keeps_what_is_ours(it: Organisation, newer: Path):
    it.change("governance.yaml", "apps:", "# Ours alone.\napps:")
    waiver = it.write("waivers/notes.yaml", "rule: DATA-006\n")
    before = digest_of(it.set)
    told = {(change.way, change.say) for change in upgrade_set(it.set, dry_run=True).changes}
    assert digest_of(it.set) == before
    assert {
        ("stricter", "rule DATA-006: max_length 500 → 400"),
        ("looser", "rule DATA-007: max_fields 8 → 20"),
        ("different", "rule DATA-007: other words for why"),
        ("new", "rule DATA-999: Free text about people stays short (error, soft)"),
        ("stricter", "profile baseline: idle_lock_minutes 15 → 10"),
        ("looser", "purpose visit_planning: kept 730 → 800 days"),
        ("new", "words in en, personal: shoe size"),
    } <= told
    upgrade_set(it.set, dry_run=False)
    assert digest_of(it.set / "base") == digest_of(newer)
    text = (it.set / "governance.yaml").read_text("utf-8")
    assert "fieldpact: 9.9.9" in text and "# Ours alone." in text and digest_of(newer) in text
    assert waiver.read_text("utf-8") == "rule: DATA-006\n"
    assert [f.code for f in load_governance(it.set).findings] == ["governance-file"] * 5
    assert upgrade_set(it.set, dry_run=True).changes == []
    assert {path.name for path in it.folder.iterdir()} == {"governance", "app", "shipped"}


def test_an_upgrade_over_a_changed_base_asks_first(it: Organisation, newer: Path):
    it.change("base/purposes.yaml", "730", "7300")
    with pytest.raises(SetRefused, match="--discard-edits"):
        upgrade_set(it.set, dry_run=False)
    upgrade_set(it.set, dry_run=False, discard_edits=True)
    assert load_governance(it.set).findings == ()


def test_an_upgrade_that_was_killed_half_way_goes_on(it: Organisation, newer: Path):
    for name, data in read_folder(newer).items():
        it.write(f"base/{name}", data.decode())
    assert "set-digest" in dict(it.found())
    upgrade_set(it.set, dry_run=False)
    assert load_governance(it.set).findings == ()


def test_specs_of_several_sets_are_judged_each_by_its_own(it: Organisation, tmp_path: Path):
    other = Organisation(tmp_path / "other")
    other.change("governance.yaml", "name: Example Foods", "name: Other Foods")
    other.change("governance.yaml", '"*": baseline', '"*": europe')
    lines = run("check", it.spec, other.spec, it.spec).output.splitlines()
    assert [line for line in lines if line.startswith("judged by")] == [
        f"judged by the set of Example Foods ({it.set}, digest {digest_of(it.set)[:12]}), profile baseline",
        f"judged by the set of Other Foods ({other.set}, digest {digest_of(other.set)[:12]}), profile europe",
    ]


def test_an_upgrade_that_meets_own_files_names_them(it: Organisation, newer: Path):
    rule_like(it, "tier: soft", "tier: hard", name="DATA-999")
    result = run("governance", "upgrade", it.set)
    assert result.exit_code == 1
    assert "is the id of another rule too" in result.output
    assert (
        str(it.set / "rules/own/data-999/rule.yaml") in result.output and ".fieldpact-governance" not in result.output
    )


def test_diff_tells_two_sets_apart(it: Organisation, newer: Path):
    result = run("governance", "diff", it.set / "base", newer)
    assert result.exit_code == 0
    assert result.output.startswith("Looser\n  - rule DATA-007: max_fields 8 → 20\n")
    report = json.loads(run("governance", "diff", it.set / "base", newer, "--format", "json").output)
    assert {change["way"] for change in report["changes"]} == {"looser", "stricter", "new", "different"}
    back = run("governance", "diff", newer, it.set / "base").output
    assert "Stricter\n  - rule DATA-007: max_fields 20 → 8\n" in back
    assert run("governance", "diff", newer, newer).output == "nothing changes\n"


def test_show_says_where_each_value_comes_from(it: Organisation):
    it.write("profiles/own.yaml", "title: Own\nextends: europe\nrules:\n  DATA-006: {params: {max_length: 300}}\n")
    it.change("governance.yaml", '"*": baseline', '"*": baseline\n  com.example.*: own')
    shown = run("governance", "show", "com.example.calls", "--governance", it.set)
    assert shown.exit_code == 0, shown.output
    assert 'gets profile own over europe over baseline, by "com.example.*"' in shown.output
    lines = [" ".join(line.split()) for line in shown.output.splitlines()]
    assert any(line.startswith("idle_lock_minutes 5 from europe") for line in lines)
    assert any(line.startswith("export false from baseline") for line in lines)
    assert any(line.startswith("DATA-006 max_length 300 from own") for line in lines)
    assert "Example Foods" in run("governance", "show", "--governance", it.set).output


def test_digest_is_what_an_approval_pins(it: Organisation):
    assert run("governance", "digest", it.set).output.strip() == load_governance(it.set).digest
    before = load_governance(it.set).digest
    it.write("waivers/notes.yaml", "rule: DATA-006\n")
    assert load_governance(it.set).digest != before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("governance.yaml", "name: X\napps: {'*': nowhere}\n"),
        ("governance.yaml", "name: ["),
        ("base/policy.yaml", "switches: {}\n"),
        ("base/profiles/baseline.yaml", "title: B\npolicy: {export: true}\n"),
        ("base/profiles/baseline.yaml", "no: yes"),
        ("base/purposes.yaml", ""),
        ("base/lexicon/en.yaml", "personal: 3"),
    ],
)
def test_a_set_that_is_broken_stops_the_gate_and_never_a_draft(it: Organisation, name: str, text: str):
    it.write(name, text)
    out = it.folder / "out"
    assert run("check", it.spec).exit_code == 1
    built = run("build", it.spec, "-o", out)
    assert built.exit_code == 0, built.output
    policy = json.loads((out / "src" / "bundle" / "policy.json").read_text("utf-8"))
    assert policy["idle_lock_minutes"] == 15 and policy["device_encryption"] is True


def test_own_words_count_in_a_difference(it: Organisation):
    it.write("lexicon/en.yaml", "personal: [nickname]\n")
    newer = it.folder / "app" / "newer.yaml"
    newer.write_text(SPEC.replace("topic: text", "topic: text\n      nickname: text"), "utf-8")
    assert "call.nickname is personal data and new" in run("diff", it.spec, newer).output
