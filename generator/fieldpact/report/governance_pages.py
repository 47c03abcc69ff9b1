"""The pages of a set: rules.md, platforms.md and traceability.md, for `fieldpact rules docs` and for docs/."""

from __future__ import annotations

from collections.abc import Iterator

from fieldpact.govern.governance import Governance
from fieldpact.govern.platforms import STATES
from fieldpact.govern.profile import CoverFile, Profile
from fieldpact.report.markdown import code, document, prose, table
from fieldpact.report.rules_page import rules_sections


def governance_pages(governance: Governance, home: str, written_by: str) -> dict[str, str]:
    """File name -> text. `home` leads from the pages to the set's folder; `written_by` is the command to run."""
    name = f"{code(home.rstrip('/').rsplit('/', 1)[-1])}"
    pages = {
        "rules.md": ("IT's rules", rules_sections(governance, home)),
        "platforms.md": ("What becomes of the policy on each platform", _platforms(governance)),
        "traceability.md": ("What covers which requirement", _traceability(governance)),
    }
    return {file: document(title, name, *sections, by=written_by) for file, (title, sections) in pages.items()}


def _platforms(governance: Governance) -> Iterator[list[str]]:
    platforms = next((list(row.on) for row in governance.platforms.values()), [])
    rows = [
        (code(name), *(STATES[row.on[platform]] for platform in platforms))
        for name, row in governance.platforms.items()
    ]
    yield [
        "A switch is a promise only where it is enforced and tested. What is left to device management has to be set "
        "up there; what is not tried may work, and nobody has seen it.",
        "",
        *table(["Switch", *platforms], rows),
        "## How",
        "",
    ]
    for name, row in governance.platforms.items():
        says = governance.switches[name].says if name in governance.switches else ""
        shows = [f"- {code(test)}" for test in row.tests]
        yield [f"### {name}", "", f"{prose(says)}. {prose(row.how)}", "", *shows, *([""] if shows else [])]


def _traceability(governance: Governance) -> Iterator[list[str]]:
    yield [
        "Ids only: read the requirements where they are published. A rule stops a spec at review, the runtime "
        "guarantees its part in every app, held by the tests that are named, and what is left to the organisation no "
        "tool can do. The tests of a spec can name requirements too, with `covers:`. Whether a requirement is "
        "met in a given use is for whoever answers for quality to judge.",
        "",
    ]
    for profile in governance.profiles.values():
        parent = governance.profiles.get(profile.chain[-2]) if len(profile.chain) > 1 else None
        if profile.covers and (parent is None or parent.covers != profile.covers):
            yield _covers(profile, governance)


def _covers(profile: Profile, governance: Governance) -> list[str]:
    rows = [
        (requirement if number == 0 else "", *_cover(cover, governance))
        for requirement, covers in profile.covers.items()
        for number, cover in enumerate(covers)
    ]
    return [f"## {profile.title}", "", *table(["Requirement", "Covered by", "How", "Held by"], rows)]


def _cover(cover: CoverFile, governance: Governance) -> tuple[str, str, str]:
    if cover.rule is not None:
        rule = governance.rules[cover.rule]
        names = sorted(path.stem.replace("_", " ") for path in (rule.folder / "refused").glob("*.yaml"))
        return f"rule [{cover.rule}](rules.md)", prose(rule.file.title), f"refuses: {', '.join(names)}"
    if cover.runtime is not None:
        return f"runtime {code(cover.runtime)}", prose(cover.says), ", ".join(code(test) for test in cover.tests)
    return "organisation", prose(cover.organisation or ""), ""
