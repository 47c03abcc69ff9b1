"""The spec -> the model: names bound, types known, formulas compiled, circles refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from fieldpact.findings import Finding
from fieldpact.model.app import App
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table
from fieldpact.resolve.access import unpushable_access
from fieldpact.resolve.alone import with_alone
from fieldpact.resolve.connectors import resolve_connectors
from fieldpact.resolve.context import Context
from fieldpact.resolve.cycles import report_cycles
from fieldpact.resolve.env import Schema, build_schema
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.languages import check_languages, report_gaps
from fieldpact.resolve.lookup import periods
from fieldpact.resolve.names import BUILT_IN_TABLES, check_ids
from fieldpact.resolve.origins import check_renames
from fieldpact.resolve.pact import resolve_pact
from fieldpact.resolve.tables import resolve_table
from fieldpact.resolve.texts import from_name, resolve_text
from fieldpact.resolve.totals import resolve_totals, with_totals
from fieldpact.resolve.views import resolve_view
from fieldpact.resolve.workflow import with_processes
from fieldpact.source.document import Document
from fieldpact.spec.document import Spec

if TYPE_CHECKING:
    from fieldpact.model.counting import Count
    from fieldpact.model.test import Test

_APP_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+\Z")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_VERSION = re.compile(r"\d{1,5}\.\d{1,5}\.\d{1,5}\Z")


def resolve(
    document: Document, spec: Spec, files: Mapping[str, Mapping[str, object]] | None = None
) -> tuple[App | None, list[Finding]]:
    """The model with all findings; None where any of them is an error, since a model is whole or absent.

    `files` are the options of the lists under `choices:` that stand in a file.
    """
    files = files or {}
    languages = tuple(dict.fromkeys(spec.app.languages))
    lists = {name: files.get(name, options) for name, options in spec.choices.items()}
    context = Context(document, languages, lists, frozenset(files), tuple(spec.roles))
    _check_app(context, spec)
    check_ids(context, spec.choices, ("choices",), "a choice list", frozenset())
    check_ids(context, spec.roles, ("roles",), "a role", frozenset())
    check_ids(context, spec.tables, ("tables",), "a table", BUILT_IN_TABLES)
    check_ids(context, spec.views, ("views",), "a view", frozenset())
    check_renames(context, {n: table.renamed_from for n, table in spec.tables.items()}, ("tables",), "a table")
    schema = _with_stock(with_totals(build_schema(context, spec), spec), spec)
    context.tables = spec.tables
    context.periods = periods(context, spec.tables)
    compiler = Compiler(context)
    tables = {n: resolve_table(context, compiler, schema, n, t) for n, t in spec.tables.items()}
    views = [resolve_view(context, compiler, schema, n, v) for n, v in spec.views.items()]
    connectors = resolve_connectors(context, spec.connectors)
    pact = resolve_pact(context, compiler, schema, spec.pact) if spec.pact else None
    name = resolve_text(context, spec.app.name, "app.name", ("app", "name"))
    roles = {n: resolve_text(context, r, f"roles.{n}", ("roles", n), from_name(n)) for n, r in spec.roles.items()}
    whole = {n: table for n, table in tables.items() if table is not None}
    whole = resolve_totals(context, compiler, schema, whole, spec)
    whole = with_processes(context, compiler, schema, spec, whole)
    whole = with_alone(whole)
    whole, counts = _with_counts(context, compiler, schema, spec, whole)
    report_cycles(context, whole)
    report_gaps(context)
    tests = _tests(context, schema, whole, spec)
    if len(whole) < len(tables) or any(f.severity.rank == 2 for f in context.findings):
        return None, context.findings
    app = App(
        id=spec.app.id,
        name=name,
        version=spec.app.version,
        languages=languages,
        currency=spec.app.currency,
        brand_color=spec.app.brand.color,
        brand_logo=spec.app.brand.logo,
        pact=pact,
        roles=roles,
        tables=whole,
        views=tuple(v for v in views if v is not None),
        formulas=_app_formulas(compiler),
        tests=tests,
        counts=counts,
        connectors=connectors,
        people=spec.people,
    )
    context.findings += unpushable_access(app, document.value_span)
    return (None if any(f.severity.rank == 2 for f in context.findings) else app), context.findings


def _app_formulas(compiler: Compiler) -> dict[str, Formula]:
    """What the app itself runs; measures of the pact run outside it."""
    return {id_: formula for id_, formula in compiler.formulas.items() if not id_.startswith("pact.")}


def _with_stock(schema: Schema, spec: Spec) -> Schema:
    if not spec.stock:
        return schema
    from fieldpact.resolve.stock import with_stock

    return with_stock(schema, spec)


def _with_counts(
    context: Context, compiler: Compiler, schema: Schema, spec: Spec, tables: dict[str, Table]
) -> tuple[dict[str, Table], tuple[Count, ...]]:
    """Loaded only where something is counted: most apps have neither stock nor limits."""
    if not (spec.stock or spec.limits):
        return tables, ()
    from fieldpact.resolve.stock import with_counts

    return with_counts(context, compiler, schema, spec, tables)


def _tests(context: Context, schema: Schema, tables: Mapping[str, Table], spec: Spec) -> tuple[Test, ...]:
    """Loaded only where there are tests: they need to know the faults of the form engine."""
    if not spec.tests:
        return ()
    from fieldpact.resolve.tests import resolve_tests

    return resolve_tests(context, schema, tables, tuple(spec.roles), spec.app.currency, spec.tests)


def _check_app(context: Context, spec: Spec) -> None:
    app = spec.app
    if not _APP_ID.match(app.id) or len(app.id) > 120:
        hint = "write it as com.company.app_name: small letters, digits and _, with dots between"
        context.report("bad-app-id", ("app", "id"), f"{app.id!r} is not a reverse domain name", hint=hint)
    if not _VERSION.match(app.version):
        context.report(
            "bad-version", ("app", "version"), f"{app.version!r} is not a version", hint="write three numbers: 1.2.0"
        )
    if not _CURRENCY.match(app.currency):
        hint = "write its three letters, such as SEK"
        context.report("bad-currency", ("app", "currency"), f"{app.currency!r} is not a currency", hint=hint)
    if not _COLOR.match(app.brand.color):
        hint = 'write it as "#0B6E4F", in quotes'
        context.report("bad-color", ("app", "brand", "color"), f"{app.brand.color!r} is not a colour", hint=hint)
    check_languages(context, app.languages)
