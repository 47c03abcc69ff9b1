"""The one way out of the app: https to hosts that IT's policy names, and to nobody else.

Nothing else in `fieldapp` opens a connection. What the environment says of proxies isn't asked, since a proxy would be
a host that IT doesn't know; a redirect isn't followed, since it names the next host itself.
"""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Iterable, Mapping

from fieldapp.app.definition import AppDef
from fieldapp.policy.hosts import Address, address
from fieldapp.unchanging import unchanging

PATIENCE = 30.0
"""Seconds that an answer may take, all of it."""
LARGEST = 32 * 1024 * 1024
"""Bytes of an answer."""
_PIECE = 64 * 1024
_OWN_HEADERS = frozenset(("host", "connection", "content-length", "transfer-encoding", "accept-encoding", "expect"))


class HostRefused(Exception):
    """The policy doesn't let the app go there; nothing was sent."""


class BadAnswer(Exception):
    """The host answered in a way that the app doesn't take: it sends elsewhere, too much, or packed."""


class NoAnswer(Exception):
    """No connection, none that can be trusted, or no whole answer in time. Later it may work."""


@unchanging
class Answer:
    """What a host said. Names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """Talks to `hosts`; with none it talks to nobody. Each call is a connection of its own, and blocks."""

    def __init__(
        self,
        hosts: Iterable[str],
        *,
        patience: float = PATIENCE,
        largest: int = LARGEST,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        """`trusted` is for an organisation's own certificates; the device's are the default."""
        self.hosts = tuple(hosts)
        self._patience = patience
        self._largest = largest
        self._trusted = trusted

    def send(
        self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request and its answer, whatever its status. Raises `HostRefused`, `BadAnswer` and `NoAnswer`."""
        to = address(url, self.hosts)
        if to is None:
            raise HostRefused(url)
        own = {name: text for name, text in (headers or {}).items() if name.lower() not in _OWN_HEADERS}
        until = time.monotonic() + self._patience
        try:
            connection = http.client.HTTPSConnection(
                to.host, to.port, timeout=self._patience, context=self._trusted or trust_of_device()
            )
            try:
                connection.request(method, to.target, body, {**own, "Accept-Encoding": "identity"})
                return self._answer(connection.getresponse(), to, until)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(to.host) from error

    def _answer(self, response: http.client.HTTPResponse, to: Address, until: float) -> Answer:
        headers = {name.lower(): text for name, text in response.getheaders()}
        if 300 <= response.status < 400 and "location" in headers:
            raise BadAnswer(f"{to.host} sends elsewhere")
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise BadAnswer(f"{to.host} answers packed")
        body = bytearray()
        while piece := response.read1(_PIECE):
            body += piece
            if len(body) > self._largest:
                raise BadAnswer(f"{to.host} answers too much")
            if time.monotonic() > until:
                raise NoAnswer(to.host)
        if response.length:
            raise NoAnswer(to.host)  # the connection ended before the answer did
        return Answer(response.status, headers, bytes(body))


def client_of(app: AppDef) -> Client:
    """The client of an app. A draft was approved by nobody, so it talks to nobody."""
    return Client(() if app.draft else app.policy.get("hosts") or ())


def trust_of_device() -> ssl.SSLContext:
    """Certificates that the device trusts, names that fit, TLS 1.2 or later.

    Made by hand: Python's ready one writes the keys of connections to a file that the environment may name.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    return context
