"""Drafts, deleted records and what the hub last said are kept as JSON; they walk the same steps as the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldapp.app.definition import AppDef
from fieldapp.app.history import StoredField
from fieldapp.data.migration.conversion import Conversion
from fieldapp.fields.reasons import REASONS

Fields = Mapping[str, StoredField]


class Document:
    """One table's step from the fields of one release to those of the next."""

    def __init__(self, app: AppDef, before: Fields, after: Fields) -> None:
        self._names: dict[str, str] = {}
        self._inner: dict[str, Document] = {}
        self._conversions: dict[str, Conversion] = {}
        for name, field in after.items():
            source = field.renamed_from if field.renamed_from in before else name
            former = before.get(source or name)
            if former is None or source is None:
                continue
            if source != name:
                self._names[source] = name
            if field.type == "lines" and former.type == "lines":
                self._inner[name] = Document(app, former.fields, field.fields)
            elif (former.type, former.to) != (field.type, field.to):
                self._conversions[name] = Conversion(app, name, (source, former), field)

    def upgraded(self, doc: Mapping[str, Any], lost: dict[str, str] | None = None, path: str = "") -> dict[str, Any]:
        """The same record by today's names and types; what the steps don't speak of stays as it is.

        `lost` gathers, by path in a form, the text of values that the new type can't hold.
        """
        found: dict[str, Any] = {}
        for before, value in doc.items():
            name = self._names.get(before, before)
            if before != name and name in found:
                continue
            if name in self._inner and isinstance(value, list):
                inner = self._inner[name]
                value = [inner.upgraded(row, lost, f"{path}{name}/{row.get('id')}/") for row in value]
            elif name in self._conversions and value is not None:
                made = self._conversions[name].json(value)
                if made is None and lost is not None:
                    lost[f"{path}{name}"] = self._conversions[name].text(value)
                value = made
            found[name] = value
        return found

    def record(self, doc: Mapping[str, Any], before: str, table: str) -> dict[str, Any]:
        """A whole record, with its answers to checks, which are named after their table."""
        upgraded = self.upgraded(doc)
        if upgraded.get(REASONS):
            upgraded[REASONS] = self.reasons(upgraded[REASONS], before, table)
        return upgraded

    def draft(self, doc: Mapping[str, Any], before: str, table: str) -> dict[str, Any]:
        """A draft: what the screen keeps about it, and under `form` what the form's engine left."""
        return {**doc, "form": self._form(doc["form"], before, table)} if "form" in doc else dict(doc)

    def _form(self, form: Mapping[str, Any], before: str, table: str) -> dict[str, Any]:
        """Text that can't be read, or not any more, stays for the person to mend."""
        lost: dict[str, str] = {}
        upgraded = {**form, "table": table, "values": self.upgraded(form["values"], lost)}
        upgraded["unread"] = {**lost, **{self._path(path): text for path, text in form["unread"].items()}}
        for key in ("touched", "came"):
            upgraded[key] = [self._path(path) for path in form.get(key, ())]
        upgraded["reasons"] = self.reasons(form["reasons"], before, table)
        return upgraded

    def reasons(self, reasons: Mapping[str, str], before: str, table: str) -> dict[str, str]:
        """Answers by today's names: of checks, which are named after their table, and of fields behind a stroke."""
        return {
            f"/{self._path(key[1:])}" if key.startswith("/") else _renamed_check(key, before, table): why
            for key, why in reasons.items()
        }

    def _path(self, path: str) -> str:
        """`lines/<row id>/qty` by today's names."""
        head, *rest = path.split("/")
        name = self._names.get(head, head)
        if len(rest) < 2 or name not in self._inner:
            return "/".join([name, *rest])
        row, *inner = rest
        return "/".join([name, row, self._inner[name]._path("/".join(inner))])


def _renamed_check(name: str, before: str, table: str) -> str:
    """Checks are named after their table."""
    return f"{table}.{name.removeprefix(f'{before}.')}" if name.startswith(f"{before}.") else name
