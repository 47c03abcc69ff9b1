"""Tests of a spec are run at every save, so one of them is little work, and twenty are twenty times that."""

from __future__ import annotations

from fieldpact.pipeline import read_model, run_tests
from tests.work import counted

SALE = "{name: Sale, in: order, given: {kind: sale, note: a, lines: [{product: p1, qty: 2}, {product: p2}]}}"


def test_a_test_takes_little_work_however_many_there_are(spec):
    def work(tests):
        reading = read_model(spec("\n".join([SALE] * tests)))
        assert reading.app is not None
        ran, calls = counted(lambda: run_tests(reading, reading.app))
        assert len(ran.outcomes) == tests
        return calls

    work(1)  # what is worked out once in a process is
    one, twenty = work(1), work(20)
    assert one < 50_000
    assert twenty - one < 19 * 5_000
