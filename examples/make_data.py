"""Writes the reference data of the examples: `python examples/make_data.py`.

Every name is put together from the parts in made_of.py, so that it looks real and belongs to nobody; a telephone
number comes from the ranges that regulators keep free for films and books (Sweden: PTS, Germany: Bundesnetzagentur,
France: ARCEP), an e-mail address from example.com. The same parts give the same bytes on every machine and in every
Python version, so ids such as `a0001` stay what they are and a run changes nothing unless these files were changed.
"""

from __future__ import annotations

import csv
import io
import itertools
import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from made_of import (
    BAR_KINDS,
    BAR_OWNERS,
    BAR_TOWNS,
    BEVERAGE_LISTS,
    BEVERAGES,
    CLINIC_KINDS,
    CLINIC_NAMES,
    DRINKS,
    FIRST_NAMES,
    FRENCH_FIRST_NAMES,
    FRENCH_LAST_NAMES,
    FRENCH_TOWNS,
    FUNCTIONS,
    GERMAN_TOWNS,
    LAST_NAMES,
    OFFICES,
    PHYSICIAN_FIRST_NAMES,
    PHYSICIAN_LAST_NAMES,
    PHYSICIAN_TOWNS,
    PRICE_LISTS,
    PUB_KINDS,
    PUB_NAMES,
    SAMPLES,
    SHOP_KINDS,
    SHOP_OWNERS,
    SNACKS,
    SUPPLIES,
    SWEDISH_PLACES,
    SWEDISH_TOWNS,
    TEAMS,
    VAT,
    words,
)

HERE = Path(__file__).resolve().parent

Rows = Iterable[Sequence[str]]


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
    yield "id", "name", "city", "tier", "phone", "place"
    dice, compass = Dice("accounts"), Dice("places")
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
            _near(SWEDISH_PLACES[town], compass),
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
    """140 drinks by the case, with the deposit for its bottles and the crate."""
    yield "id", "name", "category", "bottles", "deposit", "vat", "active"
    dice = Dice("drinks")
    for number, (category, brand, sort) in enumerate(_range_of(DRINKS)):
        bottles = (6, 12, 20)[dice.roll(3)]
        deposit = bottles * Decimal("0.15") + Decimal("1.50")
        active, vat = _yes_no(dice.roll(15) > 0), "7%" if category == "Milk" else "19%"
        yield f"p{number + 1:04}", f"{brand} {sort}", category, str(bottles), str(deposit), vat, active


def prices() -> Iterator[Sequence[str]]:
    """A price for each drink on each list until June and another from July; a third cost less from 20 cases."""
    yield "id", "price_list", "product", "starts", "ends", "from_cases", "amount"
    dice, number = Dice("prices"), 0
    retail = [Decimal(900 + 10 * dice.roll(160)) / 100 for _ in _range_of(DRINKS)]
    periods = [("", "2027-06-30", Decimal("1.00")), ("2027-07-01", "", Decimal("1.03"))]
    for (starts, ends, rise), (name, level) in itertools.product(periods, PRICE_LISTS.items()):
        for product, price in enumerate(retail, start=1):
            for cases, share in [(0, Decimal("1.00")), (20, Decimal("0.96"))][: 2 if product % 3 == 0 else 1]:
                number += 1
                amount = (price * level * rise * share).quantize(Decimal("0.01"))
                yield f"r{number:04}", name, f"p{product:04}", starts, ends, str(cases), str(amount)


def colleagues() -> Iterator[Sequence[str]]:
    """80 colleagues in five teams; a few have left."""
    yield "id", "name", "team", "city", "email", "active"
    dice = Dice("colleagues")
    names = dice.shuffled(itertools.product(FIRST_NAMES, LAST_NAMES))
    for number, (first, last) in enumerate(names[:80]):
        team, office = TEAMS[dice.roll(len(TEAMS))], OFFICES[dice.roll(len(OFFICES))]
        yield f"k{number + 1:04}", f"{first} {last}", team, office, _email(first, last), _yes_no(dice.roll(20) > 0)


def colleagues_with_the_app() -> Iterator[Sequence[str]]:
    """The first six of them who still work here."""
    yield "id", "name", "role", "email"
    _, *everyone = colleagues()
    for key, name, _, _, email, _ in [each for each in everyone if each[-1] == "true"][:6]:
        yield f"u{key[1:]}", name, "colleague", email


def field_people() -> Iterator[Sequence[str]]:
    """Four reps and the two managers whom they report to; a draft opens as the first of them."""
    yield "id", "name", "role", "territory", "manager", "email"
    names = Dice("field people").shuffled(itertools.product(FIRST_NAMES[::-1], LAST_NAMES))
    yield from sorted(_team(names, ["North", "South"], reps=2), key=lambda person: person[2] == "manager")


def french_people() -> Iterator[Sequence[str]]:
    """Four reps and the two managers whom they report to; a draft opens as the first of them."""
    yield "id", "name", "role", "territory", "manager", "email"
    names = Dice("french people").shuffled(itertools.product(FRENCH_FIRST_NAMES[::-1], FRENCH_LAST_NAMES))
    yield from sorted(_team(names, ["North", "South"], reps=2), key=lambda person: person[2] == "manager")


def german_people() -> Iterator[Sequence[str]]:
    """Four reps and the two managers whom they report to; a draft opens as the first of them."""
    yield "id", "name", "role", "territory", "manager", "email"
    names = Dice("german people").shuffled(itertools.product(FIRST_NAMES, LAST_NAMES))
    yield from sorted(_team(names, ["North", "South"], reps=2), key=lambda person: person[2] == "manager")


def clinics() -> Iterator[Sequence[str]]:
    """100 clinics, pharmacies and laboratories in five towns; one in four is a key account."""
    yield "id", "name", "kind", "city", "tier", "phone"
    dice = Dice("clinics")
    names = dice.shuffled(itertools.product(CLINIC_KINDS, CLINIC_NAMES))
    kinds = dict(zip(CLINIC_KINDS, words("clinic pharmacy practice centre laboratory"), strict=True))
    towns = list(FRENCH_TOWNS.items())
    for number, (kind, name) in enumerate(names):
        town, phone = towns[number % len(towns)]
        tier = ("key", "grow", "keep", "keep")[dice.roll(4)]
        yield f"a{number + 1:03}", f"{kind} {name}", kinds[kind], town, tier, phone.format(number // 5, 10 + number % 5)


def contacts() -> Iterator[Sequence[str]]:
    """Two or three people at each of them."""
    yield "id", "name", "account", "function", "email"
    dice, number = Dice("contacts"), 0
    names = dice.shuffled(itertools.product(FRENCH_FIRST_NAMES, FRENCH_LAST_NAMES))
    for account in range(1, 101):
        for _ in range(2 + dice.roll(2)):
            first, last = names[number]
            number += 1
            function = FUNCTIONS[dice.roll(len(FUNCTIONS))]
            yield f"c{number:03}", f"{first} {last}", f"a{account:03}", function, _email(first, last)


def supplies() -> Iterator[Sequence[str]]:
    """90 products for clinics, each with the number on its box."""
    yield "id", "name", "category", "code", "active"
    dice = Dice("supplies")
    for number, (category, brand, kind) in enumerate(_range_of(SUPPLIES), start=1):
        yield f"p{number:03}", f"{brand} {kind}", category, _ean13(f"200{number:09}"), _yes_no(dice.roll(15) > 0)


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


def physicians() -> Iterator[Sequence[str]]:
    """120 physicians in three territories; the licence of one in fifteen has ended."""
    yield "id", "name", "city", "territory", "licence", "licence_until", "email"
    dice = Dice("physicians")
    names = dice.shuffled(itertools.product(PHYSICIAN_FIRST_NAMES, PHYSICIAN_LAST_NAMES))
    for number, (first, last) in enumerate(names[:120]):
        city, territory = PHYSICIAN_TOWNS[number % len(PHYSICIAN_TOWNS)]
        until = "2026-06-30" if dice.roll(15) == 0 else f"20{29 + dice.roll(4)}-12-31"
        licence = f"XX-{4100 + number}"
        yield f"h{number + 1:03}", f"Dr. {first} {last}", city, territory, licence, until, _email(first, last)


def samples() -> Iterator[Sequence[str]]:
    """Twelve products; the last one is no longer sampled."""
    yield "id", "name", "active", "per_call", "per_year"
    for number, name in enumerate(SAMPLES, start=1):
        yield f"p{number:02}", name, _yes_no(number < len(SAMPLES)), str(2 + number % 3), str(10 + number % 4 * 2)


def lots() -> Iterator[Sequence[str]]:
    """Four lots of each: one has expired in 2026, and of every third product one was recalled."""
    yield "id", "number", "product", "expires", "recalled"
    for number, (product, lot) in enumerate(itertools.product(range(1, len(SAMPLES) + 1), range(4)), start=1):
        expires = ("2026-09-30", "2028-03-31", "2028-09-30", "2029-03-31")[lot]
        recalled = _yes_no(lot == 3 and product % 3 == 0)
        yield f"l{number:02}", f"{chr(64 + product)}{24 + lot}{100 + number}", f"p{product:02}", expires, recalled


def sample_people() -> Iterator[Sequence[str]]:
    """Twelve reps, their three managers, and two people who check what was given."""
    yield "id", "name", "role", "territory", "manager", "email"
    names = Dice("sample people").shuffled(itertools.product(FIRST_NAMES[::-1], LAST_NAMES[::-1]))
    yield from _team(names, ["Berlin", "Hamburg", "München"])
    for at, (first, last) in enumerate(names[15:17], start=1):
        yield f"q{at}", f"{first} {last}", "accountability", "", "", _email(first, last)


FILES = {
    "beverage_order/data/outlets.csv": outlets,
    "beverage_order/data/products.csv": beverages,
    "beverage_order/data/listings.csv": listings,
    "beverage_order/data/prices.csv": beverage_prices,
    "beverage_order/data/deals.csv": deals,
    "call_report/data/accounts.csv": clinics,
    "call_report/data/contacts.csv": contacts,
    "call_report/data/people.csv": french_people,
    "call_report/data/products.csv": supplies,
    "sample_drop/data/hcps.csv": physicians,
    "sample_drop/data/lots.csv": lots,
    "sample_drop/data/people.csv": sample_people,
    "sample_drop/data/products.csv": samples,
    "store_visit/data/accounts.csv": accounts,
    "store_visit/data/people.csv": field_people,
    "store_visit/data/products.csv": products,
    "order_capture/data/customers.csv": customers,
    "order_capture/data/people.csv": german_people,
    "order_capture/data/products.csv": drinks,
    "order_capture/data/prices.csv": prices,
    "shout_out/data/colleagues.csv": colleagues,
    "shout_out/data/people.csv": colleagues_with_the_app,
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


def _team(names: list[tuple[str, ...]], territories: list[str], reps: int = 4) -> Iterator[Sequence[str]]:
    """A manager for each territory, and some reps."""
    size = reps + 1
    for at, territory in enumerate(territories):
        team = names[at * size : (at + 1) * size]
        people = [(f"{first} {last}", _email(first, last)) for first, last in team]
        (manager, address), *others = people
        yield f"m{at + 1}", manager, "manager", territory, "", address
        for rep, (name, email) in enumerate(others, start=at * reps + 1):
            yield f"r{rep:02}", name, "rep", territory, f"m{at + 1}", email


def _email(first: str, last: str) -> str:
    plain = unicodedata.normalize("NFKD", f"{first}.{last}").encode("ascii", "ignore").decode()
    return f"{plain}@example.com".lower()


def _near(place: tuple[str, str], dice: Dice) -> str:
    """A spot within some three kilometres."""
    north, east = (Decimal(degrees) + Decimal(dice.roll(50) - 25) / 1000 for degrees in place)
    return f"{north},{east}"


def _ean13(digits: str) -> str:
    """Twelve digits with their check digit; 20 to 29 are for use inside a shop and belong to nobody."""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _yes_no(value: bool) -> str:
    return "true" if value else "false"


if __name__ == "__main__":
    main()
