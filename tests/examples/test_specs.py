"""What every example promises beyond building: two complete languages, a pact, a readable brand, a real logo."""

import csv
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
HUMAN = {"label", "labels", "hint", "say", "text"}


def read(name: str) -> dict[str, Any]:
    loaded = yaml.load((EXAMPLES / name / "spec.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def human_texts(node: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Labels, hints, messages and option labels, each with its place; formulas are not among them."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from human_texts(item, f"{at}.{index}")
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in HUMAN:
                yield f"{at}.{key}", value
            elif key == "options" and isinstance(value, dict):
                yield from ((f"{at}.options.{option}", label) for option, label in value.items())
            else:
                yield from human_texts(value, f"{at}.{key}")


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.fixture(params=["store_visit", "order_capture", "shout_out", "beverage_order", "call_report", "sample_drop"])
def example(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_text_is_there_in_both_languages(example):
    spec = read(example)
    languages = set(spec["app"]["languages"])
    texts = [("app.name", spec["app"]["name"]), *human_texts(spec["tables"], "tables"), *human_texts(spec["views"])]
    texts += [(f"choices.{name}.{key}", v) for name, c in spec.get("choices", {}).items() for key, v in c.items()]
    texts += [(f"roles.{name}", text) for name, text in spec.get("roles", {}).items()]
    assert len(languages) == 2
    assert [at for at, text in texts if not isinstance(text, dict) or set(text) != languages] == []
    assert [at for at, text in texts if not all(text.values())] == []


def test_every_field_and_table_is_labelled(example):
    def unlabelled(at: str, fields: dict[str, Any]) -> Iterator[str]:
        for name, field in fields.items():
            if field["type"] != "note" and "label" not in field:
                yield f"{at}.{name}"
            yield from unlabelled(f"{at}.{name}", field.get("fields", {}))

    tables = read(example)["tables"]
    assert [at for name, table in tables.items() for at in unlabelled(name, table["fields"])] == []
    assert [name for name, table in tables.items() if not {"label", "labels", "title"} <= set(table)] == []


def test_the_pact_is_complete(example):
    pact = read(example)["pact"]
    assert pact["business"]["person"] != pact["it"]["person"] != pact["business"]["deputy"]
    assert "2027-01-01" <= pact["plan"]["go_live"] < pact["plan"]["review_by"] < "2028"
    assert all({"name", "part", "whole", "target"} <= set(measure) for measure in pact["success"])


def test_the_brand_colour_can_be_read_on_white(example):
    color = read(example)["app"]["brand"]["color"]
    assert re.fullmatch("#[0-9A-F]{6}", color)
    assert 1.05 / (luminance(color) + 0.05) >= 4.5


def test_the_logo_is_a_png_of_512_points(example):
    logo = (EXAMPLES / example / read(example)["app"]["brand"]["logo"]).read_bytes()
    assert logo[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", logo[16:24]) == (512, 512)


def test_reference_data_has_a_column_for_each_field_and_its_links_lead_somewhere(example):
    tables = {name: table for name, table in read(example)["tables"].items() if "from" in table}
    data: dict[str, list[dict[str, str]]] = {}
    for name, table in tables.items():
        with (EXAMPLES / example / table["from"]).open(encoding="utf-8", newline="") as file:
            data[name] = list(csv.DictReader(file))
        assert list(data[name][0]) == ["id", *table["fields"]]
    for name, table in tables.items():
        for field, definition in table["fields"].items():
            values = {row[field] for row in data[name]}
            if definition["type"] == "link":
                assert values <= {row["id"] for row in data[definition["to"]]}
            if definition["type"] == "choice":
                assert values <= set(read(example)["choices"][definition["options"]])
