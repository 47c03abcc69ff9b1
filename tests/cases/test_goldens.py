"""Every case becomes, to the byte, what is kept beside it; and the app can load every bundle."""

import json
import re
from pathlib import Path

import pytest
from tests.goldens import cases, kept, made

from fieldapp.app.strings import Strings
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository

BUNDLES = [case / "bundle" for case in cases() if (case / "bundle").is_dir()]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_case_becomes_what_is_kept(case: Path) -> None:
    assert made(case) == kept(case), "if the change is meant: python -m tests.goldens"


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.parent.name)
def test_the_app_loads_the_bundle_and_its_rows(bundle: Path, tmp_path: Path) -> None:
    app = load_bundle(bundle)
    repository = Repository(app, tmp_path, bundle)
    for table in app.tables.values():
        rows = (bundle / "data" / f"{table.name}.csv").read_text("utf-8") if table.reference else ""
        assert repository.as_device().list(table.name).total == len(re.findall(r"^\w+,", rows, re.MULTILINE)) - table.reference
    repository.close()


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.parent.name)
def test_every_label_has_a_text_in_every_language(bundle: Path) -> None:
    app = load_bundle(bundle)
    for language in app.languages:
        strings = Strings(app, language)
        for table in app.tables.values():
            for field in table.fields:
                assert strings.of(field.label)
                assert all(strings.of(option.label) for option in field.options)


def test_the_stored_form_of_cells_is_one_that_the_app_reads() -> None:
    case = Path(__file__).parent / "every_type"
    place = load_bundle(case / "bundle").tables["place"]
    assert place.reference
    header, first = (case / "bundle" / "data" / "place.csv").read_text("utf-8").splitlines()[:2]
    assert header.split(",") == ["id", *(field.name for field in place.fields)]
    assert first.endswith("s,mon;tue,1200,0.15,2020-02-29,07:30,2026-11-02T08:00:00+01:00,true,3,1.5,")


def test_money_of_an_excel_file_arrives_in_minor_units() -> None:
    rows = (Path(__file__).parent / "order_lines" / "bundle" / "data" / "product.csv").read_text("utf-8")
    assert rows == "id,name,active,price\np1,Läsk 33 cl,true,13290\n"


def test_labels_of_options_never_take_the_place_of_a_fields_label() -> None:
    texts = json.loads((Path(__file__).parent / "every_type" / "bundle" / "strings" / "en.json").read_bytes())
    assert (texts["thing.kinds.label"], texts["thing.kinds.options.label"]) == ("Kinds", "Pears")
