"""Whole processes in turn, A B A B …, so that a drifting machine tilts neither side. Medians and the ratio's median."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall time in seconds, and its peak memory in MB."""

    seconds: float
    megabytes: float


CHILD = """
import resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, done.returncode)
"""


def once(command: Sequence[str], accept: tuple[int, ...] = (0,)) -> Run:
    """Runs a command in a process of its own, so that its peak memory is its own. An unexpected exit is an error."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = [sys.executable, "-c", CHILD, *command]
    out = subprocess.run(child, capture_output=True, text=True, check=True, env=env).stdout
    seconds, megabytes, code = out.split()
    if int(code) not in accept:
        raise RuntimeError(f"{command[0]} exited with {code}")
    return Run(float(seconds), float(megabytes))


def in_turn(ours: Sequence[str], peer: Sequence[str], runs: int = 5) -> tuple[Run, Run, float]:
    """Medians of both and of the ratio ours / peer, after one warm-up each."""
    once(ours), once(peer, (0, 1))
    a, b = [], []
    for _ in range(runs):
        a.append(once(ours))
        b.append(once(peer, (0, 1)))
    ratio = statistics.median(x.seconds / y.seconds for x, y in zip(a, b, strict=True))
    return _median(a), _median(b), ratio


def alone(command: Sequence[str], runs: int = 5) -> Run:
    once(command)
    return _median([once(command) for _ in range(runs)])


def _median(runs: list[Run]) -> Run:
    return Run(statistics.median(r.seconds for r in runs), max(r.megabytes for r in runs))


def per_call(call: Callable[[], object], times: int) -> float:
    """Median seconds of one call."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return statistics.median(found)
