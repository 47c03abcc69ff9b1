"""Something that tells those who show it when it has changed."""

from __future__ import annotations

from collections.abc import Callable


class Observable:
    """Holds the callbacks of one leaf of the screen, or of several."""

    __slots__ = ("_subscribers",)

    def __init__(self) -> None:
        self._subscribers: dict[object, Callable[[], None]] = {}

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Calls `changed` after each change of what is shown; the answer unsubscribes, and may be called twice."""
        token = object()
        self._subscribers[token] = changed

        def unsubscribe() -> None:
            self._subscribers.pop(token, None)

        return unsubscribe

    def notify(self) -> None:
        for changed in tuple(self._subscribers.values()):
            changed()
