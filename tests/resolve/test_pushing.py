"""Formulas over reference tables with more than 5,000 rows: which are told to be slow, and which aren't."""

from pathlib import Path

import pytest

from fieldpact.findings import Severity
from fieldpact.pipeline import read_model

SPEC = """\
fieldpact: 1
app: {{id: com.example.slow, name: Slow, version: 1.0.0, currency: SEK}}
tables:
  chain: {{from: data/chain.csv, fields: {{name: text, active: yes_no}}}}
  product:
    from: data/product.csv
    fields:
      name: text
      price: money
      weight: number
      since: date
      active: yes_no
      chain: {{type: link, to: chain}}
      tags: {{type: choices, options: {{new: New, hot: Hot}}}}
  visit:
    fields:
      word: text
      chosen:
        type: link
        to: product
        where: '{where}'
      found:
        type: {type}
        formula: '={formula}'
"""


def told(folder: Path, rows: int, formula: str = "1", where: str = "true", kind: str = "number") -> list[str]:
    """Paths of the warnings."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data/chain.csv").write_text("id,name,active\nc1,Corner,true\n", "utf-8")
    header = "id,name,price,weight,since,active,chain,tags\n"
    lines = "".join(f"p{n},Product {n},1,2,,,c1,\n" for n in range(rows))
    (folder / "data/product.csv").write_text(header + lines, "utf-8")
    (folder / "spec.yaml").write_text(SPEC.format(formula=formula, where=where, type=kind), "utf-8")
    findings = read_model(folder / "spec.yaml").findings
    assert {(finding.code, finding.severity) for finding in findings} <= {("slow-over-table", Severity.WARNING)}
    return [finding.path for finding in findings]


@pytest.mark.parametrize(
    "formula",
    [
        "LookUp(product, name = word).price",
        "LookUp(product, name = word && Len(name) > 3).price",
        "CountIf(product, weight > 2.5 && active)",
        "CountRows(product)",
        "CountIf(product, chain = chosen.chain && owner <> Me() && id <> chosen.id)",
        'CountIf(product, name in ["a", word] || IsBlank(word) || StartsWith(name, word) || !active)',
        "Sum(product, price)",
        "Sum(Filter(product, chain.active), price)",
        "Max(Filter(product, since <= Today(), word in name), weight)",
        "First(Sort(Filter(product, active), price, SortOrder.Descending)).price",
        "CountRows(Distinct(product, name))",
        "Sum(Filter(product, name = word), price * 2)",
        "CountRows(Filter(product, IsBlank(tags)))",
    ],
)
def test_what_the_store_answers_is_not_slow(tmp_path, formula: str):
    assert told(tmp_path, 5_001, formula) == []


@pytest.mark.parametrize(
    "formula",
    [
        "LookUp(product, Len(name) > 3).price",
        "LookUp(product, Len(name) > 3 && name = word).price",
        "Sum(product, price * 2)",
        "First(Sort(product, name)).price",
        'CountIf(product, "hot" in tags)',
        "CountRows(ForAll(product, price))",
    ],
)
def test_what_reads_every_row_of_a_large_table_is_slow(tmp_path, formula: str):
    assert told(tmp_path, 5_001, formula) == ["tables.visit.fields.found.formula"]
    assert told(tmp_path, 5_000, formula) == []


@pytest.mark.parametrize(
    ("where", "slow"),
    [
        ("active", False),
        ("name = Form.word", False),
        ("chain.active && since <= Today()", False),
        ("Len(name) > 3", True),
        ("active && Len(name) > 3", True),
    ],
)
def test_a_link_offers_records_without_reading_the_others(tmp_path, where: str, slow: bool):
    assert told(tmp_path, 5_001, where=where) == (["tables.visit.fields.chosen.where"] if slow else [])
