"""A bound on the work of one formula: loops inside loops end with an error value instead of keeping a person waiting.

A formula has a number of steps, fewer the longer it is, so that their product is bounded. Functions spend a step for
each row that they go through and for each stretch of a long text. What is spent is kept for each thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

from fieldapp.formula.values import ErrorValue

STEPS: Final = 1_000_000
"""Of a formula of at most SHORT nodes: enough for 100 lines that each look through 10,000 products."""
SHORT: Final = 50
NEW_ROW: Final = 4
STRETCH: Final = 200
"""Characters of a text that count as one step."""
TOO_MUCH: Final = ErrorValue("QuotaExceeded", "The formula goes through too many rows.")


class OutOfWork(Exception):
    """The formula's steps are used up. Caught where the formula was called; no IfError sees it."""


class Account(threading.local):
    """The steps left to the formula that runs in this thread; outside of formulas there is no end to them."""

    left = float("inf")


ACCOUNT: Final = Account()


def spend(steps: int) -> None:
    ACCOUNT.left -= steps
    if ACCOUNT.left < 0:
        raise OutOfWork


def spend_on_new(rows: int) -> None:
    """Rows made of nothing take memory as well as time."""
    spend(NEW_ROW * rows)


def spend_on(value: Any) -> None:
    """What it costs to go through a value once."""
    if value.__class__ is list:
        spend(len(value))
    elif value.__class__ is str and len(value) > STRETCH:
        spend(len(value) // STRETCH)


def bounded(formula: Callable[..., Any], nodes: int) -> Callable[..., Any]:
    """`formula` with an account of its own."""
    steps = STEPS * SHORT // max(SHORT, nodes)

    def run(*arguments: Any) -> Any:
        before = ACCOUNT.left
        ACCOUNT.left = steps
        try:
            return formula(*arguments)
        except OutOfWork:
            return TOO_MUCH
        finally:
            ACCOUNT.left = before

    return run
