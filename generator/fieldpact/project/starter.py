"""`fieldpact new`: a folder with a spec that builds, out of four answers and a cookiecutter template.

Cookiecutter's own front door reads a settings file in the user's home, writes the answers there for replay, and renders
the answers themselves as templates. Only its file generator is used here, which does none of that: an answer is a value
in the template's context and reaches the files through the filters of `quoting`.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldpact import shipped
from fieldpact.findings import Finding
from fieldpact.project.naming import id_from, reversed_domain
from fieldpact.project.questions import STARTER, definition, problems_with, questions, settled
from fieldpact.resolve.names import BUILT_IN_FIELDS, BUILT_IN_TABLES, RESERVED

_UNTIL_LIVE = dt.timedelta(days=60)
_UNTIL_REVIEW = dt.timedelta(days=240)

_STARTERS_OWN = {"account", "name", "town", "date", "outcome", "worth", "reason", "next_visit", "photo", "last_week"}
_TAKEN = RESERVED | BUILT_IN_TABLES | BUILT_IN_FIELDS | _STARTERS_OWN | {"blank"}
"""Names that the table of the record can't have."""


class StarterRefused(ValueError):
    """The answers can't be used, or the folder is there already; `findings` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def create(answers: Mapping[str, str], target: Path, today: dt.date | None = None) -> Path:
    """Makes a folder for the new app inside `target`, named after the app, and returns it.

    An answer left out or empty takes its default. The folder appears whole or not at all, and one that exists is never
    touched. The plan's dates are counted from `today`. Raises StarterRefused, and OSError where nothing can be written.
    """
    found = problems_with(answers)
    if found:
        raise StarterRefused(found)
    used = {question.key: settled(question, answers.get(question.key, "")) for question in questions()}
    values = _values(used, today or dt.date.today())
    place: Path = target.resolve() / values["folder"]
    if os.path.lexists(place):
        raise StarterRefused([_exists(place)])
    place.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=".fieldpact-new-", dir=place.parent))
    try:
        _generate(values, staged / "made")
        (staged / "made").rename(place)
    finally:
        shutil.rmtree(staged)
    return place


def _values(answers: Mapping[str, str], today: dt.date) -> dict[str, Any]:
    """Everything the template names: the answers and what follows from them."""
    keys = definition()
    country = keys["_countries"][answers["country"]]
    name = id_from(answers["app_name"], "my_app", RESERVED, "_app")
    owner = answers["owner"]
    domain = owner.rpartition("@")[2]
    return {
        **keys,
        **answers,
        **country,
        "say": keys["_texts"][country["language"]],
        "folder": name,
        "app_id": f"{reversed_domain(owner)}.{name}",
        "table": id_from(answers["record"], "visit", _TAKEN, "_record"),
        "deputy": _other_than(owner, f"deputy@{domain}", f"sales.deputy@{domain}"),
        "it_owner": _other_than(owner, f"it@{domain}", f"it.apps@{domain}"),
        "go_live": (today + _UNTIL_LIVE).isoformat(),
        "review_by": (today + _UNTIL_REVIEW).isoformat(),
    }


def _generate(values: dict[str, Any], made: Path) -> None:
    """Renders in a folder of the system's, since cookiecutter reads the target's path as a template too."""
    from cookiecutter.generate import generate_files  # type: ignore[import-untyped]  # cookiecutter ships no types

    with tempfile.TemporaryDirectory(prefix="fieldpact-") as folder:
        template = shipped.folder("app_templates/starters") / STARTER
        rendered = generate_files(template, {"cookiecutter": values}, folder, accept_hooks=False)
        shutil.copytree(rendered, made)


def _other_than(address: str, *candidates: str) -> str:
    """Owner, deputy and IT are different people."""
    return next(candidate for candidate in candidates if candidate.casefold() != address.casefold())


def _exists(place: Path) -> Finding:
    return Finding(
        "folder-exists",
        f"there is a folder {place.name} already, and nothing in it was changed",
        path="app_name",
        hint="give the app another name, or make it in another place",
    )
