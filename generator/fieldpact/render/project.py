"""The whole generated project: bundle, runtime, spec, and the text files around them."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import jinja2

from fieldpact.model.app import App
from fieldpact.project.manifest import MANIFEST, manifest_bytes
from fieldpact.project.plan import WRITTEN_ONCE
from fieldpact.render.bundle import render_bundle
from fieldpact.render.device import device_values
from fieldpact.render.inputs import Inputs
from fieldpact.render.jsons import to_json


def render(inputs: Inputs) -> dict[str, bytes]:
    """path -> bytes of everything a build owns. The same inputs give the same bytes on every machine."""
    files: dict[str, bytes] = {}
    for path, data in inputs.runtime.items():
        files[f"src/{path}"] = data
    for path, data in render_bundle(inputs).items():
        files[f"src/bundle/{path}"] = data
    for path, data in inputs.spec_files.items():
        files[f"spec/{path}"] = data
    for name, data in inputs.hooks.items():
        files[f"spec/hooks/{name}"] = data
    files["spec/fieldpact.lock"] = to_json(_lock(inputs))
    if inputs.app.brand_logo:
        files["src/assets/icon.png"] = inputs.spec_files[inputs.app.brand_logo]
    files.update(_texts(inputs))
    files.update({f"{WRITTEN_ONCE}{name}": data for name, data in inputs.hooks.items()})
    hooked = bool(inputs.hooks) or not inputs.draft
    owned = {path: data for path, data in files.items() if hooked or not path.startswith(WRITTEN_ONCE)}
    files[MANIFEST] = manifest_bytes(owned)
    return dict(sorted(files.items()))


def digest_of(files: Mapping[str, bytes]) -> str:
    """One digest of many files: over their paths and contents, in order."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{len(path.encode())} {path} {len(files[path])}\n".encode())
        whole.update(files[path])
    return whole.hexdigest()


def _lock(inputs: Inputs) -> dict[str, Any]:
    """What this app was made from, by digest."""
    return {
        "format": 1,
        "fieldpact": inputs.version,
        "runtime": digest_of(inputs.runtime),
        "governance": inputs.governance_digest,
        "spec": {path: hashlib.sha256(data).hexdigest() for path, data in sorted(inputs.spec_files.items())},
        **({"hooks": digest_of(inputs.hooks)} if inputs.hooks else {}),
    }


def _texts(inputs: Inputs) -> dict[str, bytes]:
    """The project's text files. Templates are ours alone: author text reaches them only as quoted values."""
    values = {**_values(inputs.app, inputs.version), **_device(inputs), **_sealing(inputs)}
    return {path: _template(text).render(values).encode() for path, text in inputs.templates.items()}


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.filters["toml"] = toml_string
    environment.filters["line"] = line
    environment.filters["markdown"] = markdown
    return environment


@functools.cache
def _template(text: str) -> jinja2.Template:
    """Compiled once a process: a preview and an approval render more than once."""
    return _environment().from_string(text)


def _sealing(inputs: Inputs) -> dict[str, bool]:
    """What the app's device needs to seal restricted values, and to check who signed a release."""
    seals = "restricted" in inputs.policy.get("fields", {}).values()
    return {"seals": seals, "needs_cryptography": seals or not inputs.draft}


def _values(app: App, version: str) -> dict[str, Any]:
    slug = app.id.rsplit(".", 1)[-1]
    form = next((table for table in app.tables.values() if not table.reference), None)
    return {
        "app": app,
        "slug": slug,
        "org": app.id.rsplit(".", 1)[0],
        "form": form.name if form else "",
        "fieldpact_version": version,
        "parties": list(app.pact.parties.values()) if app.pact else [],
        "tables": list(app.tables.values()),
    }


def _device(inputs: Inputs) -> dict[str, Any]:
    types = {field.type for table, field in inputs.app.all_fields() if not table.reference}
    return device_values(types, exact=inputs.policy.get("exact_location") is True)


def toml_string(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's too, but for surrogates (so none are made) and DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def line(text: str) -> str:
    """Author text on one line."""
    return " ".join(text.split())


_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()<>#|!&~"})


def markdown(text: str) -> str:
    """Author text as one line of Markdown that means only itself."""
    return line(text).translate(_MARKDOWN)
