"""The bundle: the app as data, sealed."""

from __future__ import annotations

from fieldapp.bundle.seal import SEAL, seal
from fieldapp.data.person import PERSON
from fieldpact.render.choices import choice_files
from fieldpact.render.declarations import app_declaration, formula_declarations, plain_declaration
from fieldpact.render.inputs import Inputs
from fieldpact.render.jsons import to_compact_json, to_json
from fieldpact.render.locales import locale_definition
from fieldpact.render.schema import schema_history
from fieldpact.render.strings import strings_of


def render_bundle(inputs: Inputs) -> dict[str, bytes]:
    """path inside the bundle -> bytes, its seal included."""
    app = inputs.app
    files = {
        "app.json": to_json(app_declaration(app, inputs.draft)),
        "formulas.json": to_compact_json(formula_declarations(app)),
        "policy.json": to_json(dict(sorted(inputs.policy.items()))),
    }
    for language, texts in strings_of(app).items():
        files[f"strings/{language}.json"] = to_json(texts)
    for language in app.languages:
        conventions = locale_definition(language, app.currency)
        files[f"locales/{language}.json"] = to_compact_json(plain_declaration(conventions))
    for name, data in schema_history(app, inputs.history).items():
        files[f"schema/{name}"] = data
    for table, rows in inputs.reference.items():
        if table == PERSON and not inputs.draft:
            continue  # who uses a released app comes from where they sign in
        files[f"data/{table}.csv"] = rows
    files |= choice_files(app)
    files |= {f"pictures/{name}": data for name, data in inputs.pictures.items()}
    if app.brand_logo:
        files["brand/logo.png"] = inputs.spec_files[app.brand_logo]
    files[SEAL] = seal(files)
    return dict(sorted(files.items()))
