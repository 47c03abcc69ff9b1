"""What the two ends of a scale mean."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.unchanging import unchanging
from fieldpact.model.text import Text


@unchanging
class Ends:
    low: Text | None = None
    high: Text | None = None

    def texts(self) -> Iterator[tuple[Text, str]]:
        """What is written at the ends, with its key."""
        for text, key in ((self.low, "low"), (self.high, "high")):
            if text is not None:
                yield text, key
