"""From a folder of declarations to an `AppDef`: verified, read strictly, refused whole where anything is off."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from fieldapp import fields
from fieldapp.app.definition import AppDef, Declared, FieldDef, TableDef
from fieldapp.app.locale import LocaleDef
from fieldapp.bundle.choices import choice_lists, with_labels, with_options
from fieldapp.bundle.formulas import Formulas
from fieldapp.bundle.history import read_history
from fieldapp.bundle.reader import read
from fieldapp.bundle.seal import BundleRefused, parse_json, verify

BUILTIN = frozenset({"id", "owner", "created", "edited", "device", "state"})
"""Fields that every record has without declaring them."""
_APP_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+")
"""It also names the app's folder on a computer, so it holds no path."""
_LOCALES = re.compile(r"locales/([A-Za-z0-9-]+)\.json")
_STRINGS = re.compile(r"strings/([A-Za-z0-9-]+)\.json")


def load_bundle(folder: Path) -> AppDef:
    """The app in `folder`; raises `BundleRefused` for a bundle that is damaged, unknown or inconsistent."""
    return read_bundle(verify(folder))


def read_bundle(files: Mapping[str, bytes]) -> AppDef:
    """The app declared by these files, by path inside the bundle: of a verified folder, or just made in memory."""
    formulas = Formulas(_json(files, "formulas.json"), "formulas.json")
    policy = _json(files, "policy.json")
    if not isinstance(policy, dict):
        raise BundleRefused("policy.json should be an object")
    declared = read(Declared, _json(files, "app.json"), "app.json", formulas)
    history = read_history(files)
    lists = choice_lists(files)
    tables = tuple(with_options(table, lists) for table in declared.tables)
    members = {field.name: getattr(declared, field.name) for field in dataclasses.fields(declared)}
    app = AppDef(
        **{**members, "tables": {table.name: table for table in tables}},
        policy=policy,
        schema_version=max(history),
        history=history,
        strings=with_labels(_strings(files), lists),
        locales=_locales(files, formulas),
    )
    _agree(app, tables, files)
    return app


def _json(files: Mapping[str, bytes], path: str) -> Any:
    if path not in files:
        raise BundleRefused(f"{path} is missing")
    return parse_json(files[path], path)


def _strings(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    strings: dict[str, dict[str, str]] = {}
    for path, data in files.items():
        if match := _STRINGS.fullmatch(path):
            texts = parse_json(data, path)
            if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
                raise BundleRefused(f"{path} should map keys to texts")
            strings[match[1]] = texts
    return strings


def _locales(files: Mapping[str, bytes], formulas: Formulas) -> dict[str, LocaleDef]:
    return {
        match[1]: read(LocaleDef, parse_json(data, path), path, formulas)
        for path, data in files.items()
        if (match := _LOCALES.fullmatch(path))
    }


def _agree(app: AppDef, tables: tuple[TableDef, ...], files: Collection[str]) -> None:
    """What one declaration says of another, and of the bundle's files."""
    if not _APP_ID.fullmatch(app.id):
        raise BundleRefused(f"app.json.id is not an app id: {app.id!r}")
    if not app.languages:
        raise BundleRefused("app.json.languages is empty")
    if app.brand.logo is not None and app.brand.logo not in files:
        raise BundleRefused(f"{app.brand.logo} is missing")
    for table in tables:
        if table.reference and f"data/{table.name}.csv" not in files:
            raise BundleRefused(f"data/{table.name}.csv is missing")
    if len(app.tables) != len(tables):
        raise BundleRefused("app.json has two tables of one name")
    if missing := sorted(set(app.languages) - app.strings.keys()):
        raise BundleRefused(f"strings/{missing[0]}.json is missing")
    if missing := sorted(set(app.languages) - app.locales.keys()):
        raise BundleRefused(f"locales/{missing[0]}.json is missing")
    for table in tables:
        _agree_fields(app, table.name, table.fields, BUILTIN)
        _agree_sections(table)
    for view in app.views:
        if view.of not in app.tables:
            raise BundleRefused(f"view {view.name} lists the unknown table {view.of!r}")
        names = {field.name for field in app.tables[view.of].fields} | BUILTIN
        for name in [*view.columns, *(key.removeprefix("-") for key in view.sort)]:
            if name not in names:
                raise BundleRefused(f"view {view.name} names the unknown field {name!r}")


def _agree_sections(table: TableDef) -> None:
    left = {field.name for field in table.fields}
    for section in table.sections:
        for name in section.fields:
            if name not in left:
                raise BundleRefused(f"section {section.name} of {table.name} names no field, or one twice: {name!r}")
            left.remove(name)


def _agree_fields(app: AppDef, path: str, declared: tuple[FieldDef, ...], reserved: frozenset[str]) -> None:
    seen = set(reserved)
    for field in declared:
        if field.type not in fields.TYPES:
            raise BundleRefused(f"{field.path} has the unknown field type {field.type!r}")
        if field.name in seen:
            raise BundleRefused(f"{path} has two fields named {field.name!r}")
        seen.add(field.name)
        if field.type == "link" and field.to not in app.tables and field.to != "person":
            raise BundleRefused(f"{field.path} links to the unknown table {field.to!r}")
        _agree_fields(app, field.path, field.fields, frozenset({"id"}))
