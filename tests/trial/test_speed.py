"""Tests of a spec are run at every save, so they take no time that a person notices."""

from __future__ import annotations

import time

from fieldpact.pipeline import read_model, run_tests

SALE = "{name: Sale, in: order, given: {kind: sale, note: a, lines: [{product: p1, qty: 2}, {product: p2}]}}"


def test_twenty_tests_take_less_than_a_tenth_of_a_second(spec):
    reading = read_model(spec("\n".join([SALE] * 20)))
    assert reading.app is not None

    def seconds():
        start = time.perf_counter()
        assert len(run_tests(reading, reading.app).outcomes) == 20
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < 0.1
