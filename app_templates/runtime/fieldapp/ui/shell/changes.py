"""Saying that something changed: the one way in which shell and views follow state, as leaves follow their cells."""

from __future__ import annotations

from collections.abc import Callable


class Changes:
    """A list of listeners. `tell` calls them in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: dict[int, Callable[[], None]] = {}
        self._next = 0

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` at each `tell` until the returned function is called."""
        key = self._next
        self._next += 1
        self._listeners[key] = changed

        def stop() -> None:
            self._listeners.pop(key, None)

        return stop

    def tell(self) -> None:
        for changed in list(self._listeners.values()):
            changed()
