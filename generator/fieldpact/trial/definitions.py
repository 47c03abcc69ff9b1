"""The app as the phone knows it: definitions made in memory from the model, on the way that a bundle takes."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.app.definition import AppDef
from fieldapp.bundle import read_bundle
from fieldpact.model.app import App
from fieldpact.render.bundle import render_bundle
from fieldpact.render.inputs import Inputs


def definitions(app: App, files: Mapping[str, bytes], reference: Mapping[str, bytes]) -> AppDef:
    """`files` are those beside the spec. Policy and runtime play no part in an app's logic and are left out."""
    inputs = Inputs(
        app=app,
        spec_files=files,
        reference=reference,
        policy={},
        runtime={},
        templates={},
        governance_digest="",
        version="",
    )
    return read_bundle(render_bundle(inputs))
