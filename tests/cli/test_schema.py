"""`fieldpact schema`: what editors check specs with agrees with what `check` says."""

import json
import re

import jsonschema
import pytest
import yaml

from tests.cli.conftest import EXAMPLES, ROOT, SPEC
from tests.goldens import CASES


class CoreLoader(yaml.CSafeLoader):
    """YAML 1.2's core types, as editors read: true and false, numbers; dates and the like stay text."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:null|Null|NULL|~|)$", ["n", "N", "~", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


@pytest.fixture
def validator(fieldpact):
    schema = json.loads(fieldpact("schema").output)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def load(text):
    return yaml.load(text, Loader=CoreLoader)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_valid(validator, name):
    spec = load((ROOT / "examples" / name / "spec.yaml").read_text("utf-8"))
    assert [error.message for error in validator.iter_errors(spec)] == []


@pytest.mark.parametrize("name", ["ten_lines", "every_type", "order_lines", "hostile_texts"])
def test_specs_that_build_are_valid(validator, name):
    spec = load((CASES / name / "spec.yaml").read_text("utf-8"))
    assert [error.message for error in validator.iter_errors(spec)] == []


@pytest.mark.parametrize("name", ["unknown_keys", "wrong_shapes", "later"])
def test_specs_of_another_shape_are_not(validator, name):
    assert not validator.is_valid(load((CASES / name / "spec.yaml").read_text("utf-8")))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("spent: money", "spent: mony"),
        ("spent: money", "spent: {type: money, search: true}"),
        ("spent: money", "spent: {type: text, min: 3}"),
        ("spent: money", "spent: {type: money, lable: Spent}"),
        ("version: 1.0.0", "verson: 1.0.0"),
        ("fieldpact: 1", "fieldpact: 2"),
    ],
)
def test_mistakes_are_marked_in_the_editor_too(validator, was, becomes):
    assert validator.is_valid(load(SPEC))
    assert not validator.is_valid(load(SPEC.replace(was, becomes)))
