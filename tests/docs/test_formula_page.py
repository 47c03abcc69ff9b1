"""What docs/formulas.md says of names and of Excel holds."""

from __future__ import annotations

from typing import ClassVar

import pytest
from docs.generate import earlier

from fieldpact.formula import PlainEnv, compile
from fieldpact.formula.env import Scope
from fieldpact.formula.excel import OF_RECORDS, TRANSLATIONS
from fieldpact.formula.stock import StockTypes
from fieldpact.formula.types import DATE, NUMBER, TEXT, LinkType, Type, table


class Stocked(PlainEnv):
    """Names with a stock among them."""

    stock: ClassVar = {"bag": StockTypes({"owner": LinkType(table="person"), "lot": TEXT}, ("sample",))}


LINE: dict[str, Type] = {
    "product": LinkType(table="product"),
    **dict.fromkeys(("qty", "amount", "discount", "price"), NUMBER),
}
ORDER: dict[str, Type] = {
    "lines": table(LINE, row="line"),
    "customer": LinkType(table="customer"),
    **dict.fromkeys(("total", "value", "grade", "qty"), NUMBER),
    **dict.fromkeys(("code", "name", "city", "Net weight"), TEXT),
    **dict.fromkeys(("start", "end", "date"), DATE),
}
TABLES: dict[str, dict[str, Type]] = {
    "order": ORDER,
    "visit": {"date": DATE},
    "customer": {"city": TEXT},
    "product": {"id": TEXT, "name": TEXT, "price": NUMBER},
}
RECORD = PlainEnv([Scope("order", ORDER)], TABLES)
ROW = PlainEnv([Scope("order", ORDER), Scope("line", LINE)], TABLES)


@pytest.mark.parametrize(("excel", "example"), [(name, example) for name, (_, example) in TRANSLATIONS.items()])
def test_the_example_for_a_name_of_excel_compiles(excel: str, example: str):
    assert compile(example, RECORD).problems == [], excel


@pytest.mark.parametrize(
    ("formula", "deps"),
    [
        ("line.product", ("lines[@].product",)),
        ("order.customer", ("customer",)),
        ("qty", ("lines[@].qty",)),
        ("customer.city", ("customer", "table:customer")),
        ("Sum(lines, amount)", ("lines", "lines[].amount")),
        ("CountRows(visit)", ("table:visit",)),
        ("Sum(lines As l, l.amount)", ("lines", "lines[].amount")),
        ("Me().role", ("me",)),
        ("'Net weight'", ("Net weight",)),
    ],
)
def test_names_reach_what_the_page_says(formula: str, deps: tuple[str, ...]):
    compiled = compile(formula, ROW)
    assert (compiled.problems, compiled.deps) == ([], deps)


def test_names_are_case_sensitive():
    assert [problem.code for problem in compile("Qty", ROW).problems] == ["unknown-name"]


def test_every_function_over_earlier_records_is_told_of():
    assert list(earlier.MEANINGS) == list(OF_RECORDS)


@pytest.mark.parametrize("formula", [formula for _, examples in earlier.MEANINGS.values() for formula, _ in examples])
def test_the_examples_of_functions_over_earlier_records_compile(formula: str):
    audit: dict[str, Type] = {"outlet": LinkType(table="outlet"), "shelf": TEXT, "score": NUMBER, "lot": TEXT}
    assert compile(formula, Stocked([Scope("audit", audit)], {"audit": audit})).problems == []
