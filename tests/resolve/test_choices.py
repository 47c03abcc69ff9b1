"""Options with columns and options in a file: what is read, what is refused, and how many are fine."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.work import counted

from fieldapp.app.definition import AppDef
from fieldapp.app.strings import Strings
from fieldapp.bundle import read_bundle
from fieldapp.fields.options import by_text, by_value
from fieldpact.pipeline import Reading, check, render_bundle_of
from fieldpact.resolve.choices import file_of, read_choices

SPEC = """\
fieldpact: 1
app: {id: com.example.app, name: App, version: 1.0.0, languages: [en, sv], currency: SEK}
choices:
  city: {from: data/cities.csv}
tables:
  visit:
    fields:
      region: text
      city: {type: choice, options: city, where: =region = Form.region}
      second: {type: choice, options: city}
"""


def _read(folder: Path, rows: str) -> Reading:
    (folder / "data").mkdir()
    (folder / "data" / "cities.csv").write_text(rows)
    (folder / "spec.yaml").write_text(SPEC)
    return check(folder / "spec.yaml")


def test_a_list_of_one_file_is_told_from_an_option_called_from():
    assert file_of({"from": "data/cities.csv"}) == "data/cities.csv"
    assert file_of({"from": "From"}) is None
    assert file_of({"from": "data/cities.csv", "to": "To"}) is None
    assert file_of({"from": {"en": "From"}}) is None


def test_labels_are_by_language_and_the_rest_are_columns():
    read = read_choices("cities.csv", b"value;label;label:sv;region\r\nm;Malmo;Malm\xc3\xb6;south\r\n", ("en", "sv"))
    assert not read.findings
    assert read.options == {"m": {"label": {"en": "Malmo", "sv": "Malmö"}, "region": "south"}}


def test_what_is_no_text_is_a_finding_in_its_line():
    (finding,) = read_choices("cities.csv", b"value,label\nm,Malm\xf6\n", ("en",)).findings
    assert (finding.code, finding.span and finding.span.line) == ("not-utf8", 2)


def test_a_label_that_a_language_lacks_is_that_of_the_first(tmp_path: Path):
    reading = _read(tmp_path, "value,label,label:sv,region\nm,Malmo,,south\n")
    assert reading.app is not None
    app = read_bundle(render_bundle_of(reading, reading.app, {}))
    assert Strings(app, "sv").of("choices.city.m") == "Malmo"


def test_options_that_say_nothing_in_a_language_are_one_finding_in_their_file(tmp_path: Path):
    reading = _read(tmp_path, "value,label,label:sv,region\nm,Malmo,Malmö,s\nl,Lund,,s\no,Oslo,,n\n")
    (gap,) = [finding for finding in reading.findings if finding.code == "missing-texts"]
    assert gap.message == "2 of 3 options say nothing in sv: l, o" and gap.hint == "fill in the column label:sv"
    assert gap.span is not None and (Path(gap.span.file).name, gap.span.line) == ("cities.csv", 3)


def test_a_language_without_a_column_is_one_finding_however_long_the_list(tmp_path: Path):
    rows = "".join(f"c{n},City {n},s\n" for n in range(5_000))
    reading = _read(tmp_path, f"value,label:en,region\n{rows}")
    (gap,) = [finding for finding in reading.findings if finding.path == str(tmp_path / "data" / "cities.csv")]
    assert (gap.message, gap.hint) == ("the options say nothing in sv", "add a column label:sv")


def test_a_column_label_alone_is_for_all_languages(tmp_path: Path):
    reading = _read(tmp_path, "value,label,region\nm,Malmo,south\n")
    assert [finding for finding in reading.findings if finding.path.endswith("cities.csv")] == []
    assert reading.app is not None
    app = read_bundle(render_bundle_of(reading, reading.app, {}))
    assert Strings(app, "sv").of("choices.city.m") == "Malmo"


def test_a_file_that_changes_is_in_the_bundle_and_two_fields_share_it(tmp_path: Path):
    reading = _read(tmp_path, "value,label,region\nm,Malmo,south\n")
    assert reading.app is not None
    files = render_bundle_of(reading, reading.app, {})
    assert files["choices/city.csv"] == b"value,label:en,label:sv,region\nm,Malmo,Malmo,south\n"
    fields = read_bundle(files).tables["visit"]
    assert fields.field("city").options is fields.field("second").options
    assert fields.field("city").options[0].columns == {"region": "south"}


def _options(folder: Path, many: int) -> AppDef:
    """The app with a list of so many cities, through the bundle."""
    folder.mkdir()
    rows = "".join(f"c{n},City {n},Stad {n},r{n % 20}\n" for n in range(many))
    reading = _read(folder, f"value,label,label:sv,region\n{rows}")
    assert reading.app is not None
    return read_bundle(render_bundle_of(reading, reading.app, {}))


def test_twice_the_options_are_twice_the_work_to_check_and_pack(tmp_path: Path):
    _options(tmp_path / "warm", 10)
    (_, once), (_, twice) = (counted(partial(_options, tmp_path / str(n), n)) for n in (2_000, 4_000))
    assert twice < 3 * once


def test_an_option_of_ten_thousand_is_found_without_looking_at_the_others(tmp_path: Path):
    app = _options(tmp_path / "many", 10_000)
    field, swedish = app.tables["visit"].field("city"), Strings(app, "sv")
    by_value(field), by_text(field, swedish)

    def find() -> None:
        for n in range(1_000):
            assert by_value(field)[f"c{n}"].columns["region"] == f"r{n % 20}"
            assert by_text(field, swedish)[f"stad {n}"] == f"c{n}"

    _, work = counted(find)
    assert work < 1_000 * 50
