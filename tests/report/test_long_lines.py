"""Many findings on a line of megabytes still print at once."""

from __future__ import annotations

import time

from fieldpact.findings import Span
from fieldpact.report.text import marked_line


def test_a_line_of_megabytes_costs_no_more_than_what_is_shown():
    line = "x" * 3_000_000 + "wrong" + "y" * 10
    start = time.process_time()
    for _ in range(200):
        shown, carets = marked_line(line, Span("a", 1, 3_000_001, 1, 3_000_006))
    assert time.process_time() - start < 1
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "wrong"
    assert len(shown) < 400
