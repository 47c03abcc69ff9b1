"""`nearest`: close slips are named, other words aren't."""

import pytest

from fieldpact.suggest import nearest

WORDS = ["read_only", "required", "type", "visible", "where", "fields", "label", "account", "to"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("readOnly", "read_only"),
        ("read-only", "read_only"),
        ("requird", "required"),
        ("tpye", "type"),
        ("field", "fields"),
        ("lable", "label"),
        ("Account", "account"),
        ("visable", "visible"),
        ("xyz", None),
        ("", None),
        ("photo", None),
    ],
)
def test_nearest(word, meant):
    assert nearest(word, WORDS) == meant


def test_the_answer_does_not_depend_on_the_order():
    assert nearest("ab1", ["ab3", "ab2"]) is nearest("ab1", ["ab2", "ab3"])
