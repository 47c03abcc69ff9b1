"""`fieldpact rules new`: a folder for a new rule, with an accepted and a refused spec to fill in."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding
from fieldpact.govern.governance import Governance
from fieldpact.govern.schema import SINGULAR
from fieldpact.source.quoting import spell

_ID = re.compile(r"[A-Z][A-Z0-9]{1,7}-[0-9]{3}")
_GROUP = re.compile(r"[a-z][a-z0-9_]{0,29}")

_SPEC = """\
fieldpact: 1
app: {id: com.example.calls, name: Calls, version: 1.0.0, languages: [en]}
pact:
  business: {name: Sales, person: lena@example.com, deputy: sales@example.com}
  it: {name: Mobile, person: jo@example.com, deputy: mobile@example.com}
  plan: {go_live: 2027-01-15, review_by: 2027-07-15}
  success:
    - {name: Calls with a result, part: '=CountIf(call, done)', whole: =CountRows(call), target: 60%}
tables:
  call:
    title: =topic
    fields:
      topic: text
      done: yes_no
"""
"""A spec that no rule of the base finds anything in."""


class RuleRefused(ValueError):
    """The answers can't make a rule; the message says why."""


@unchanging
class NewRule:
    """The answers. Formulas start with `=`; `when` may be empty."""

    id: str
    group: str
    title: str
    for_each: str
    require: str
    message: str
    why: str
    owner: str
    when: str = ""
    severity: str = "error"
    tier: str = "soft"


def make_rule(governance: Governance, answers: NewRule) -> tuple[Path, list[Finding]]:
    """Makes `rules/<group>/<id>/` in the set's own folder; returns it with what is wrong with the formulas.

    Raises RuleRefused where nothing was made, and OSError.
    """
    _check(governance, answers)
    home = governance.folder / "rules" / answers.group
    target = home / answers.id.lower()
    if target.exists():
        raise RuleRefused(f"{target} is there already")
    home.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=".fieldpact-rule-", dir=home))
    try:
        made = staged / "made"
        for name, text in _files(answers).items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_text(text, "utf-8")
        made.rename(target)
    finally:
        shutil.rmtree(staged)
    return target, _problems(governance.folder, target)


def _problems(folder: Path, rule: Path) -> list[Finding]:
    """What the set says of the new rule, as soon as it is there."""
    from fieldpact.govern.governance import load_governance

    found = load_governance(folder).findings
    return [finding for finding in found if finding.span and finding.span.file.startswith(str(rule))]


def _check(governance: Governance, answers: NewRule) -> None:
    if not _ID.fullmatch(answers.id):
        raise RuleRefused(f"{answers.id!r} can't be a rule's id; write it like DATA-006: letters, a dash, three digits")
    if answers.id in governance.rules:
        raise RuleRefused(f"there is a rule {answers.id} already: {governance.rules[answers.id].file.title}")
    if not _GROUP.fullmatch(answers.group):
        raise RuleRefused(f"{answers.group!r} can't be a group; write it in small letters, such as data")
    if answers.for_each not in ("app", *SINGULAR):
        raise RuleRefused(f"there is no table {answers.for_each!r}; it can be app, {', '.join(SINGULAR)}")
    for key in ("title", "require", "message", "why", "owner"):
        if not getattr(answers, key).strip():
            raise RuleRefused(f"{key} says nothing")


def _files(answers: NewRule) -> dict[str, str]:
    where = "app" if answers.for_each == "app" else "tables.call.fields.topic"
    accepted = "# Say in a line what is right here, and write below what the rule accepts, close to what it refuses.\n"
    refused = (
        "# Say in a line what is wrong here, write below what the rule refuses, and name the place of the finding:\n"
        f"# expect: {answers.id} {where}\n"
    )
    return {
        "rule.yaml": _rule_file(answers),
        "accepted/example.yaml": accepted + _SPEC,
        "refused/example.yaml": refused + _SPEC,
    }


def _rule_file(answers: NewRule) -> str:
    keys = ["id", "title", "severity", "tier", "for_each", *(["when"] if answers.when else [])]
    keys += ["require", "message", "why", "owner"]
    return "".join(f"{key}: {spell(getattr(answers, key), 'plain', flow=False)}\n" for key in keys)
