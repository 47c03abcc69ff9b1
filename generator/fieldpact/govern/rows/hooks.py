"""Rows of `hooks` and `packages`: the Python that a team adds by hand, looked at and never run."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

_OF_THE_APP = frozenset({"fieldapp", "custom"})


def hook_rows(hooks: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """One row a file."""
    for name, data in hooks.items():
        imports = _imports(data)
        yield {
            "name": name,
            "lines": len(data.splitlines()),
            "readable": imports is not None,
            "imports": sorted(imports or ()),
        }


def package_rows(hooks: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """Modules that come neither with Python nor with the app nor from another hook, each once."""
    own = {PurePosixPath(name).parts[0].removesuffix(".py") for name in hooks} | _OF_THE_APP
    users: dict[str, list[str]] = {}
    for name, data in hooks.items():
        for module in sorted({imported.partition(".")[0] for imported in _imports(data) or ()}):
            if module not in sys.stdlib_module_names and module not in own:
                users.setdefault(module, []).append(name)
    for module, files in sorted(users.items()):
        yield {"name": module, "hooks": files}


def _imports(data: bytes) -> set[str] | None:
    """Modules that a file imports by name; None for what isn't Python."""
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
    return found
