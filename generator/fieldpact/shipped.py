"""Finds what ships beside the code: the runtime, templates and governance rules.

In a checkout they lie at a fixed depth above this file; in a wheel under `fieldpact/_shipped`. Never searched for by
walking up, which would let a wheel without data pass inside a checkout.
"""

from __future__ import annotations

import functools
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def _root() -> Path:
    in_checkout = _PACKAGE.parent.name == "generator" and (_CHECKOUT / "governance_rules").is_dir()
    return _CHECKOUT if in_checkout else _PACKAGE / "_shipped"


def folder(name: str) -> Path:
    """`app_templates/project`, `app_templates/starters` or `governance_rules`."""
    found = _root() / name
    if not found.is_dir():
        raise FileNotFoundError(f"this installation lacks {name}; install fieldpact again")
    return found


@functools.cache
def runtime_files() -> dict[str, bytes]:
    """The run-time package as `fieldapp/...` -> bytes: Python, texts and fonts, by pattern, never a whole tree."""
    import fieldapp

    root = Path(fieldapp.__file__).resolve().parent
    found = [p for pattern in ("*.py", "*.json", "*.woff2", "OFL.txt", "py.typed") for p in root.rglob(pattern)]
    return {f"fieldapp/{p.relative_to(root).as_posix()}": p.read_bytes() for p in sorted(found)}


@functools.cache
def project_templates() -> dict[str, str]:
    """The text templates of a generated project: path without `.j2` -> template source."""
    root = folder("app_templates/project")
    return {
        p.relative_to(root).as_posix().removesuffix(".j2"): p.read_text("utf-8") for p in sorted(root.rglob("*.j2"))
    }
