"""Numbers beyond the limits are errors with a kind, at any size."""

from __future__ import annotations

import pytest

from fieldpact.formula import evaluate


@pytest.mark.parametrize("text", ["1e400", "1e29", "9" * 5000, "-1e99999", "1e400 * 0"])
def test_a_number_too_large_is_an_error_and_no_traceback(text):
    value = evaluate(text)
    assert getattr(value, "kind", None) is not None


def test_the_largest_number_is_one():
    assert str(evaluate("79228162514264337593543950335")) == "79228162514264337593543950335"
