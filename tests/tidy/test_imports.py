"""Imports go only down the list in ARCHITECTURE.md."""

from __future__ import annotations

import sys

import pytest

from tests.tidy.house import COMPILER, ROOT, RUNTIME, imports, python_files, shown

COMPILER_ORDER = [
    {"cli"},
    {"preview"},
    {"portfolio"},
    {"review"},
    {"mending"},
    {"pipeline"},
    {"report"},
    {"trial"},
    {"render"},
    {"project"},
    {"changes"},
    {"govern"},
    {"resolve"},
    {"model"},
    {"formula"},
    {"spec"},
    {"source"},
    {"findings", "suggest", "shipped"},
]
"""Top first; a part imports itself and what stands below it."""

RUNTIME_ORDER = [
    {"testing"},
    {"ui"},
    {"net"},
    {"policy"},
    {"form"},
    {"data"},
    {"bundle"},
    {"fields"},
    {"app"},
    {"formula"},
    {"unchanging"},
]


def _rank(order: list[set[str]], part: str) -> int | None:
    return next((n for n, names in enumerate(order) if part in names), None)


def _breaches(order: list[set[str]], package: str, files: list) -> list[str]:
    found = []
    for path in files:
        parts = path.relative_to(COMPILER if package == "fieldpact" else RUNTIME).parts
        own = _rank(order, parts[0].removesuffix(".py"))
        for name in imports(path):
            if not name.startswith(f"{package}."):
                continue
            other = _rank(order, name.split(".")[1])
            if own is not None and other is not None and other < own:
                found.append(f"{shown(path)} imports {name}")
    return sorted(set(found))


def test_compiler_imports_go_down():
    assert _breaches(COMPILER_ORDER, "fieldpact", python_files(COMPILER)) == []


def test_runtime_imports_go_down():
    assert _breaches(RUNTIME_ORDER, "fieldapp", python_files(RUNTIME)) == []


def test_runtime_never_imports_the_compiler():
    assert [shown(p) for p in python_files(RUNTIME) if any(n.split(".")[0] == "fieldpact" for n in imports(p))] == []


def test_only_ui_and_its_test_driver_import_flet():
    allowed = (RUNTIME / "ui", RUNTIME / "testing", COMPILER / "preview")
    found = [
        shown(path)
        for path in python_files(RUNTIME, COMPILER)
        if not any(folder in path.parents for folder in allowed)
        and any(n.split(".")[0] in ("flet", "flet_web") for n in imports(path))
    ]
    assert found == []


def test_formula_runtime_imports_only_the_standard_library():
    for path in python_files(RUNTIME / "formula"):
        strangers = {
            name
            for name in imports(path)
            if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("fieldapp.formula")
        }
        assert strangers == set(), shown(path)


NEED_CRYPTOGRAPHY = {"bundle/dsse.py", "data/sealing.py"}
"""Of the runtime below ui only these need a package, imported where it is used: for releases, and to seal values."""


def test_runtime_outside_ui_needs_no_package():
    """Phones load no native code that Flet's builds don't carry: below the ui there is only the standard library."""
    for path in python_files(RUNTIME):
        if (RUNTIME / "ui") in path.parents or (RUNTIME / "testing") in path.parents:
            continue
        allowed = {*sys.stdlib_module_names, "fieldapp"}
        if path.relative_to(RUNTIME).as_posix() in NEED_CRYPTOGRAPHY:
            allowed.add("cryptography")
        strangers = {n for n in imports(path) if n.split(".")[0] not in allowed}
        assert strangers == set(), shown(path)


NETWORK = {"socket", "ssl", "http", "socketserver", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc"}
NETWORK |= {"httpx", "requests", "aiohttp", "urllib3", "websockets", "certifi"}


def test_one_module_of_the_runtime_opens_connections():
    """IT's list of hosts holds because there is one way out."""
    found = {
        shown(path)
        for path in python_files(RUNTIME)
        for name in imports(path)
        if name.split(".")[0] in NETWORK or (name.startswith("urllib") and not name.startswith("urllib.parse"))
    } - {shown(RUNTIME / "net" / "client.py")}
    assert found == set()
    named = ("open_connection", "create_connection", "sock_connect", "urlopen", "pyfetch", "pyodide.http")
    assert [shown(p) for p in python_files(RUNTIME) if any(word in p.read_text("utf-8") for word in named)] == []


DISK = ("open", "read_bytes", "read_text", "write_bytes", "write_text", "unlink", "mkdir", "iterdir", "rglob")


def test_only_the_edges_touch_the_disk():
    """source, project and preview do; and what finds shipped data, and the commands that hold the two together."""
    import ast

    allowed = {"source", "project", "preview", "cli", "shipped.py", "review"}
    for path in python_files(COMPILER):
        top = path.relative_to(COMPILER).parts[0]
        if top in allowed or path.relative_to(COMPILER).as_posix() in GOVERNANCE_READERS:
            continue
        calls = [
            node.func.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in DISK
        ]
        assert calls == [], shown(path)


GOVERNANCE_READERS = {"govern/governance.py"}
"""IT's rules are shipped data, read in one place."""


@pytest.mark.parametrize("folder", ["generator", "app_templates", "governance_rules", "examples", "tests"])
def test_the_customers_folders_exist(folder: str):
    assert (ROOT / folder).is_dir()
