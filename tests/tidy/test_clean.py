"""Nothing of one machine, no secrets, no leftovers in what is committed."""

from __future__ import annotations

import re
import subprocess

from tests.tidy.house import ROOT

MACHINE = re.compile(r"(/(?:home/\w+|root|work)/|C:\\Users|\b(?:files|registry|index)\.(?!example)\w+\.(?:org|com)\b)")
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError|breakpoint\(\))")
SECRET = re.compile(r"(AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY-----|ghp_[A-Za-z0-9]{36})")


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [
        p for p in listed.splitlines() if p.endswith((".py", ".md", ".yaml", ".yml", ".toml", ".j2", ".js", ".html"))
    ]


def _hits(pattern: re.Pattern[str]) -> list[str]:
    """Tests may name what they refuse; this file does."""
    found = []
    for name in _tracked():
        if name.startswith("tests/") or not (ROOT / name).is_file():
            continue
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    return found


def test_no_machine_paths():
    assert _hits(MACHINE) == []


def test_no_leftovers():
    assert _hits(LEFTOVER) == []


def test_no_secrets():
    assert [hit for hit in _hits(SECRET) if "governance_rules/" not in hit] == []
