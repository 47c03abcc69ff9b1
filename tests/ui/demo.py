"""A small order app as a bundle, written by hand: what the screens are tested and looked at with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.locales import locale_files

from fieldapp.bundle.seal import seal

PRODUCTS = [
    ("p1", "Lingonberry Soda 33 cl", "1250", "true"),
    ("p2", "Elderflower Tonic 25 cl", "1400", "true"),
    ("p3", "Smoked Almonds 150 g", "3990", "true"),
    ("p4", "Ginger Beer 33 cl", "1550", "true"),
    ("p5", "Cloudberry Jam 200 g", "5400", "false"),
]
STREETS = ["Harbour", "Mill", "Station", "Church", "Castle", "Garden", "Bridge", "Market"]
KINDS = ["Kiosk", "Café", "Deli", "Corner Shop", "Hotel Bar", "Grocery", "Bakery", "Bistro"]
ACCOUNTS = [(f"a{i + 1}", f"{STREETS[i % 8]} Street {KINDS[(i // 8) % 8]}", "abc"[i % 3]) for i in range(64)]

Strings = dict[str, tuple[str, str]]


class Bundle:
    """Collects formulas and texts while the declarations are written down."""

    def __init__(self) -> None:
        self.formulas: dict[str, Any] = {}
        self.texts: Strings = {}

    def formula(self, id: str, tree: list[Any], deps: tuple[str, ...] = (), type: str = "boolean") -> str:
        self.formulas[id] = {"tree": tree, "deps": list(deps), "type": type}
        return id

    def text(self, key: str, en: str, sv: str = "") -> str:
        self.texts[key] = (en, sv or en)
        return key

    def field(self, path: str, type: str, en: str, sv: str, **rest: Any) -> dict[str, Any]:
        return {
            "name": path.split(".")[-1],
            "type": type,
            "path": path,
            "label": self.text(f"{path}.label", en, sv),
            **rest,
        }


def field(level: int, name: str) -> list[Any]:
    return ["field", level, name]


def declarations(b: Bundle, draft: bool) -> dict[str, Any]:
    yes = b.formula("yes", ["bool", True])
    f = b.field
    account = {
        "name": "account",
        "label": b.text("account.label", "Account", "Kund"),
        "labels": b.text("account.labels", "Accounts", "Kunder"),
        "title": b.formula("account.title", field(0, "name"), ("name",), "text"),
        "reference": True,
        "fields": [
            f("account.name", "text", "Name", "Namn", search=True),
            f("account.tier", "choice", "Tier", "Nivå", options=_tiers(b)),
        ],
    }
    product = {
        "name": "product",
        "label": b.text("product.label", "Product", "Artikel"),
        "labels": b.text("product.labels", "Products", "Artiklar"),
        "title": b.formula("product.title", field(0, "name"), ("name",), "text"),
        "reference": True,
        "fields": [
            f("product.name", "text", "Name", "Namn", search=True),
            f("product.price", "money", "Price", "Pris"),
            f("product.active", "yes_no", "Active", "Aktiv"),
        ],
    }
    amount = ["*", ["*", field(1, "qty"), field(1, "price")], ["-", ["num", "1"], field(1, "discount")]]
    lines = [
        f(
            "visit.lines.product",
            "link",
            "Product",
            "Artikel",
            to="product",
            required=yes,
            where=b.formula("visit.lines.product.where", field(2, "active"), ("table:product",)),
        ),
        f(
            "visit.lines.qty",
            "integer",
            "Quantity",
            "Antal",
            default=b.formula("one", ["num", "1"], (), "number"),
            min=b.formula("visit.lines.qty.min", ["num", "1"], (), "number"),
        ),
        f(
            "visit.lines.price",
            "money",
            "Price",
            "Pris",
            formula=b.formula(
                "visit.lines.price.formula",
                ["get", ["link", field(1, "product"), "product"], "price"],
                ("lines[@].product", "table:product"),
                "number",
            ),
        ),
        f(
            "visit.lines.discount",
            "percent",
            "Discount",
            "Rabatt",
            default=b.formula("zero", ["num", "0"], (), "number"),
            max=b.formula("visit.lines.discount.max", ["num", "0.15"], (), "number"),
        ),
        f(
            "visit.lines.amount",
            "money",
            "Amount",
            "Belopp",
            formula=b.formula(
                "visit.lines.amount.formula",
                amount,
                ("lines[@].qty", "lines[@].price", "lines[@].discount"),
                "number",
            ),
        ),
    ]
    total = ["call", "Sum", field(0, "lines"), ["each", 1, field(1, "amount")]]
    refused = ["=", field(0, "outcome"), ["text", "none"]]
    visit = {
        "name": "visit",
        "label": b.text("visit.label", "Visit", "Besök"),
        "labels": b.text("visit.labels", "Visits", "Besök"),
        "title": b.formula(
            "visit.title",
            ["join", ["get", ["link", field(0, "account"), "account"], "name"]],
            ("account", "table:account"),
            "text",
        ),
        "fields": [
            f("visit.account", "link", "Account", "Kund", to="account", required=yes),
            f("visit.date", "date", "Date", "Datum", default=b.formula("today", ["call", "Today"], ("today",), "date")),
            f("visit.outcome", "choice", "Outcome", "Utfall", required=yes, options=_outcomes(b)),
            f(
                "visit.reason",
                "long_text",
                "Why no order?",
                "Varför ingen order?",
                visible=b.formula("visit.reason.visible", refused, ("outcome",)),
                required=yes,
                max_length=500,
                hint=b.text("visit.reason.hint", "What would make them say yes?", "Vad skulle få dem att säga ja?"),
            ),
            f("visit.lines", "lines", "Order lines", "Orderrader", row="line", fields=lines, show="pad"),
            f(
                "visit.total",
                "money",
                "Total",
                "Summa",
                formula=b.formula("visit.total.formula", total, ("lines", "lines[].amount"), "number"),
            ),
            f("visit.shelf", "photo", "Shelf", "Hylla"),
        ],
        "checks": [
            _check(
                b,
                "large",
                ["<=", field(0, "total"), ["num", "50000"]],
                "stop",
                "Orders above 50,000 go through the office",
                "Order över 50 000 går via kontoret",
            ),
            _check(
                b,
                "unusual",
                ["<=", field(0, "total"), ["num", "5000"]],
                "ask_reason",
                "That is more than they usually order",
                "Det är mer än de brukar beställa",
            ),
            _check(
                b,
                "small",
                [
                    "not",
                    ["and", ["=", field(0, "outcome"), ["text", "order"]], ["<", field(0, "total"), ["num", "100"]]],
                ],
                "tell",
                "Under 100, freight is added",
                "Under 100 tillkommer frakt",
            ),
        ],
        "access": {role: dict.fromkeys(("read", "create", "edit", "delete"), yes) for role in ("rep", "manager")},
    }
    return {
        "id": "com.example.store_visit",
        "name": b.text("app.name", "Store Visit", "Butiksbesök"),
        "version": "1.2.0",
        "languages": ["en", "sv"],
        "currency": "SEK",
        "brand": {"color": "#0B6E4F"},
        "draft": draft,
        "roles": {
            "rep": b.text("roles.rep", "Field representative", "Säljare"),
            "manager": b.text("roles.manager", "Area manager", "Områdeschef"),
        },
        "tables": [visit, account, product],
        "views": [
            {
                "name": "refusals",
                "type": "list",
                "of": "visit",
                "label": b.text("views.refusals.label", "Visits without an order", "Besök utan order"),
                "where": b.formula("views.refusals.where", refused, ("outcome",)),
                "sort": ["-date"],
            }
        ],
    }


def _tiers(b: Bundle) -> list[dict[str, str]]:
    names = {"a": ("Gold", "Guld"), "b": ("Silver", "Silver"), "c": ("Bronze", "Brons")}
    return [{"value": v, "label": b.text(f"tier.{v}", *texts)} for v, texts in names.items()]


def _outcomes(b: Bundle) -> list[dict[str, str]]:
    names = {
        "order": ("Order taken", "Order"),
        "none": ("No order", "Ingen order"),
        "closed": ("Shop closed", "Stängt"),
    }
    return [{"value": v, "label": b.text(f"outcome.{v}", *texts)} for v, texts in names.items()]


def _check(b: Bundle, name: str, that: list[Any], strength: str, en: str, sv: str) -> dict[str, Any]:
    say = b.text(f"visit.checks.{name}.say", en, sv)
    return {
        "name": name,
        "that": b.formula(f"visit.checks.{name}.that", that, ("total", "outcome")),
        "say": b.formula(f"visit.checks.{name}.say", ["string", say], (), "text"),
        "strength": strength,
        "fields": ["total"],
    }


def build(folder: Path, *, draft: bool = True, idle_lock_minutes: float | None = None) -> Path:
    """Write and seal the demo bundle; returns its folder."""
    b = Bundle()
    app = declarations(b, draft)
    policy = {"idle_lock_minutes": idle_lock_minutes} if idle_lock_minutes else {}
    tables = {
        "account": ["id,name,tier", *(",".join(row) for row in ACCOUNTS)],
        "product": ["id,name,price,active", *(",".join(row) for row in PRODUCTS)],
        **({"person": ["id,name,role", "rep,Rep,rep", "manager,Manager,manager"]} if draft else {}),
    }
    files: dict[str, bytes] = {
        "app.json": json.dumps(app).encode(),
        "formulas.json": json.dumps(b.formulas).encode(),
        "policy.json": json.dumps(policy).encode(),
        "schema/0001.json": b'{"format": 1}',
        **locale_files("SEK"),
        "strings/en.json": json.dumps({key: texts[0] for key, texts in b.texts.items()}).encode(),
        "strings/sv.json": json.dumps({key: texts[1] for key, texts in b.texts.items()}).encode(),
        **{f"data/{name}.csv": ("\n".join(rows) + "\n").encode() for name, rows in tables.items()},
    }
    for path, data in {**files, "seal.json": seal(files)}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder
