"""`fieldpact ci`: files that a repository can live with, and a workflow that does what it says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from fieldpact.project.organisation import organisation_files
from tests.report.sarif import breaches

WORKFLOW = ".github/workflows/fieldpact.yml"


def workflow() -> dict:
    return yaml.load(organisation_files()[WORKFLOW], Loader=yaml.BaseLoader)


def script(name: str) -> str:
    [step] = [step for job in workflow()["jobs"].values() for step in job["steps"] if step.get("name") == name]
    return step["run"]


def test_it_writes_once_and_leaves_alone_what_was_edited(fieldpact, tmp_path):
    assert fieldpact("ci", tmp_path, "--check").exit_code == 1
    done = fieldpact("ci", tmp_path, "--business", "@acme/sales", "--it", "@acme/it")
    assert (done.exit_code, done.output.count("written")) == (0, 3)
    owners = tmp_path / ".github" / "CODEOWNERS"
    assert re.search(r"^\*\*/spec\.yaml +@acme/sales$", owners.read_text(), re.MULTILINE)
    assert re.search(r"^/governance/ +@acme/it$", owners.read_text(), re.MULTILINE)
    teams = ("--business", "@acme/sales", "--it", "@acme/it")
    assert fieldpact("ci", tmp_path, "--check", *teams).exit_code == 0
    owners.write_text("* @me\n")
    again = fieldpact("ci", tmp_path, *teams)
    assert again.exit_code == 1 and "--overwrite replaces it" in again.output
    assert owners.read_text() == "* @me\n"
    assert fieldpact("ci", tmp_path, "--overwrite", *teams).exit_code == 0
    assert fieldpact("ci", tmp_path, "--check", *teams).exit_code == 0


def test_an_owner_is_a_person_or_a_team(fieldpact, tmp_path):
    for owner in ("sales", "@a b", "@a\n* @evil", ""):
        assert fieldpact("ci", tmp_path, "--it", owner).exit_code == 2
    assert fieldpact("ci", tmp_path, "--it", "it@example.com").exit_code == 0


def test_in_code_owners_the_last_line_that_matches_is_the_right_one():
    lines = [line.split() for line in organisation_files("@b", "@i")[".github/CODEOWNERS"].splitlines()]
    owners = {line[0]: line[1:] for line in lines if line and not line[0].startswith("#")}
    patterns = list(owners)
    assert patterns[0] == "*" and owners["*"] == ["@i"]
    for its in ("/governance/", "/.github/", "**/hooks/"):
        assert owners[its] == ["@i"]
        assert all(patterns.index(its) > n for n, name in enumerate(patterns) if owners[name] != ["@i"])


def test_github_takes_the_workflow(tmp_path):
    path = tmp_path / "fieldpact.yml"
    path.write_text(organisation_files()[WORKFLOW])
    checker = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run(
        [checker, "--builtin-schema", "vendor.github-workflows", path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_it_may_do_little_and_knows_no_secret():
    text, flow = organisation_files()[WORKFLOW], workflow()
    assert flow["permissions"] == {"contents": "read"}
    rights = {name: job["permissions"] for name, job in flow["jobs"].items()}
    assert rights["check"] == {"contents": "read", "security-events": "write"}
    assert rights["comment"] == {"pull-requests": "write"}
    assert "secrets." not in text and "pull_request_target" not in text
    # Whoever may write runs nothing that comes out of the pull request.
    assert not any("checkout" in step.get("uses", "") for step in flow["jobs"]["comment"]["steps"])
    assert "head.repo.full_name == github.repository" in flow["jobs"]["comment"]["if"]
    for job in flow["jobs"].values():
        for step in job["steps"]:
            assert re.fullmatch(r"[\w./-]+@v\d+\.\d+\.\d+", step.get("uses", "a@v1.1.1"))
            # What people write reaches a script through its environment, never as part of it.
            assert "${{" not in step.get("run", "")


@pytest.mark.slow
def test_the_steps_of_a_pull_request(repository, tmp_path):
    runner = tmp_path / "runner"
    runner.mkdir()
    base = repository.commit()
    spec = repository.spec("field visits")
    (repository.folder / "apps" / "calls" / "approvals" / "0001").mkdir(parents=True)
    (repository.folder / "apps" / "calls" / "approvals" / "0001" / "spec.yaml").write_text("old: true\n")
    repository.commit()
    base = repository.git("rev-parse", "HEAD")
    spec.write_text(spec.read_text().replace("spent: money", "phone: {type: phone, label: Doctor @jo}"))
    repository.commit()
    env = {
        "RUNNER_TEMP": str(runner), "GITHUB_STEP_SUMMARY": str(runner / "summary.md"), "BASE": base,
        "FIELDPACT_ROOT": "",
    }  # fmt: skip

    def step(name: str) -> subprocess.CompletedProcess[str]:
        return repository.run("bash", "-e", "-o", "pipefail", "-c", script(name), **env)

    assert step("Find the specs").returncode == 0
    assert (runner / "specs").read_bytes() == b"apps/calls/spec.yaml\0apps/field visits/spec.yaml\0"
    checked = step("Check")
    assert checked.returncode != 0
    assert checked.stdout.startswith("::error file=apps/field visits/spec.yaml,line=14,")
    assert step("Check for code scanning").returncode == 0
    log = json.loads((repository.folder / "fieldpact.sarif").read_text())
    assert breaches(log) == [] and len(log["runs"][0]["results"]) == 1
    assert step("Test").returncode == 0
    done = step("Review what changed")
    assert done.returncode == 0, done.stderr
    summary = (runner / "summary.md").read_text()
    assert summary.startswith("<!-- fieldpact -->\n### Visits 1.0.0\n\n**RED**: this version needs two people.")
    assert "Compared with version 1.0.0." in summary and summary.count("###") == 1
    assert "@jo" not in summary
    assert (repository.folder / "review" / "apps" / "field visits" / "review.html").is_file()
    spec.write_text("fieldpact: 1\napp: {}\n")
    repository.commit()
    repository.git("worktree", "remove", "--force", str(runner / "before"))
    again = step("Review what changed")
    assert again.returncode == 0 and "::notice title=fieldpact::a spec with errors" in again.stdout
    assert "**Can't be reviewed**" in (runner / "summary.md").read_text()
