"""Lists of options that came from a file, as canonical CSV: choices/<name>.csv.

A file rather than app.json, because such a list may be long and several fields may share it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from fieldpact.model.app import App
from fieldpact.model.field import Option


def choice_files(app: App) -> dict[str, bytes]:
    """path inside the bundle -> bytes, of the lists that fields of the app use."""
    used = {field.choices: field.listed for _, field in app.all_fields() if field.choices is not None}
    return {f"choices/{name}.csv": _csv(options, app.languages) for name, options in sorted(used.items())}


def _csv(options: Mapping[str, Option], languages: tuple[str, ...]) -> bytes:
    columns = sorted({name for option in options.values() for name in option.columns})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["value", *(f"label:{language}" for language in languages), *columns])
    for option in options.values():
        labels = (option.label.by_language.get(language, option.label.first()) for language in languages)
        writer.writerow([option.value, *labels, *(option.columns.get(name, "") for name in columns)])
    return out.getvalue().encode()
