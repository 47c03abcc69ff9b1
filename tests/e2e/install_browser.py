"""Makes a Chromium available for the tests: the system's, else Debian's package, else Playwright's download.

Run once by `make test`. Fails loudly where none can be had: the browser tests are never skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def find() -> str | None:
    """A Chromium that is installed already, or the one Playwright downloaded."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    if find():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        done = subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
        if done.returncode == 0 and find():
            return 0
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if find():
        return 0
    print(
        "No Chromium could be installed. Install one (Debian: apt-get install chromium) and run again.", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
