"""Lists of options in a CSV file beside the spec -> as if they were written in it, every mistake in its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Severity, Span
from fieldpact.resolve.data import Rows
from fieldpact.resolve.names import ID
from fieldpact.resolve.options import bad_value, some_of
from fieldpact.spec import mixed_script
from fieldpact.spec.characters import UNSEEN, complaint
from fieldpact.suggest import nearest

VALUE, LABEL = "value", "label"


@unchanging
class ChoiceFile:
    """A list that stands in a file: option -> label and columns, as an author writes them in a spec."""

    options: Mapping[str, object] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


def file_of(written: Mapping[str, object]) -> str | None:
    """The path in `choices: {city: {from: data/cities.csv}}`; None for a list that stands in the spec.

    An option may be called `from` too: then its list has others beside it, or its label isn't the name of a CSV file.
    """
    name = written.get("from")
    return name if len(written) == 1 and isinstance(name, str) and name.lower().endswith(".csv") else None


def read_choices(name: str, data: bytes, languages: Sequence[str]) -> ChoiceFile:
    """The options of a file, which findings call `name`. Its first row names the columns."""
    rows = Rows(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        rows.report("not-utf8", line, "this file is not UTF-8 text", "in Excel, save it as 'CSV UTF-8'")
        return ChoiceFile(findings=rows.findings())
    first = text.split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    options: dict[str, object] = {}
    line = 1
    try:
        names = [each.strip() for each in next(reader, [])]
        labels = _check_header(names, languages, rows)
        line = reader.line_num + 1
        for row in reader if labels is not None else ():
            _add(options, labels or {}, names, row, line, rows)
            line = reader.line_num + 1
    except csv.Error as problem:
        hint = "a quote that opens a value must close it; write a quote inside one twice"
        rows.report("bad-csv", line, f"this row can't be read: {problem}", hint)
    if not options and not rows.mistakes:
        rows.report("bad-csv", 1, "this file has no options", "add a row for each below the names of the columns")
    warnings = [*_gaps(rows, options, labels or {}, languages), *_two_scripts(rows, options)]
    return ChoiceFile(options, [*rows.findings(), *warnings])


def _two_scripts(rows: Rows, options: Mapping[str, object]) -> Iterator[Finding]:
    """The first option with a word that mixes letters which look alike: a file may be long."""
    for value, option in options.items():
        for text in _label_of(option).values():
            if (odd := mixed_script.complaint(text)) is not None:
                span = Span(rows.name, rows.ids[value], 1, rows.ids[value], 1)
                yield Finding("mixed-script", odd[0], span, Severity.WARNING, rows.name, mixed_script.HINT)
                return


def _gaps(
    rows: Rows, options: Mapping[str, object], labels: Mapping[str, str], languages: Sequence[str]
) -> Iterator[Finding]:
    """One finding for each language in which options say nothing, at the first of them: a file may be long."""
    for language in languages if options else ():
        without = [value for value, option in options.items() if language not in _label_of(option)]
        if not without:
            continue
        if language in labels:
            say = "says" if len(without) == 1 else "say"
            said = f"{len(without)} of {len(options)} options {say} nothing in {language}: {some_of(without)}"
            line = rows.ids[without[0]]
            hint = f"fill in the column {labels[language]}"
        else:
            said, line = f"the options say nothing in {language}", 1
            hint = f"add a column label:{language}"
        code = "missing-text" if len(without) == 1 else "missing-texts"
        yield Finding(code, said, Span(rows.name, line, 1, line, 1), Severity.WARNING, rows.name, hint)


def _label_of(option: object) -> Mapping[str, str]:
    assert isinstance(option, Mapping)
    by_language: Mapping[str, str] = option[LABEL]
    return by_language


def _check_header(names: Sequence[str], languages: Sequence[str], rows: Rows) -> dict[str, str] | None:
    """By language the column with its labels; None where the rows can't be read."""
    labels: dict[str, str] = {}
    for column in names:
        kind, _, language = column.partition(":")
        if column == LABEL:
            labels.setdefault(languages[0], column)
        elif kind == LABEL and language in languages:
            labels[language] = column
        elif kind == LABEL:
            guess = nearest(language, languages)
            hint = f"did you mean label:{guess}?" if guess else "add it to app.languages, or take the column out"
            rows.report("unknown-language", 1, f"the app has no language {language!r}", hint)
        elif column != VALUE and ID.match(column) is None:
            hint = "columns are small letters a-z, digits and _, starting with a letter"
            rows.report("bad-id", 1, f"{column!r} can't be the name of a column", hint)
        if names.count(column) > 1:
            rows.report(
                "duplicate-column", 1, f"there are {names.count(column)} columns {column!r}", "keep one of them"
            )
            return None
    if VALUE not in names or not labels:
        missing = VALUE if VALUE not in names else LABEL
        hint = "the first row names the columns: value, label, and any others to filter by"
        rows.report("missing-column", 1, f"there is no column {missing}", hint)
        return None
    if list(labels.values()) == [LABEL]:  # one name for all languages, as of a town
        return dict.fromkeys(languages, LABEL)
    return labels


def _add(
    options: dict[str, object],
    labels: Mapping[str, str],
    names: Sequence[str],
    row: Sequence[str],
    line: int,
    rows: Rows,
) -> None:
    if not any(cell.strip() for cell in row):
        return
    if len(row) > len(names):
        say = f"this row has {len(row)} values for {len(names)} columns"
        rows.report("bad-csv", line, say, "put values with commas in quotes")
    cells = {column: cell.strip() for column, cell in zip(names, row, strict=False)}
    for column, cell in cells.items():
        if odd := UNSEEN.search(cell):
            rows.report("odd-character", line, f"{column}: {complaint(odd[0])}", "delete it and type the text anew")
    value = cells.get(VALUE, "")
    by_language = {language: cells[column] for language, column in labels.items() if cells.get(column)}
    if bad_value(value):
        say = f"{value!r} can't be the value of an option"
        rows.report("bad-option", line, say, "use a short word without spaces, commas and semicolons")
    elif value in options:
        rows.report("duplicate-option", line, f"there are two options {value!r}", "give each a value of its own")
    elif not by_language:
        rows.report("missing-label", line, f"the option {value!r} has no label", "write what people read")
    else:
        columns = {
            column: cell
            for column, cell in cells.items()
            if column != VALUE and LABEL not in (column, column.split(":")[0])
        }
        options[value] = {LABEL: by_language, **columns}
        rows.ids[value] = line
