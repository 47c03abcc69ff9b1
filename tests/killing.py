"""A process that works until it is killed. It is forked, so it begins at once, with everything imported."""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable
from typing import NoReturn


def killed(work: Callable[[Callable[[str], None]], object], seconds: float) -> list[str]:
    """What `work` told its teller until it died of SIGKILL, so long after its first word."""
    told, teller = os.pipe()
    if (child := os.fork()) == 0:
        os.close(told)
        _work(work, teller)
    os.close(teller)
    with os.fdopen(told, encoding="utf-8") as lines:
        words = [lines.readline()]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        words += lines.readlines()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, "the work ended by itself"
    return [word.removesuffix("\n") for word in words if word.endswith("\n")]  # the last one may be cut by the kill


def _work(work: Callable[[Callable[[str], None]], object], teller: int) -> NoReturn:
    """Nothing of the test goes on in the child: what is wrong is said, and the process ends."""
    try:
        work(lambda word: _tell(teller, word))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _tell(teller: int, word: str) -> None:
    os.write(teller, f"{word}\n".encode())
