"""Specs of any size, made the same way each time."""

from __future__ import annotations

HEAD = """fieldpact: 1
app: {id: com.example.bench_%(n)d, name: {en: Bench, sv: Prov}, version: 1.0.0, languages: [en, sv], currency: SEK}
pact:
  business: {name: Sales Operations, person: lena.berg@example.com, deputy: ops@example.com}
  it: {name: Mobile Platform, person: jo.ito@example.com}
  plan: {go_live: 2027-01-15, review_by: 2027-07-15}
  success:
    - {name: Kept, part: =CountRows(t0), whole: =CountRows(t0), target: 60%%}
tables:
"""

KINDS = (
    "text, max_length: 80",
    "integer, min: 0, max: 500",
    "money, min: 0",
    "date, default: =Today()",
    "yes_no",
    "percent",
)


def spec(fields: int, tables: int = 1, number: int = 0) -> str:
    """A spec with `fields` fields in all; every third field is computed from two others and shown by a condition:
    two formulas each, so 1,000 fields have more than 500."""
    lines = [HEAD % {"n": number}]
    each = fields // tables
    for table in range(tables):
        lines.append(
            f"  t{table}:\n    label: {{en: Table {table}, sv: Tabell {table}}}\n    title: =f0\n    fields:\n"
        )
        for index in range(each):
            label = f"label: {{en: Field {index}, sv: Fält {index}}}"
            if index >= 12 and index % 3 == 0:
                a, b = _number_before(index), _number_before(_number_before(index))
                rule = f"type: money, formula: =f{a} * 2 + f{b}, visible: =f{a} > 0"
            else:
                rule = f"type: {KINDS[index % len(KINDS)]}"
            lines.append(f"      f{index}: {{{rule}, {label}}}\n")
    return "".join(lines)


def _number_before(index: int) -> int:
    """The nearest earlier field that holds a typed number."""
    index -= 1
    while not (index % len(KINDS) in (1, 2) and (index < 12 or index % 3 != 0)):
        index -= 1
    return index
