"""Long lists of options, which stand in files of their own -> options of the fields that use them, and their labels."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Mapping

from fieldapp.app.definition import FieldDef, Option, TableDef
from fieldapp.bundle.seal import BundleRefused
from fieldapp.unchanging import unchanging


@unchanging
class ChoiceList:
    """`labels` are by language, then by the key that an option has."""

    options: tuple[Option, ...]
    labels: Mapping[str, Mapping[str, str]]


def choice_lists(files: Mapping[str, bytes]) -> dict[str, ChoiceList]:
    """By name the lists in `choices/<name>.csv`."""
    prefix, suffix = "choices/", ".csv"
    return {
        path.removeprefix(prefix).removesuffix(suffix): _read(path, data)
        for path, data in files.items()
        if path.startswith(prefix) and path.endswith(suffix)
    }


def with_options(table: TableDef, lists: Mapping[str, ChoiceList]) -> TableDef:
    """The table with the options of its lists in place; refused where one is missing."""
    return dataclasses.replace(table, fields=_filled(table.fields, lists))


def with_labels(
    strings: Mapping[str, Mapping[str, str]], lists: Mapping[str, ChoiceList]
) -> dict[str, Mapping[str, str]]:
    """The texts by language, with the labels of the lists' options."""
    return {
        language: {**texts, **{k: v for each in lists.values() for k, v in each.labels.get(language, {}).items()}}
        for language, texts in strings.items()
    }


def _filled(fields: tuple[FieldDef, ...], lists: Mapping[str, ChoiceList]) -> tuple[FieldDef, ...]:
    return tuple(_field(field, lists) for field in fields)


def _field(field: FieldDef, lists: Mapping[str, ChoiceList]) -> FieldDef:
    if field.fields:
        return dataclasses.replace(field, fields=_filled(field.fields, lists))
    if field.choices is None:
        return field
    if field.choices not in lists:
        raise BundleRefused(f"choices/{field.choices}.csv is missing")
    return dataclasses.replace(field, options=lists[field.choices].options)


def _read(path: str, data: bytes) -> ChoiceList:
    name = path.removesuffix(".csv").replace("/", ".")
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        header = next(rows, [])
        spoken = [column.removeprefix("label:") for column in header if column.startswith("label:")]
        first = 1 + len(spoken)
        labels: dict[str, dict[str, str]] = {language: {} for language in spoken}
        options = []
        for row in rows:
            if len(row) != len(header):
                raise BundleRefused(f"{path} has a row of {len(row)} values for {len(header)} columns")
            key = f"{name}.{row[0]}"
            for language, label in zip(spoken, row[1:first], strict=True):
                labels[language][key] = label
            columns = dict(zip(header[first:], row[first:], strict=True))
            options.append(Option(row[0], key, {name: cell for name, cell in columns.items() if cell}))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise BundleRefused(f"{path} can't be read: {problem}") from problem
    return ChoiceList(tuple(options), labels)
