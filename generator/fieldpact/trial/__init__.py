"""The tests of a spec, tried out on the app's own form engine, in memory."""

from __future__ import annotations

from fieldpact.trial.coverage import Gap
from fieldpact.trial.outcome import Difference, Outcome
from fieldpact.trial.run import Trial, run

__all__ = ["Difference", "Gap", "Outcome", "Trial", "run"]
