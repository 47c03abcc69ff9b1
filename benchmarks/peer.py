"""Spectral (npm), with 20 rules that ask what ours ask, on the same YAML files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

WORK = Path(__file__).parent / ".work"
VERSION = "6.16.3"

FIELDS = "$.tables.*.fields.*"
RULES: list[tuple[str, str, str]] = [
    ("app-id", "$.app", "id"),
    ("app-name", "$.app", "name"),
    ("app-version", "$.app", "version"),
    ("app-languages", "$.app", "languages"),
    ("app-currency", "$.app", "currency"),
    ("pact", "$", "pact"),
    ("business-person", "$.pact.business", "person"),
    ("business-deputy", "$.pact.business", "deputy"),
    ("it-person", "$.pact.it", "person"),
    ("go-live", "$.pact.plan", "go_live"),
    ("review-by", "$.pact.plan", "review_by"),
    ("measure-part", "$.pact.success.*", "part"),
    ("measure-target", "$.pact.success.*", "target"),
    ("table-label", "$.tables.*", "label"),
    ("table-title", "$.tables.*", "title"),
    ("field-type", FIELDS, "type"),
    ("field-label", FIELDS, "label"),
    ("field-label-en", f"{FIELDS}.label", "en"),
    ("field-label-sv", f"{FIELDS}.label", "sv"),
    ("field-id-case", "$.tables.*.fields", "@key"),
]


def ruleset() -> str:
    lines = ["rules:"]
    for name, given, field in RULES:
        function = (
            "{field: '@key', function: pattern, functionOptions: {match: '^[a-z][a-z0-9_]*$'}}"
            if field == "@key"
            else f"{{field: {field}, function: truthy}}"
        )
        lines.append(f"  {name}: {{given: '{given}', severity: error, then: {function}}}")
    return "\n".join(lines) + "\n"


def command() -> list[str] | None:
    """The peer's command line without the files, installed below `.work`; None where npm is not to be had."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    binary = WORK / "node_modules" / ".bin" / "spectral"
    if not binary.exists():
        WORK.mkdir(exist_ok=True)
        package = f"@stoplight/spectral-cli@{VERSION}"
        subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(WORK), package], check=True
        )
    rules = WORK / "ruleset.yaml"
    rules.write_text(ruleset())
    return [str(binary), "lint", "--quiet", "--ruleset", str(rules)]
