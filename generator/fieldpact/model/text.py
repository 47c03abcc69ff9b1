"""Human text of the app: by language, already completed with the app's first language."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.unchanging import unchanging


@unchanging
class Text:
    """A text by language code. `key` is its name in the bundle's strings (`visit.total.label`).

    `given` is False where the compiler made the text up from an id, so that rules can ask for a real one.
    """

    key: str
    by_language: Mapping[str, str]
    given: bool = True

    def first(self) -> str:
        """The text in the app's first language."""
        return next(iter(self.by_language.values()), "")
