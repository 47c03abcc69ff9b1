"""A generated app or a preview as a process of its own, as a person runs it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.tidy.house import ROOT

FIELDPACT = [sys.executable, "-m", "fieldpact"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def build(example: str, target: Path) -> Path:
    """An example, built by the command line."""
    command = [*FIELDPACT, "build", str(ROOT / "examples" / example), "-o", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


class Served:
    """One process that serves a page. `kill` is kill -9."""

    def __init__(self, command: list[str], address: str, env: dict[str, str] | None = None) -> None:
        self.command, self.address, self.env = command, address, {**os.environ, **(env or {})}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Served:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(1000):
            if self.process.poll() is not None:
                said = self.process.stderr.read().decode() if self.process.stderr else ""
                raise AssertionError(f"the server stopped: {said[-2000:]}")
            try:
                with urllib.request.urlopen(self.address, timeout=2):
                    return
            except OSError:
                time.sleep(0.03)
        raise AssertionError(f"no answer from {self.address}")

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


def app(folder: Path, data: Path) -> Served:
    """The generated app in `folder`, with its records in `data`."""
    port = free_port()
    env = {"FIELDAPP_WEB": "1", "FIELDAPP_PORT": str(port), "FIELDAPP_DATA": str(data), "PYTHONPATH": ""}
    return Served([sys.executable, str(folder / "src" / "main.py")], f"http://127.0.0.1:{port}/", env)


def preview(spec: Path, cache: Path, *options: str) -> Served:
    port = free_port()
    command = [*FIELDPACT, "preview", str(spec), "--port", str(port), "--no-open", *options]
    return Served(command, f"http://127.0.0.1:{port}/", {"XDG_CACHE_HOME": str(cache)})
