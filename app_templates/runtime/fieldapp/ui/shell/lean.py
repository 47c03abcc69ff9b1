"""What Flet 1.0.5 works out over and over although nobody needs it, worked out once or not at all.

Serving a browser, Flet writes every message into a line of its log before it asks whether anybody reads that log: the
controls of a screen with all that they hold, the app's whole definition among it. A pad of 300 rows took 15 seconds of
that, and the packed message a few milliseconds. And each event looks through all annotations of its control again for
the type of the event.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flet.controls import base_control
from flet.messaging.protocol import Message

_flet: Any = base_control
_event_type: Callable[[Any, str], Any] = _flet.get_event_field_type
_known: dict[tuple[type, str], Any] = {}


def make_lean() -> None:
    """From now on messages are named by what they do, and the types of events are remembered. May be called again."""
    message: Any = Message
    message.__repr__ = _named
    _flet.get_event_field_type = event_type


def event_type(control: Any, field: str) -> Any:
    """The type of the events that a field such as `on_click` takes."""
    at = (type(control), field)
    if at not in _known:
        _known[at] = _event_type(control, field)
    return _known[at]


def _named(message: Message) -> str:
    return f"Message({message.action.name})"
