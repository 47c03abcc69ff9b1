"""From a folder of declarations to an `AppDef`: verified, read strictly, refused whole where anything is off."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from fieldapp import fields
from fieldapp.app.definition import AppDef, Brand, CheckDef, FieldDef, Formula, Option, RowsDef, TableDef, ViewDef
from fieldapp.bundle.formulas import Formulas
from fieldapp.bundle.keys import Keys
from fieldapp.bundle.seal import BundleRefused, parse_json, verify

VIEW_TYPES = frozenset({"list"})
STRENGTHS = frozenset({"stop", "ask_reason", "tell"})
BUILTIN = frozenset({"id", "owner", "created", "edited", "device", "state"})
"""Fields that every record has without declaring them."""
_APP_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+")
"""It also names the app's folder on a computer, so it holds no path."""
_SCHEMA = re.compile(r"schema/(\d{4})\.json")
_STRINGS = re.compile(r"strings/([A-Za-z0-9-]+)\.json")


def load_bundle(folder: Path) -> AppDef:
    """The app in `folder`; raises `BundleRefused` for a bundle that is damaged, unknown or inconsistent."""
    return read_bundle(verify(folder))


def read_bundle(files: Mapping[str, bytes]) -> AppDef:
    """The app declared by these files, by path inside the bundle: of a verified folder, or just made in memory."""
    formulas = Formulas(_json(files, "formulas.json"), "formulas.json")
    keys = Keys(_json(files, "app.json"), "app.json")
    policy = _json(files, "policy.json")
    if not isinstance(policy, dict):
        raise BundleRefused("policy.json should be an object")
    tables = keys.objects("tables", _table_reader(formulas))
    app = AppDef(
        id=keys.text("id"),
        name=keys.text("name"),
        version=keys.text("version"),
        languages=keys.texts("languages"),
        currency=keys.text("currency"),
        brand=keys.object("brand", lambda brand: Brand(brand.text("color"), brand.optional_text("logo"))),
        draft=keys.flag("draft"),
        roles=keys.text_map("roles"),
        tables={table.name: table for table in tables},
        views=keys.objects("views", _view_reader(formulas)),
        policy=policy,
        schema_version=_schema_version(files),
        strings=_strings(files),
    )
    keys.done()
    _agree(app, tables, files)
    return app


def _json(files: Mapping[str, bytes], path: str) -> Any:
    if path not in files:
        raise BundleRefused(f"{path} is missing")
    return parse_json(files[path], path)


def _rule(keys: Keys, formulas: Formulas, key: str) -> Formula | None:
    return formulas.of(keys.optional_text(key))


def _needed(keys: Keys, formulas: Formulas, key: str) -> Formula:
    formula = _rule(keys, formulas, key)
    if formula is None:
        raise BundleRefused(f"{keys.path}.{key} is missing")
    return formula


def _table_reader(formulas: Formulas) -> Callable[[Keys], TableDef]:
    def read(keys: Keys) -> TableDef:
        return TableDef(
            name=keys.name(),
            label=keys.text("label"),
            labels=keys.text("labels"),
            title=_needed(keys, formulas, "title"),
            fields=keys.objects("fields", lambda field: _field(field, formulas)),
            checks=keys.objects("checks", lambda check: _check(check, formulas)),
            reference=keys.flag("reference"),
        )

    return read


def _field(keys: Keys, formulas: Formulas) -> FieldDef:
    def rule(key: str) -> Formula | None:
        return _rule(keys, formulas, key)

    return FieldDef(
        name=keys.name(),
        type=_field_type(keys),
        path=keys.text("path"),
        label=keys.text("label"),
        hint=keys.optional_text("hint"),
        visible=rule("visible"),
        keep_hidden=keys.flag("keep_hidden"),
        required=rule("required"),
        read_only=rule("read_only"),
        default=rule("default"),
        formula=rule("formula"),
        set=rule("set"),
        min=rule("min"),
        max=rule("max"),
        where=rule("where"),
        search=keys.flag("search"),
        options=keys.objects("options", lambda option: Option(option.text("value"), option.text("label"))),
        to=keys.optional_text("to"),
        max_length=keys.optional_whole("max_length"),
        round=keys.optional_whole("round"),
        row=keys.optional_text("row"),
        show=keys.optional_text("show") or "pad",
        fields=keys.objects("fields", lambda field: _field(field, formulas)),
        rows=keys.optional_object("rows", lambda rows: _rows(rows, formulas)),
        text=keys.optional_text("text"),
    )


def _rows(keys: Keys, formulas: Formulas) -> RowsDef:
    return RowsDef(_needed(keys, formulas, "records"), _rule(keys, formulas, "keep"))


def _field_type(keys: Keys) -> str:
    type_ = keys.text("type")
    try:
        fields.of(type_)
    except KeyError as error:
        raise BundleRefused(f"{keys.path} has the unknown field type {type_!r}") from error
    return type_


def _check(keys: Keys, formulas: Formulas) -> CheckDef:
    strength = keys.optional_text("strength") or "stop"
    if strength not in STRENGTHS:
        raise BundleRefused(f"{keys.path} has the unknown strength {strength!r}")
    return CheckDef(
        name=keys.text("name"),
        that=_needed(keys, formulas, "that"),
        say=_needed(keys, formulas, "say"),
        strength=strength,
        fields=keys.texts("fields"),
    )


def _view_reader(formulas: Formulas) -> Callable[[Keys], ViewDef]:
    def read(keys: Keys) -> ViewDef:
        type_ = keys.text("type")
        if type_ not in VIEW_TYPES:
            raise BundleRefused(f"{keys.path} has the unknown view type {type_!r}")
        return ViewDef(
            name=keys.name(),
            type=type_,
            of=keys.name("of"),
            label=keys.text("label"),
            where=_rule(keys, formulas, "where"),
            sort=keys.texts("sort"),
            columns=keys.texts("columns"),
        )

    return read


def _schema_version(files: Mapping[str, bytes]) -> int:
    versions = [int(match[1]) for path in files if (match := _SCHEMA.fullmatch(path))]
    if not versions:
        raise BundleRefused("schema/ is empty")
    return max(versions)


def _strings(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    strings: dict[str, dict[str, str]] = {}
    for path, data in files.items():
        if match := _STRINGS.fullmatch(path):
            texts = parse_json(data, path)
            if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
                raise BundleRefused(f"{path} should map keys to texts")
            strings[match[1]] = texts
    return strings


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
    for table in tables:
        _agree_fields(app, table.name, table.fields, BUILTIN)
    for view in app.views:
        if view.of not in app.tables:
            raise BundleRefused(f"view {view.name} lists the unknown table {view.of!r}")
        names = {field.name for field in app.tables[view.of].fields} | BUILTIN
        for name in [*view.columns, *(key.removeprefix("-") for key in view.sort)]:
            if name not in names:
                raise BundleRefused(f"view {view.name} names the unknown field {name!r}")


def _agree_fields(app: AppDef, path: str, declared: tuple[FieldDef, ...], reserved: frozenset[str]) -> None:
    seen = set(reserved)
    for field in declared:
        if field.name in seen:
            raise BundleRefused(f"{path} has two fields named {field.name!r}")
        seen.add(field.name)
        if field.type == "link" and field.to not in app.tables and field.to != "person":
            raise BundleRefused(f"{field.path} links to the unknown table {field.to!r}")
        _agree_fields(app, field.path, field.fields, frozenset({"id"}))
