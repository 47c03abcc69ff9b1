"""The model as plain JSON values, for goldens and for whoever compares two models."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from fieldpact.model.app import MODEL_VERSION, App
from fieldpact.model.formula import Formula
from fieldpact.model.test import Entry


def dump(app: App) -> dict[str, Any]:
    """Every value of the model under its own name, in the order of the spec.

    What is absent (None, False, empty) is left out, and so are places in the spec, which move when a line is added.
    Formulas stand in full under `formulas`; elsewhere by their id.
    """
    whole = {
        field.name: _plain(getattr(app, field.name)) for field in dataclasses.fields(app) if field.name != "formulas"
    }
    formulas = {id_: _members(formula) for id_, formula in app.formulas.items()}
    return {"model": MODEL_VERSION, **_present(whole), "formulas": formulas}


def _plain(value: Any) -> Any:
    if isinstance(value, Formula):
        return value.id
    if isinstance(value, Entry) and isinstance(value.value, Formula):  # a test's formula stands nowhere else
        return {"formula": value.value.text}
    if dataclasses.is_dataclass(value):
        return _members(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _members(value: Any) -> dict[str, Any]:
    names = [field.name for field in dataclasses.fields(value) if field.name != "at"]
    return _present({name: _plain(getattr(value, name)) for name in names})


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    """0 is a value (`round: 0`), though it equals False."""
    return {
        key: value
        for key, value in values.items()
        if value is not None and value is not False and value not in ([], {})
    }
