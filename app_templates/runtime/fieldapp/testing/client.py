"""A client without a screen: it answers Flet as a phone would. It stands on internals of exactly Flet 1.0.5."""

from __future__ import annotations

import asyncio
import concurrent.futures
import importlib
from collections.abc import Mapping
from typing import Any

from flet.controls.base_control import BaseControl
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    configure_encode_object_for_msgpack,
    decode_ext_from_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

msgpack: Any = importlib.import_module("msgpack")  # without types of its own
PHONE: Mapping[str, Any] = {"route": "/", "width": 390, "height": 844, "platform": "android", "web": False}
"""What a phone says of itself when it registers."""


_untyped: Any = configure_encode_object_for_msgpack
_encode = _untyped(BaseControl)


def packed(value: Any) -> bytes:
    """`value` as it would go over the wire; a control that can't be sent fails here, as it would on a phone."""
    encoded = msgpack.packb(value, default=_encode)
    assert isinstance(encoded, bytes)
    return encoded


class Client(Connection):
    """The other end of a session: takes every message, answers every call with nothing, remembers crashes."""

    def __init__(self) -> None:
        base: Any = super()  # Flet leaves its constructor untyped
        base.__init__()
        self.page_url = "http://headless"
        self.loop = asyncio.get_running_loop()
        self.executor = concurrent.futures.ThreadPoolExecutor(1)
        self.pubsubhub = PubSubHub(loop=self.loop, executor=self.executor)
        self.crashes: list[str] = []
        self.calls: list[tuple[str, Mapping[str, Any]]] = []
        """Methods that the app called on controls: name and arguments."""
        self.bytes_sent = 0
        self.session: Any = Session(self)

    def send_message(self, message: Message) -> None:
        raw = packed([message.action, message.body])
        self.bytes_sent += len(raw)
        _, body = msgpack.unpackb(raw, ext_hook=decode_ext_from_msgpack, strict_map_key=False)
        if message.action == MessageAction.SESSION_CRASHED:
            self.crashes.append(str(body["message"]))
        if message.action == MessageAction.INVOKE_METHOD:
            self.calls.append((str(body["name"]), body["args"] or {}))
            self.loop.call_soon(self._answer, body)

    def _answer(self, call: Mapping[str, Any]) -> None:
        self.session.handle_invoke_method_results(call["control_id"], call["call_id"], None, None)

    def stop(self) -> None:
        self.session.close()
        self.executor.shutdown(wait=False)
