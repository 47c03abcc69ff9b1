"""Reference pages, made from the code that they describe: `python -m docs.generate`, and `--check` to compare only."""

from __future__ import annotations

from pathlib import Path

from docs.generate import cli, fields, formulas, gallery, rules, spec

FOLDER = Path(__file__).resolve().parents[1]
PAGES = {
    "spec.md": spec.page,
    "fields.md": fields.page,
    "formulas.md": formulas.page,
    "rules.md": rules.rules,
    "platforms.md": rules.platforms,
    "traceability.md": rules.traceability,
    "cli.md": cli.page,
    "gallery.md": gallery.page,
}


def pages() -> dict[str, str]:
    """File name under docs/ -> what it should say."""
    return {name: page() for name, page in PAGES.items()}


def stale(folder: Path = FOLDER) -> list[str]:
    """Names of the pages in `folder` that don't say what the code says, the missing ones too."""
    return [name for name, text in pages().items() if _read(folder / name) != text]


def write(folder: Path = FOLDER) -> list[str]:
    """Brings the pages up to date; the names of those that changed."""
    changed = stale(folder)
    for name in changed:
        (folder / name).write_bytes(PAGES[name]().encode())
    return changed


def _read(path: Path) -> str | None:
    return path.read_bytes().decode() if path.is_file() else None
