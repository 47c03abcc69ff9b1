"""Writes the reference data of the examples: `python examples/make_data.py`.

Every name is put together from the parts below, so that it looks real and belongs to nobody; a telephone number comes
from the ranges that regulators keep free for films and books (Sweden: PTS, Germany: Bundesnetzagentur), an e-mail
address from example.com. The same parts give the same bytes on every machine and in every Python version, so ids such
as `a0001` stay what they are and a run changes nothing unless this file was changed.
"""

from __future__ import annotations

import csv
import io
import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent

Rows = Iterable[Sequence[str]]


def words(text: str) -> list[str]:
    """A list of names, in a form that can be read and added to."""
    return text.split()


SHOP_OWNERS = words(
    """Aldberg Brunvik Cedermo Dalsund Ekhamn Fornander Granvall Hallmyr Idestig Jordevik Kvarnlund Lindhage
Mossberga Norrsell Okvist Parkholm Rosendahl Sandfors Tallgård Uddvall Vinterhed Wretmark Ymerfors Åkesjö Älvstrand
Östermyr Björkeflod Hasselvik Kråkeryd Stenholmen"""
)
SHOP_KINDS = ["Livs", "Handel", "Kiosk", "Matbod", "Kvartersbutik", "Diversehandel", "Mat & Kaffe", "Torghandel"]
SWEDISH_TOWNS = {
    "Stockholm": ("+46 8 465 004 {:02}", 0),
    "Göteborg": ("+46 31 390 06 {:02}", 0),
    "Malmö": ("+46 40 628 04 {:02}", 0),
    "Kiruna": ("+46 980 319 2{:02}", 0),
    "Umeå": ("+46 70 174 06 {:02}", 5),
}
"""Town -> a free range's number and its first digits. Umeå has no range, so its shops answer a mobile phone."""

PUB_NAMES = words(
    """Ahornkrug Birkenstube Distelhof Eulenwirt Finkenschänke Goldammer Haselhof Igelkeller Jasminlaube
Kranichhaus Lindwurm Mühlenblick Nebelkrähe Otterquell Pappelwirt Quittengarten Rebhuhn Schlehenhof Turmfalke
Ulmenkrug Vogelbeere Weidenkate Zaunkönig Zeisigstube Altremise Blaulaterne Grünanker Kleinfähre Rotkiesel
Stillschleuse"""
)
PUB_KINDS = ["", "Getränke", "Bistro", "am Markt", "am Hafen", "Feinkost", "im Hof", "Kontor"]
GERMAN_TOWNS = {
    "Berlin": "+49 30 23125 {:03}",
    "Frankfurt": "+49 69 90009 {:03}",
    "Hamburg": "+49 40 66969 {:03}",
    "Köln": "+49 221 4710 {:03}",
    "München": "+49 89 99998 {:03}",
}

FIRST_NAMES = words(
    """Alva Arvid Astrid Bashir Birk Cleo Dagny Davor Ebba Edvin Elif Esther Farah Folke Greta Hanno Hedda
Idris Ingrid Ivar Jasmin Jorun Kaveh Klara Leif Lovisa Malik Märta Naima Nils Olga Otto Petra Rune Saga Selma Sixten
Tuva Viggo Zeynep"""
)
LAST_NAMES = words(
    """Ahlvik Bergmo Cederhag Dahlsten Eknander Fribo Grenholt Hallonqvist Isfjäll Järnevi Klinteby Lövmark
Mårdsund Norrhage Oxelgren Pilvret Rönnvall Sjöryd Tornlid Vindelå"""
)
TEAMS = ["Field Sales North", "Field Sales South", "Key Accounts", "Customer Care", "Sales Operations"]
OFFICES = ["Stockholm", "Göteborg", "Malmö", "Umeå"]

SNACKS = {
    "Coffee": (
        ["Morgonrost", "Hamnkaffe", "Skogsrost", "Fyrbrygd", "Vinterrost"],
        ["250 g", "450 g", "beans 500 g", "decaf 250 g"],
    ),
    "Tea": (
        ["Ljungblom", "Nyponte", "Fjällmynta", "Rökdimma", "Havtorn"],
        ["20 bags", "40 bags", "loose 100 g", "cold brew"],
    ),
    "Biscuits": (
        ["Havrekant", "Kardemums", "Smörsnurra", "Kakaotopp", "Ingefärsbit"],
        ["150 g", "300 g", "mini", "sharing tin"],
    ),
    "Crispbread": (
        ["Rågrund", "Surdegsfin", "Fröklippa", "Dinkelbräck", "Kumminhäll"],
        ["200 g", "400 g", "thin", "snack pack"],
    ),
    "Sweets": (
        ["Saltbåk", "Bärmoln", "Kolasten", "Syrregn", "Lakritsnate"],
        ["80 g", "160 g", "sugar free", "party bag"],
    ),
    "Nuts": (
        ["Strandmix", "Rostmandel", "Cashewkust", "Valnötsgång", "Studentnatt"],
        ["60 g", "175 g", "salted", "unsalted"],
    ),
}
"""Category -> brands and packs of the store visit's range."""

DRINKS = {
    "Water": (
        ["Kieselquell", "Moosbach", "Nordbrunn", "Steinsprung"],
        ["still", "medium", "sparkling", "with lemon", "gentle"],
    ),
    "Juice": (
        ["Streuobst", "Gartenpresse", "Sonnenrebe", "Morgenfrucht"],
        ["apple", "pear", "currant", "grape", "rhubarb"],
    ),
    "Lemonade": (
        ["Zischl", "Brausewind", "Kribbelkraut", "Fassgold"],
        ["lemon", "orange", "elderflower", "ginger", "cola"],
    ),
    "Beer": (["Kranichbräu", "Lindwurm", "Ankertrunk", "Hopfenfurt"], ["pils", "wheat", "dark", "pale ale", "export"]),
    "Alcohol-free": (
        ["Kranichbräu", "Lindwurm", "Ankertrunk", "Hopfenfurt"],
        ["pils 0.0", "wheat 0.0", "radler 0.0", "malt", "ale 0.0"],
    ),
    "Cider": (
        ["Apfelwehr", "Kelterhaus", "Rotbäckchenhof", "Mostwerk"],
        ["dry", "medium dry", "rosé", "pear", "quince"],
    ),
}
"""Category -> brands and sorts of the order capture's range."""

BAR_OWNERS = words("Bryggan Fyren Hamnboden Klockan Lotsen Måsen Piren Slussen Spången Torget Vinden Ängen")
BAR_KINDS = ["Bar", "Bistro", "Krog", "Matsal", "Café"]
BAR_TOWNS = ["Stockholm", "Göteborg", "Malmö", "Kiruna", "Umeå"]
BEVERAGES = {
    "Beer": (["Tallbryggan", "Granitöl", "Sjöhamra", "Ljusterö"], ["lager", "pale ale", "stout", "wheat", "ipa"]),
    "Cider": (["Äppelås", "Päronlid"], ["dry", "medium", "rosé", "elderflower"]),
    "Soft drink": (["Isklocka", "Kolbäck", "Brusala", "Fläderfors"], ["cola", "orange", "lemon", "pear", "tonic"]),
    "Water": (["Källvik", "Bergdroppe"], ["still", "sparkling", "lime", "lemon"]),
    "Alcohol-free": (["Tallbryggan", "Granitöl", "Sjöhamra"], ["lager 0.0", "ale 0.0", "wheat 0.0", "ipa 0.0"]),
    "Juice": (["Trädgårdsmust", "Bärgott"], ["apple", "currant", "rhubarb", "orange"]),
    "Book": (["Barboken"], ["classics", "alcohol-free", "cider", "coffee"]),
}
"""Category -> brands and sorts of the beverage order's range: 80 in all."""
VAT = {"Beer": "25%", "Cider": "25%", "Book": "6%"}
"""Category -> its rate of VAT; the others are food."""
BEVERAGE_LISTS = {"a": Decimal("1.00"), "b": Decimal("0.92"), "horeca": Decimal("1.12")}

PRICE_LISTS = {"retail": Decimal("1.00"), "wholesale": Decimal("0.86"), "catering": Decimal("1.08")}
"""Price list -> its level against the retail price."""


class Dice:
    """A seeded choice. Only `random()` is used, whose sequence Python promises to keep between versions."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def roll(self, below: int) -> int:
        return int(self._random.random() * below)

    def shuffled(self, items: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        left = list(items)
        return [left.pop(self.roll(len(left))) for _ in range(len(left))]


def accounts() -> Iterator[Sequence[str]]:
    """400 shops in five towns; one in six is Gold, two are Silver, three are Bronze."""
    yield "id", "name", "city", "tier", "phone"
    dice = Dice("accounts")
    names = dice.shuffled(itertools.product(SHOP_OWNERS, SHOP_KINDS))
    names += dice.shuffled((f"Nya {owner}", kind) for owner, kind in itertools.product(SHOP_OWNERS, SHOP_KINDS))
    towns = list(SWEDISH_TOWNS.items())
    for number, (owner, kind) in enumerate(names[:400]):
        town, (phone, first) = towns[number % len(towns)]
        yield (
            f"a{number + 1:04}",
            f"{owner} {kind}",
            town,
            "abbccc"[dice.roll(6)],
            phone.format(first + number // len(towns)),
        )


def products() -> Iterator[Sequence[str]]:
    """120 products in six categories; about one in twelve has left the range."""
    yield "id", "name", "category", "active", "price"
    dice = Dice("products")
    for number, (category, brand, pack) in enumerate(_range_of(SNACKS)):
        price = Decimal(18 + dice.roll(120)) + Decimal("0.90")
        yield f"p{number + 1:04}", f"{brand} {pack}", category, _yes_no(dice.roll(12) > 0), str(price)


def customers() -> Iterator[Sequence[str]]:
    """400 shops, wholesalers and restaurants, each on one of the three price lists."""
    yield "id", "name", "city", "price_list", "phone"
    dice = Dice("customers")
    names = dice.shuffled(itertools.product(PUB_NAMES, PUB_KINDS, ["", "Nord", "Süd"]))
    towns = list(GERMAN_TOWNS.items())
    for number, parts in enumerate(names[:400]):
        town, phone = towns[number % len(towns)]
        price_list = list(PRICE_LISTS)[dice.roll(3)]
        yield f"c{number + 1:04}", " ".join(filter(None, parts)), town, price_list, phone.format(100 + number)


def drinks() -> Iterator[Sequence[str]]:
    """120 drinks by the case, with the deposit for its bottles and the crate."""
    yield "id", "name", "category", "bottles", "deposit", "active"
    dice = Dice("drinks")
    for number, (category, brand, sort) in enumerate(_range_of(DRINKS)):
        bottles = (6, 12, 20)[dice.roll(3)]
        deposit = bottles * Decimal("0.15") + Decimal("1.50")
        yield f"p{number + 1:04}", f"{brand} {sort}", category, str(bottles), str(deposit), _yes_no(dice.roll(15) > 0)


def prices() -> Iterator[Sequence[str]]:
    """A price for each drink on each of the three lists."""
    yield "id", "price_list", "product", "amount"
    dice = Dice("prices")
    retail = [Decimal(900 + 10 * dice.roll(160)) / 100 for _ in _range_of(DRINKS)]
    rows = itertools.product(PRICE_LISTS.items(), enumerate(retail, start=1))
    for number, ((name, level), (product, price)) in enumerate(rows, start=1):
        yield f"r{number:04}", name, f"p{product:04}", str((price * level).quantize(Decimal("0.01")))


def colleagues() -> Iterator[Sequence[str]]:
    """80 colleagues in five teams; a few have left."""
    yield "id", "name", "team", "city", "email", "active"
    dice = Dice("colleagues")
    names = dice.shuffled(itertools.product(FIRST_NAMES, LAST_NAMES))
    for number, (first, last) in enumerate(names[:80]):
        email = f"{first}.{last}@example.com".lower().translate(str.maketrans("åäö", "aao"))
        team, office = TEAMS[dice.roll(len(TEAMS))], OFFICES[dice.roll(len(OFFICES))]
        yield f"k{number + 1:04}", f"{first} {last}", team, office, email, _yes_no(dice.roll(20) > 0)


def outlets() -> Iterator[Sequence[str]]:
    """60 bars and restaurants on three price lists, with what they may owe and what they owe now."""
    yield "id", "name", "city", "price_list", "credit_limit", "open_balance"
    dice = Dice("outlets")
    names = dice.shuffled(itertools.product(BAR_OWNERS, BAR_KINDS))
    for number, (owner, kind) in enumerate(names):
        limit = 20_000 * (1 + dice.roll(5))
        owed = Decimal(dice.roll(limit // 2)) + Decimal("0.50")
        price_list = list(BEVERAGE_LISTS)[number % 3]
        yield f"o{number + 1:03}", f"{kind} {owner}", BAR_TOWNS[number % 5], price_list, str(limit), str(owed)


def beverages() -> Iterator[Sequence[str]]:
    """80 products: beer and cider, what is without alcohol, and a few books for the bar."""
    yield "id", "name", "category", "pack", "deposit", "vat"
    dice = Dice("beverages")
    for number, (category, brand, sort) in enumerate(_range_of(BEVERAGES), start=1):
        pack, deposit = (1, "0") if category == "Book" else ((6, 12, 20, 24)[dice.roll(4)], ("1", "2")[dice.roll(2)])
        yield f"p{number:03}", f"{brand} {sort}", category, str(pack), deposit, VAT.get(category, "12%")


def listings() -> Iterator[Sequence[str]]:
    """What each outlet has on its shelves: about a third of the range."""
    yield "id", "outlet", "product"
    dice, number = Dice("listings"), 0
    for outlet, product in itertools.product(range(1, 61), range(1, 81)):
        if dice.roll(3) == 0:
            number += 1
            yield f"l{number:04}", f"o{outlet:03}", f"p{product:03}"


def beverage_prices() -> Iterator[Sequence[str]]:
    """A price of each product on each list until March and another from April; a third cost less from ten cases."""
    yield "id", "list", "product", "starts", "ends", "from_cases", "amount"
    dice, number = Dice("beverage prices"), 0
    base = [Decimal(800 + 10 * dice.roll(180)) / 100 for _ in _range_of(BEVERAGES)]
    periods = [("", "2027-03-31", Decimal("1.00")), ("2027-04-01", "", Decimal("1.04"))]
    for (name, level), (starts, ends, rise) in itertools.product(BEVERAGE_LISTS.items(), periods):
        for product, price in enumerate(base, start=1):
            for cases, share in [(0, Decimal("1.00")), (10, Decimal("0.95"))][: 2 if product % 3 == 0 else 1]:
                number += 1
                amount = (price * level * rise * share).quantize(Decimal("0.01"))
                yield f"r{number:04}", name, f"p{product:03}", starts, ends, str(cases), str(amount)


def deals() -> Iterator[Sequence[str]]:
    """Free goods for a month each: buy so many bottles, get so many."""
    yield "id", "product", "buy", "get", "starts", "ends"
    months = [("2027-02-01", "2027-02-28"), ("2027-03-01", "2027-03-31"), ("2027-04-01", "2027-04-30")]
    for number, (product, (starts, ends)) in enumerate(itertools.product(range(3, 73, 6), months), start=1):
        buy = (24, 48, 60)[number % 3]
        yield f"d{number:03}", f"p{product:03}", str(buy), str(buy // 12), starts, ends


FILES = {
    "beverage_order/data/outlets.csv": outlets,
    "beverage_order/data/products.csv": beverages,
    "beverage_order/data/listings.csv": listings,
    "beverage_order/data/prices.csv": beverage_prices,
    "beverage_order/data/deals.csv": deals,
    "store_visit/data/accounts.csv": accounts,
    "store_visit/data/products.csv": products,
    "order_capture/data/customers.csv": customers,
    "order_capture/data/products.csv": drinks,
    "order_capture/data/prices.csv": prices,
    "shout_out/data/colleagues.csv": colleagues,
}
"""File below `examples/` -> the rows in it, the header first."""


def to_csv(rows: Rows) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def main() -> None:
    for name, rows in FILES.items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(to_csv(rows()))


def _range_of(categories: dict[str, tuple[list[str], list[str]]]) -> list[tuple[str, str, str]]:
    return [(category, *both) for category, parts in categories.items() for both in itertools.product(*parts)]


def _yes_no(value: bool) -> str:
    return "true" if value else "false"


if __name__ == "__main__":
    main()
