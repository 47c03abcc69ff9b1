"""The examples' reference data: reproducible, whole, and nobody's real name, number or address."""

import csv
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
SIZES = {
    "store_visit/data/accounts.csv": 400,
    "store_visit/data/products.csv": 120,
    "order_capture/data/customers.csv": 400,
    "order_capture/data/people.csv": 6,
    "order_capture/data/products.csv": 140,
    "order_capture/data/prices.csv": 1116,
    "shout_out/data/colleagues.csv": 80,
    "shout_out/data/people.csv": 6,
    "store_visit/data/people.csv": 6,
    "call_report/data/accounts.csv": 100,
    "call_report/data/contacts.csv": 249,
    "call_report/data/people.csv": 6,
    "call_report/data/products.csv": 90,
    "beverage_order/data/outlets.csv": 60,
    "beverage_order/data/products.csv": 80,
    "beverage_order/data/listings.csv": 1600,
    "beverage_order/data/prices.csv": 636,
    "beverage_order/data/deals.csv": 36,
    "sample_drop/data/hcps.csv": 120,
    "sample_drop/data/lots.csv": 48,
    "sample_drop/data/people.csv": 17,
    "sample_drop/data/products.csv": 12,
}
FREE_NUMBERS = re.compile(
    r"\+46 (8 465 004 \d\d|31 390 06 \d\d|40 628 04 \d\d|980 319 2\d\d|70 174 06 (0[5-9]|[1-9]\d))"
    r"|\+49 (30 23125|69 90009|40 66969|221 4710|89 99998) \d{3}"
    r"|\+33 (1 99 00|2 61 91|3 53 01|4 65 71|5 36 49) \d\d \d\d"
)


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_data", EXAMPLES / "make_data.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(EXAMPLES))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(EXAMPLES))
    return module


def rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_script_covers_every_file():
    found = {str(path.relative_to(EXAMPLES).as_posix()) for path in EXAMPLES.glob("*/data/*")}
    assert set(load_script().FILES) == found == set(SIZES)


@pytest.mark.parametrize("name", SIZES)
def test_a_run_reproduces_the_file_to_the_byte(name):
    script = load_script()
    assert script.to_csv(script.FILES[name]()) == (EXAMPLES / name).read_bytes()


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_ids_are_unique_and_no_value_is_missing(name, size):
    found = rows(name)
    assert len({row["id"] for row in found}) == len(found) == size
    may_be_blank = {"starts", "ends", "manager", "territory"}
    assert all(value or name in may_be_blank for row in found for name, value in row.items())
    assert all(value == value.strip() for row in found for value in row.values())


@pytest.mark.parametrize("name", [n for n in SIZES if "name" in rows(n)[0]])
def test_no_name_comes_twice(name):
    names = [row["name"] for row in rows(name)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", [name for name in SIZES if "phone" in rows(name)[0]])
def test_telephone_numbers_are_free_ones_and_each_is_used_once(name):
    phones = [row["phone"] for row in rows(name)]
    assert [phone for phone in phones if not FREE_NUMBERS.fullmatch(phone)] == []
    assert len(set(phones)) == len(phones)


@pytest.mark.parametrize("name", [name for name in SIZES if "email" in rows(name)[0]])
def test_addresses_are_in_a_reserved_domain(name):
    emails = [row["email"] for row in rows(name)]
    assert [email for email in emails if not re.fullmatch(r"[a-z]+\.[a-z]+@example\.com", email)] == []
    assert len(set(emails)) == len(emails)


def test_every_beverage_has_one_price_on_every_list_at_each_step_on_each_day():
    found = rows("beverage_order/data/prices.csv")
    lists = {row["price_list"] for row in rows("beverage_order/data/outlets.csv")}
    for day in ("2027-01-01", "2027-03-31", "2027-04-01", "2028-01-01"):
        valid = [row for row in found if row["starts"] <= day and day <= (row["ends"] or day)]
        first = {(row["list"], row["product"]) for row in valid if row["from_cases"] == "0"}
        assert first == {(name, row["id"]) for name in lists for row in rows("beverage_order/data/products.csv")}
        assert len({(row["list"], row["product"], row["from_cases"]) for row in valid}) == len(valid)


def test_every_drink_has_one_price_on_every_list_at_each_step_on_each_day():
    found = rows("order_capture/data/prices.csv")
    drinks = {row["id"] for row in rows("order_capture/data/products.csv")}
    lists = {row["price_list"] for row in rows("order_capture/data/customers.csv")}
    for day in ("2026-11-01", "2027-06-30", "2027-07-01", "2028-01-01"):
        valid = [row for row in found if row["starts"] <= day and day <= (row["ends"] or day)]
        first = {(row["price_list"], row["product"]) for row in valid if row["from_cases"] == "0"}
        assert first == {(name, drink) for name in lists for drink in drinks}
        assert len({(row["price_list"], row["product"], row["from_cases"]) for row in valid}) == len(valid)


def test_the_numbers_on_boxes_are_whole_and_belong_to_nobody():
    for row in rows("call_report/data/products.csv"):
        digits = [int(digit) for digit in row["code"]]
        assert (len(digits), digits[0]) == (13, 2)
        assert (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def test_every_manager_is_there():
    for name in ("store_visit", "call_report", "order_capture", "sample_drop"):
        people = rows(f"{name}/data/people.csv")
        managers = {row["id"] for row in people if row["role"] == "manager"}
        assert {row["manager"] for row in people if row["role"] == "rep"} == managers
