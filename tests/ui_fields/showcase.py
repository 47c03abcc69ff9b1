"""A form with every field type, on the real engine and store; the app is made by hand, so no compiler is needed.

Run as a program it serves the form for a browser: `showcase.py PORT [light|dark] [FOLDER]`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import flet as ft
from tests.locales import locales_in

from fieldapp.app.definition import AppDef, Brand, FieldDef, Formula, Option, TableDef
from fieldapp.app.strings import Strings
from fieldapp.data.repository import Repository
from fieldapp.form.engine import Engine
from fieldapp.ui.fields import input_for
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.theme import dark, light, look_of

LABELS = {
    "name": "Name",
    "text": "Shop",
    "long_text": "What did you talk about, and what did you promise to do before the next visit?",
    "integer": "Facings",
    "number": "Shelf length in metres",
    "money": "Budget",
    "percent": "Discount",
    "switch": "Has a cooler",
    "answer": "Is the shop open?",
    "few": "Outcome",
    "many": "Region",
    "choices": "Materials left",
    "date": "Date",
    "time": "Opens at",
    "datetime": "Next visit",
    "email": "E-mail",
    "phone": "Phone",
    "url": "Web site",
    "link": "Main product",
    "only": "No product fits",
    "reason": "Reason",
    "fixed": "Owner",
    "lines": "Order",
    "grid": "Shelf",
    "total": "Total",
    "photo": "Pictures",
    "note": "Thank the shop for its time.",
    "product": "Product",
    "qty": "Quantity",
    "price": "Price",
    "discount": "Rebate",
    "amount": "Amount",
    "hint": "As it stands on the sign",
}


def constant(value: Any, type: str = "") -> Formula:
    return Formula("constant", lambda *_: value, (), type)


def define(name: str, type: str, **more: Any) -> FieldDef:
    return FieldDef(name, type, f"visit.{name}", name, **more)


def options(*names: str) -> tuple[Option, ...]:
    return tuple(Option(name.lower(), f"option.{name}") for name in names)


def price_of(world: Any, *records: Mapping[str, Any]) -> Any:
    product = world.record("product", records[-1]["product"]) if records[-1]["product"] else None
    return product["price"] if product else None


def amount_of(_world: Any, *records: Mapping[str, Any]) -> Decimal:
    row = records[-1]
    return (row["qty"] or 0) * (row["price"] or Decimal(0)) * (1 - (row["discount"] or Decimal(0)))


def row_fields(at: str) -> tuple[FieldDef, ...]:
    """The fields of the rows in the lines called `at`."""

    def row_formula(call: Any, *names: str) -> Formula:
        return Formula(call.__name__, call, tuple(f"{at}[@].{name}" for name in names), "number")

    return (
        define("product", "link", to="product", required=constant(True)),
        define("qty", "integer", default=constant(Decimal(1)), min=constant(Decimal(1)), max=constant(Decimal(99))),
        define("price", "money", formula=row_formula(price_of, "product")),
        define("discount", "percent", max=constant(Decimal("0.15"))),
        define("amount", "money", formula=row_formula(amount_of, "qty", "price", "discount")),
    )


def total_of(_world: Any, record: Mapping[str, Any]) -> Decimal:
    return sum((row["amount"] or Decimal(0) for row in record["lines"]), Decimal(0))


OUTCOMES = ("Order", "Nothing", "Closed")
REGIONS = ("North", "South", "East", "West", "Abroad")
TITLE = Formula("title", lambda _world, record: record["name"], ("name",), "text")
PRODUCT = TableDef(
    "product", "product", "product", TITLE, (define("name", "text", search=True), define("price", "money"))
)
VISIT = TableDef(
    "visit",
    "lines",
    "lines",
    Formula("title", lambda _world, record: record["text"], ("text",), "text"),
    (
        define("note", "note", text="note"),
        define("text", "text", required=constant(True), hint="hint"),
        define("long_text", "long_text", max_length=200),
        define("few", "choice", options=options(*OUTCOMES), required=constant(True)),
        define(
            "reason",
            "text",
            required=constant(True),
            visible=Formula("visible", lambda _world, record: record["few"] == "nothing", ("few",), "boolean"),
        ),
        define("many", "choice", options=options(*REGIONS)),
        define("choices", "choices", options=options("Poster", "Shelf strip", "Sample box", "Menu card", "Coasters")),
        define("switch", "yes_no"),
        define("answer", "yes_no", required=constant(True)),
        define("integer", "integer", min=constant(Decimal(0))),
        define("number", "number"),
        define("money", "money"),
        define("percent", "percent", max=constant(Decimal("0.15"))),
        define("date", "date"),
        define("time", "time"),
        define("datetime", "datetime"),
        define("email", "email"),
        define("phone", "phone"),
        define("url", "url"),
        define("link", "link", to="product"),
        define("only", "link", to="product", where=constant(False)),
        define("fixed", "text", default=constant("Lena Berg"), read_only=constant(True)),
        define("lines", "lines", fields=row_fields("lines")),
        define("total", "money", formula=Formula("total", total_of, ("lines", "lines[].amount"), "number")),
        define("grid", "lines", fields=row_fields("grid"), show="grid"),
        define("photo", "photo", max=constant(Decimal(2))),
    ),
)
TEXTS = {**LABELS, **{f"option.{name}": name for name in (*OUTCOMES, *REGIONS)}}
TEXTS |= {f"option.{name}": name for name in ("Poster", "Shelf strip", "Sample box", "Menu card", "Coasters")}
APP = AppDef(
    id="com.example.showcase",
    name="name",
    version="1.0.0",
    languages=("en",),
    currency="SEK",
    brand=Brand("#0B6E4F"),
    draft=False,
    roles={},
    tables={"visit": VISIT, "product": PRODUCT},
    views=(),
    policy={},
    schema_version=1,
    strings={"en": TEXTS},
    locales=locales_in("SEK", ["en"]),
)
PRODUCTS = ("Amber ale 33 cl", "Birch water 50 cl", "Cloudberry soda 27,5 cl, organic, returnable bottle", "Dark stout")


def store(folder: Path, products: int = len(PRODUCTS)) -> Repository:
    """A repository with that many products."""
    repository = Repository(APP, folder)
    for at in range(products):
        name = PRODUCTS[at] if at < len(PRODUCTS) else f"Product {at:03}"
        repository.save("product", {"name": name, "price": Decimal("24.50") + at})
    return repository


def open_form(page: ft.Page, repository: Repository, values: Mapping[str, Any] | None = None) -> FormUi:
    """A new form over the store; `values` are entered into it."""
    engine = Engine(APP, VISIT, repository.world(), given=values)
    look = look_of(APP.brand.color)
    return FormUi(
        engine=engine,
        strings=Strings(APP, "en"),
        app=APP,
        page=page,
        repository=repository,
        look=look,
    )


@ft.component
def Sheet(form: FormUi, names: tuple[str, ...]) -> ft.Control:
    """The inputs of these fields, under each other."""
    inputs = [input_for(form.engine.cell(name), form) for name in names]
    return ft.ListView(inputs, spacing=14, expand=True, padding=16, build_controls_on_demand=False)


def serve(port: int, mode: str, folder: Path, names: tuple[str, ...]) -> None:
    """Serve a filled form for a browser."""
    repository = store(folder)
    first, second = (entry.id for entry in repository.list("product").rows[:2])

    def main(page: ft.Page) -> None:
        look = look_of(APP.brand.color)
        page.theme, page.dark_theme, page.padding = light(look), dark(look), 0
        page.theme_mode = ft.ThemeMode.DARK if mode == "dark" else ft.ThemeMode.LIGHT
        form = open_form(page, repository)
        engine = form.engine
        for path, value in {
            "text": "Corner Shop",
            "few": "nothing",
            "choices": ["poster", "coasters"],
            "switch": True,
            "integer": Decimal(4),
            "money": Decimal("1250.5"),
            "date": repository.world().today(),
            "email": "ana@example.com",
            "phone": "+46 70 123 45 67",
            "link": first,
        }.items():
            engine.set(path, value)
        engine.enter("percent", "20")
        engine.enter("number", "two")
        for path in ("lines", "grid"):
            for key in (first, second):
                engine.add_row(path, {"product": key, "qty": Decimal(3)})
        engine.add_row("lines")
        engine.attempt_save()
        page.render(lambda: Sheet(form, names or tuple(engine.table.field(f.name).name for f in VISIT.fields)))

    ft.run(main, view=None, port=port, no_cdn=True)


if __name__ == "__main__":
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(tempfile.mkdtemp())
    serve(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "light", folder, tuple(sys.argv[4:]))
