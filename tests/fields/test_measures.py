"""Rank, rating, scale, duration, numbers, files, hidden values and barcodes: read, shown, stored, and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.locales import locale_of as locale

from fieldapp.app.definition import FieldDef, Option
from fieldapp.fields import Unreadable, kind_of, of
from fieldapp.fields.auto_number import number_in, numbered
from fieldapp.fields.barcode import DIGITS, check_digit
from fieldapp.fields.duration import LONGEST, read_minutes
from fieldapp.fields.file import kept_as, parts_of

TIER = FieldDef("t", "rank", "x.t", "x.t.label", options=(Option("a", "tier.a"), Option("b", "tier.b")))
STARS = FieldDef("s", "rating", "x.s", "x.s", stars=5)
HALVES = FieldDef("h", "scale", "x.h", "x.h", step="0.5")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90),
        ("1:30", 90),
        ("1.30", 90),
        ("0:05", 5),
        ("1 h 30 min", 90),
        ("1h30", 90),
        ("1 h", 60),
        ("1,5 h", 90),
        ("2 timmar och 5 minuter", 125),
        ("45 min", 45),
        ("3 Std. 10", 190),
        ("PT1H30M", 90),
        ("pt45m", 45),
    ],
)
def test_durations_as_people_write_them(text, minutes):
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "h", "1:75", "soon", "1:2:3", "-5", "PT", "0,33 h", "1 h 30 h", str(LONGEST + 1)])
def test_what_is_no_duration(text):
    assert read_minutes(text) is None


@given(minutes=st.integers(0, LONGEST), language=st.sampled_from(["en", "sv", "de", "ar", "fa"]))
def test_a_duration_reads_back_as_it_is_shown(minutes, language, app):
    kind, value = of("duration"), Decimal(minutes)
    assert kind.parse(kind.edit_text(value, locale(language), app), locale(language), app) == value
    assert kind.from_json(kind.to_json(value, app), app) == kind.from_json(kind.to_text(value, app), app) == value


def test_a_duration_is_shown_in_hours_and_minutes(app):
    shown = [of("duration").show(Decimal(n), locale("sv"), app).replace("\u00a0", " ") for n in (0, 59, 60, 95, -5)]
    assert shown == ["0 min", "59 min", "1 h", "1 h 35 min", "-5 min"]


@given(order=st.permutations(["a", "b"]))
def test_an_order_is_kept_as_it_was_given(order, app):
    kind, en = of("rank"), locale("en")
    assert kind.parse(kind.edit_text(order, en, app, TIER), en, app, TIER) == order
    assert kind.from_json(kind.to_text(order, app, TIER), app, TIER) == kind.from_json(order, app, TIER) == order


def test_an_order_says_each_place_once(app):
    assert of("rank").show(["b", "a"], locale("en"), app, TIER) == "1. Silver, 2. Gold"
    assert isinstance(of("rank").parse("Gold; Gold", locale("en"), app, TIER), Unreadable)
    assert isinstance(of("rank").parse("Gold; Tin", locale("en"), app, TIER), Unreadable)
    assert of("rank").fit(["b", "b", "a"], app, TIER) == ["b", "a"]


def test_an_order_is_ended_or_not_begun():
    assert of("rank").doubt(["a"], locale("en"), TIER, None, None).key == "rank_more"
    assert of("rank").doubt(["a"], locale("en"), TIER, None, Decimal(1)) is None
    assert of("rank").doubt(["a", "b"], locale("en"), TIER, None, None) is None


def test_a_rating_is_read_out_of_its_stars(app):
    kind = of("rating")
    assert kind.show(Decimal(3), locale("en"), app, STARS) == "3 of 5"
    assert kind.show(Decimal(3), locale("sv"), app, STARS) == "3 av 5"
    assert kind.edit_text(Decimal(3), locale("sv"), app, STARS) == "3"
    assert isinstance(kind.parse("3.5", locale("en"), app, STARS), Unreadable)


@given(steps=st.integers(0, 200), low=st.decimals(-50, 50, places=1))
def test_each_step_of_a_scale_is_whole_and_reads_back(steps, low, app):
    value, kind = low + steps * Decimal("0.5"), of("scale")
    assert kind.doubt(value, locale("en"), HALVES, low, None) is None
    assert kind.doubt(value + Decimal("0.2"), locale("en"), HALVES, low, None).key == "not_a_step"
    assert kind.from_json(kind.to_json(value, app, HALVES), app, HALVES) == value


@given(number=st.integers(1, 10**9), device=st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=6, max_size=6))
@pytest.mark.parametrize("format", ["SD-{device}-{0000}", "{0}{device}", "a.b({000}) {device}"])
def test_a_number_is_found_again_in_its_text(format, number, device):
    text = numbered(format, device, number)
    assert number_in(text, format, device) == number
    assert number_in(text + "x", format, device) is None


def test_a_number_is_as_wide_as_its_zeros():
    assert numbered("SD-{device}-{0000}", "7KQ2MX", 12) == "SD-7KQ2MX-0012"
    assert numbered("SD-{device}-{00}", "7KQ2MX", 12345) == "SD-7KQ2MX-12345"


@given(called=st.text(max_size=300))
def test_a_file_keeps_what_it_was_called_within_reason(called):
    item = kept_as("0" * 64 + ".pdf", called)
    stored, name = parts_of(item)
    assert stored == "0" * 64 + ".pdf" and len(name) <= 125
    assert not set(item.removeprefix(stored + "/")) & set('/\\;\n"\0')


def test_files_are_shown_by_their_names_and_stored_by_their_content(app):
    value = [kept_as("ab.pdf", "Avtal 2027.pdf"), kept_as("cd.docx", "../Plan; B.docx")]
    assert of("file").show(value, locale("sv"), app) == "Avtal 2027.pdf, _Plan_ B.docx"
    assert of("file").files(value) == ["ab.pdf", "cd.docx"]
    assert of("file").from_json(of("file").to_text(value, app), app) == value


@pytest.mark.parametrize(
    ("holds", "value"), [("number", Decimal("1.5")), ("yes_no", True), ("text", "a"), ("money", Decimal(7))]
)
def test_a_hidden_value_is_kept_as_what_it_holds(holds, value, app):
    definition = FieldDef("h", "hidden", "x.h", "x.h", holds=holds)
    assert kind_of(definition) is of(holds)
    stored = of("hidden").to_json(value, app, definition)
    assert stored == of(holds).to_json(value, app, definition)
    assert of("hidden").from_json(stored, app, definition) == value


@given(digits=st.text("0123456789", min_size=7, max_size=12), kind=st.sampled_from(["ean13", "ean8", "upca"]))
def test_one_wrong_digit_of_a_barcode_is_noticed(digits, kind, app):
    plain = digits.zfill(12)[: DIGITS[kind] - 1]
    code = plain + check_digit(plain)
    definition = FieldDef("c", "barcode", "x.c", "x.c", kinds=(kind, "code128"))
    assert of("barcode").parse(f" {code[:3]} {code[3:]} ", locale("en"), app, definition) == code
    wrong = str((int(code[0]) + 1) % 10) + code[1:]
    assert of("barcode").parse(wrong, locale("en"), app, definition) == Unreadable("barcode_check_digit")


def test_what_is_no_barcode(app):
    plain, open_ = FieldDef("c", "barcode", "x.c", "x.c"), FieldDef("c", "barcode", "x.c", "x.c", kinds=("qr", "ean8"))
    assert of("barcode").parse("4006381333931", locale("en"), app, plain) == "4006381333931"
    assert of("barcode").parse("12345", locale("en"), app, plain).key == "not_a_barcode"
    assert of("barcode").parse("LOT-17", locale("en"), app, plain).key == "not_a_barcode"
    assert of("barcode").parse("LOT-17", locale("en"), app, open_) == "LOT-17"
    assert of("barcode").parse("٤٠٠٦٣٨١٣٣٣٩٣١", locale("ar"), app, plain) == "4006381333931"
