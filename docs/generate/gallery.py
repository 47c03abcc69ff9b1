"""docs/gallery.md: each example, from its spec, its README and its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from fieldpact.model.app import App
from fieldpact.pipeline import read_model, run_tests
from fieldpact.report.markdown import document, prose, table

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
MOST_LINES: Final = 16
SCREENS: Final = {"home": "Home", "list": "A list", "form": "A form", "refused": "What is missing"}
"""Pictures that every example has, by the end of their names; those of one example only come after them."""
TELLING: Final = {
    "beverage_order": "tables.order.fields.free",
    "call_report": "tables.call.workflow",
    "order_capture": "tables.order.fields.lines.fields.unit_price",
    "sample_drop": "limits",
    "shout_out": "tables.shout_out.access",
    "store_visit": "tables.visit.fields.signed",
}
"""What of a spec tells most about it. Of others it is how the first table with a process moves on."""


def examples() -> list[str]:
    """Names of the examples, in order."""
    return sorted(path.parent.name for path in ROOT.glob("examples/*/spec.yaml"))


def page() -> str:
    return document("Gallery", "`examples`", _intro(), *map(_example, examples()))


def _intro() -> list[str]:
    return [
        "Each of these is a finished app: a spec, reference data that is invented, and tests. Try one with "
        "`fieldpact preview examples/store_visit`.",
        "",
    ]


@cache
def _example(name: str) -> Sequence[str]:
    reading = read_model(ROOT / "examples" / name / "spec.yaml")
    assert reading.app is not None, f"{name} can't be read"
    app = reading.app
    trial = run_tests(reading, app)
    passed = sum(outcome.passed for outcome in trial.outcomes)
    reached = f"{len(trial.gaps)} parts are not reached" if trial.gaps else "every field, option, check and branch"
    return [
        f"## {app.name.first()}",
        "",
        *_what_for(name),
        f"- {_owners(app)}",
        f"- Languages: {', '.join(app.languages)}. Tests: {passed} of {len(trial.outcomes)} pass; reached: {reached}.",
        f"- [The spec](../examples/{name}/spec.yaml), [what to look at in it](../examples/{name}/README.md)",
        "",
        *_pictures(name, app),
        *_telling(name, app),
    ]


def _what_for(name: str) -> list[str]:
    """The first paragraph of its README."""
    paragraphs = (ROOT / "examples" / name / "README.md").read_text("utf-8").split("\n\n")
    return [paragraphs[1].strip(), ""]


def _owners(app: App) -> str:
    assert app.pact is not None, f"{app.id} has no pact"
    business, it = (prose(app.pact.parties[side].name) for side in ("business", "it"))
    roles = ", ".join(label.first() for label in app.roles.values())
    return f"What it does is up to {business}, what any app may do to {it}." + (f" Roles: {roles}." if roles else "")


def _pictures(name: str, app: App) -> Iterator[str]:
    """Those by day side by side, and where to see them by night."""
    found = {path.stem.removeprefix(f"{name}-"): path.name for path in sorted(IMAGES.glob(f"{name}-*.png"))}
    day = [shot for shot in [*SCREENS, *found] if shot in found and not shot.endswith("-dark")]
    day = list(dict.fromkeys(day))
    if not day:
        return
    title = app.name.first()
    for part in (day[:4], day[4:8]):
        if part:
            heads = [SCREENS.get(shot, shot.replace("_", " ").capitalize()) for shot in part]
            yield from table(heads, [[f"![{title}: {shot}](images/{found[shot]})" for shot in part]])
    night = [f"[{shot}](images/{found[f'{shot}-dark']})" for shot in day if f"{shot}-dark" in found]
    if night:
        yield from (f"In the dark: {', '.join(night)}.", "")


def _telling(name: str, app: App) -> Iterable[str]:
    text = (ROOT / "examples" / name / "spec.yaml").read_text("utf-8")
    moving = (f"tables.{each.name}.workflow" for each in app.tables.values() if each.workflow)
    path = TELLING.get(name) or next(moving, "tables")
    lines = block(text, path.split("."))
    cut = ["# …"] if len(lines) > MOST_LINES else []
    return ["Its most telling lines:", "", "```yml", *lines[:MOST_LINES], *cut, "```", ""]


def block(text: str, path: Sequence[str]) -> list[str]:
    """The lines of a key of a spec in canonical form, moved to the left. KeyError where it isn't there."""
    lines = text.splitlines()
    for depth, key in enumerate(path):
        start = next((at for at, line in enumerate(lines) if re.match(rf"{'  ' * depth}{key}:", line)), None)
        if start is None:
            raise KeyError(".".join(path))
        deeper = "  " * (depth + 1)
        end = next(
            (at for at in range(start + 1, len(lines)) if lines[at].strip() and not lines[at].startswith(deeper)),
            len(lines),
        )
        lines = lines[start:end] if depth == len(path) - 1 else lines[start + 1 : end]
    width = 2 * (len(path) - 1)
    return "\n".join(line[width:] for line in lines).rstrip().splitlines()
