"""docs/formulas.md: the language in short, and every function with its examples."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterable

from docs.generate import earlier, formula_basics
from docs.generate.lazy import MEANINGS
from fieldapp.formula.enumerations import ENUMERATIONS
from fieldapp.formula.registry import FUNCTIONS, Function
from fieldpact.formula.excel import LAZY, LEFT_OUT, OF_RECORDS, TRANSLATIONS
from fieldpact.report.markdown import anchor, code, document, prose, table

CHOOSING = "Choosing"
EARLIER = "Stored records"
FAMILIES = {
    "logic": "Blank, empty, error",
    "aggregate": "Adding up and counting",
    "tables": "Rows",
    "shapes": "Columns",
    "texts": "Texts",
    "patterns": "Patterns",
    "conversion": "From one kind to another",
    "maths": "Numbers",
    "dates": "Dates, times and the person",
    "process": "Moves",
    "places": "Places",
}
"""Module of the library -> heading, in the order of the page."""


def page() -> str:
    families = {title: list(_of_family(module)) for module, title in FAMILIES.items()}
    missing = FUNCTIONS.keys() - {function.name for family in families.values() for function in family}
    assert not missing, f"no family for {sorted(missing)}"
    return document(
        "Formulas",
        "`fieldapp/formula` and `fieldpact/formula`",
        _intro(families),
        formula_basics.section(),
        _choosing(),
        *(_family(title, functions) for title, functions in families.items()),
        _earlier(),
        _enumerations(),
        _excel(),
        _left_out(),
    )


def _of_family(module: str) -> Iterable[Function]:
    return (f for f in FUNCTIONS.values() if f.call.__module__ == f"fieldapp.formula.functions.{module}")


def _intro(families: dict[str, list[Function]]) -> list[str]:
    names = {CHOOSING: list(LAZY), **{title: [f.name for f in family] for title, family in families.items()}}
    names[EARLIER] = list(OF_RECORDS)
    rows = [(f"[{title}](#{_id(title)})", ", ".join(_link(name) for name in family)) for title, family in names.items()]
    return [
        "The language is Power Fx, close to Excel. A formula gives a value and changes nothing; it runs on the phone, "
        "without a network.",
        "",
        *table(["Family", "Functions"], rows),
        "In a signature, `?` marks what may be left out and `...` what may be repeated. `row:` marks what is computed "
        "for each row, where bare names are the row's. `column` is a column's name, `option` a member of an "
        "[enumeration](#enumerations), `raw` any value and errors too, `moment` and `when` a date or a time, `instant` "
        "both together.",
        "",
    ]


def _id(family: str) -> str:
    return anchor(_title(family))


def _title(family: str) -> str:
    """Headings of families don't collide with those of the language's basics."""
    return f"Functions: {family.lower()}"


def _link(name: str) -> str:
    return f"[{name}](#{anchor(name)})"


def _choosing() -> list[str]:
    lines = [f"## {_title(CHOOSING)}", "", "These look only at the arguments they need.", ""]
    for name, signature in LAZY.items():
        meaning, examples = MEANINGS[name]
        lines += _function(name, signature, meaning, examples)
    return lines


def _earlier() -> list[str]:
    lines = [f"## {_title(EARLIER)}", "", "These look among the stored records for what belongs to this one.", ""]
    for name, signature in OF_RECORDS.items():
        meaning, examples = earlier.MEANINGS[name]
        lines += [f"### {name}", "", code(signature), "", prose(meaning), ""]
        lines += [*(f"- {code(source)} is {said}" for source, said in examples), ""]
    return lines


def _family(title: str, functions: list[Function]) -> list[str]:
    lines = [f"## {_title(title)}", ""]
    for function in functions:
        parser = doctest.DocTestParser()
        meaning = "".join(part for part in parser.parse(function.doc) if isinstance(part, str))
        examples = [(e.source.strip(), e.want.strip()) for e in parser.get_examples(function.doc)]
        lines += _function(function.name, function.signature, meaning, examples)
    return lines


def _function(name: str, signature: str, meaning: str, examples: Iterable[tuple[str, str]]) -> list[str]:
    text = re.sub(r"\n{3,}", "\n\n", prose(meaning).strip())
    return [
        f"### {name}",
        "",
        code(signature),
        "",
        text,
        "",
        *(f"- {code(source)} gives {code(value)}" for source, value in examples),
        "",
    ]


def _enumerations() -> list[str]:
    rows = [(code(name), ", ".join(code(member) for member in members)) for name, members in ENUMERATIONS.items()]
    return ["## Enumerations", "", "Written with a dot: `TimeUnit.Days`.", "", *table(["Name", "Members"], rows)]


def _excel() -> list[str]:
    rows = [(code(excel), _link(ours), code(example)) for excel, (ours, example) in TRANSLATIONS.items()]
    return [
        "## If you come from Excel",
        "",
        "Functions are written as here, `Sum` and not `SUM`; arguments are parted by commas, and cells are fields by "
        "name. `fieldpact check` knows these names of Excel's and says what to write.",
        "",
        *table(["Excel", "Here", "For example"], rows),
    ]


def _left_out() -> list[str]:
    reasons: dict[str, list[str]] = {}
    for name, reason in LEFT_OUT.items():
        reasons.setdefault(reason, []).append(name)
    rows = [(", ".join(code(name) for name in sorted(names)), prose(reason)) for reason, names in reasons.items()]
    return ["## Left out of Power Fx", "", *table(["Functions", "Because"], rows)]
