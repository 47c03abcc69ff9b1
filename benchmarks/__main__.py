"""`python -m benchmarks`: every row of the design's table that can be measured, as docs/benchmarks.md.

Absolute figures are of the machine it ran on; the ratios are the point. Nothing here is asserted in a test.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
from pathlib import Path

from benchmarks import build, check, formula, keystroke, pad, screen, store

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main() -> None:
    rows = [row for module in (check, build, formula, keystroke, pad, store, screen) for row in module.rows()]
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Medians; ours and the peer's runs in turn, in one go.",
        f"{dt.date.today()}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        "",
        "| What | Measured | Reach | Peer |",
        "|---|---|---|---|",
        *(f"| {what} | {measured} | {reach} | {peer} |" for what, measured, reach, peer in rows),
        "",
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
