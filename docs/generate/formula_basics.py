"""How the formula language behaves, in short. The value beside each example is what the language gives, not typed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from fieldapp.fields import BUILT_IN
from fieldapp.formula.coerce import show_float
from fieldapp.formula.decimals import show
from fieldapp.formula.values import ErrorValue
from fieldpact.formula import evaluate
from fieldpact.report.markdown import code, table

NAMES = [
    "- A bare name is a field of the record that the formula stands in; inside lines, of the row first.",
    "- A table's name and the `row:` name of lines reach one record by name where two have the same field: "
    "`line.product`, `order.customer`.",
    "- A dot walks a link: `customer.city`. A blank link gives blank.",
    "- `lines` is the table of rows: `Sum(lines, amount)`. A stored table is reached by its name: `CountRows(visit)`.",
    "- `shelves.answers` of lines in lines is the table of all answers of all shelves: "
    '`CountRows(Filter(shelves.answers, result = "bad"))`. Only those that belong to rows that count are in it.',
    "- Inside `Filter`, `Sum` and others over rows, bare names are the row's first; `lines As l` names the row.",
    f"- Every record has {', '.join(code(name) for name in BUILT_IN)} too.",
    "- `Me()` is the person, with `id`, `name`, `role`, `territory`, `manager` and `email`.",
    "- Names are case-sensitive. A name that isn't plain is put in single quotes: `'Net weight'`.",
]
SECTIONS: list[tuple[str, str, tuple[str, ...]]] = [
    (
        "Blanks",
        "What was not filled is blank. In arithmetic it counts as 0, in a text as the empty text, as a condition as "
        "false; but it isn't equal to 0. `IsBlank` tells it apart.",
        ("Blank() + 1", 'Blank() & "x"', "Blank() = 0", "IsBlank(Blank())", "IsBlank(0)", "Coalesce(Blank(), 7)"),
    ),
    (
        "Errors",
        "An error is a value: it flows on to whoever shows it. `IfError` and `IsError` catch it. "
        "Each row has its own: one bad row doesn't spoil the others.",
        ("1 / 0", "1 / 0 + 1", "IfError(1 / 0, 0)", 'IsError(Value("x"))', "CountRows([1 / 0, 2])"),
    ),
    (
        "Decimals",
        "Numbers are decimals with up to 28 digits, so money adds up. `Float`, `Power`, `Sqrt`, `Exp`, `Ln`, `Log` and "
        "`Pi` give floats; what is computed from a float is one too.",
        ("0.1 + 0.2", "0.1 + 0.2 = 0.3", "1 / 3", "15%", "Round(2.5, 0)", "Float(0.1) + Float(0.2)"),
    ),
    (
        "Texts",
        'A text stands in double quotes, a quote in it is doubled. `$"…"` puts values into a text. '
        "`=` tells capitals apart, `in` doesn't.",
        ('"He said ""no"""', '$"{1 + 1} cases"', '"a" & 1', '"A" = "a"', '"A" in "banana"', '"A" exactin "banana"'),
    ),
    (
        "Operators",
        "`+ - * / ^ %`, `&` joins texts, `= <> < <= > >=` compare, `&& || !` or `And Or Not` combine, `in` and "
        "`exactin` look into texts and tables.",
        ("2 + 3 * 4", "2 ^ 3", "7 <> 8", "!true", "3 in [1, 2, 3]", "Date(2027, 1, 31) + 1"),
    ),
]


def section() -> list[str]:
    lines = ["## Names", "", *NAMES, ""]
    for title, text, examples in SECTIONS:
        rows = [(code(example), code(shown(evaluate(example)))) for example in examples]
        lines += [f"## {title}", "", text, "", *table(["Formula", "Gives"], rows)]
    return lines


def shown(value: Any) -> str:
    """A value as an author would write it; an error by its kind."""
    match value:
        case None:
            return "blank"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return show(value)
        case ErrorValue():
            return f"error {value.kind}: {value.message}"
        case str():
            return '"' + value.replace('"', '""') + '"'
        case float():
            return show_float(value)
        case dt.date():
            return value.isoformat()
    raise TypeError(f"no way to show {value!r}")
