"""The hooks for pre-commit do what pre-commit asks of hooks."""

from __future__ import annotations

import re
import shlex

import pytest
import yaml

from fieldpact.project.organisation import organisation_files
from tests.tidy.house import ROOT

PUBLISHED = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def of_the_organisation() -> dict[str, dict]:
    [repo] = yaml.safe_load(organisation_files()[".pre-commit-config.yaml"])["repos"]
    return {hook["id"]: hook for hook in repo["hooks"]}


def test_both_ways_have_the_same_hooks():
    assert PUBLISHED.keys() == of_the_organisation().keys() == {"fieldpact-check", "fieldpact-fmt", "fieldpact-test"}
    for name, hook in of_the_organisation().items():
        assert hook.pop("additional_dependencies")[0].startswith("fieldpact==")
        assert {**hook, "description": PUBLISHED[name]["description"]} == PUBLISHED[name]


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_it_is_about_specs_and_not_about_what_was_approved(name):
    hook = PUBLISHED[name]
    chosen = [
        file
        for file in ("spec.yaml", "apps/a b/spec.yaml", "apps/a/approvals/0001/spec.yaml", "myspec.yaml", "a.yaml")
        if re.search(hook["files"], file) and not re.search(hook["exclude"], file)
    ]
    assert chosen == ["spec.yaml", "apps/a b/spec.yaml"]


def run(repository, name):
    """As pre-commit does: the entry, then every file that it is about, from the top of the repository."""
    files = ["apps/calls/spec.yaml", "apps/field visits/spec.yaml"]
    return repository.run(*shlex.split(PUBLISHED[name]["entry"]), *files)


def test_check_says_what_is_wrong_in_any_of_them(repository):
    assert run(repository, "fieldpact-check").returncode == 0
    spec = repository.spec("field visits")
    spec.write_text(spec.read_text().replace("spent: money", "spent: mony"))
    done = run(repository, "fieldpact-check")
    assert done.returncode == 1
    assert "apps/field visits/spec.yaml:14:14: error[unknown-value]" in done.stdout


def test_fmt_changes_what_is_not_canonical(repository):
    run(repository, "fieldpact-fmt")
    before = [repository.spec(name).read_bytes() for name in ("calls", "field visits")]
    for name in ("calls", "field visits"):
        spec = repository.spec(name)
        spec.write_text(spec.read_text().replace("spent: money", "spent:    money"))
    done = run(repository, "fieldpact-fmt")
    assert done.returncode == 0 and done.stdout.count("written") == 2
    assert [repository.spec(name).read_bytes() for name in ("calls", "field visits")] == before
    assert run(repository, "fieldpact-fmt").stdout == ""


def test_test_fails_where_a_test_does(repository):
    spec = repository.spec("calls")
    tests = "tests:\n  - {name: Long, in: visit, given: {minutes: -1}, expect: {errors: {shop: required}}}\n"
    spec.write_text(spec.read_text() + tests)
    done = run(repository, "fieldpact-test")
    assert done.returncode == 1, done.stdout
    assert "✗ Long" in done.stdout and "there are no tests" in done.stdout
