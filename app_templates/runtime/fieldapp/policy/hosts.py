"""Which addresses the app may talk to: the policy's hosts, letter by letter, over https only.

The address is read by one strict pattern and not by a lenient parser: where two parsers read an address differently,
one of them is asked and the other one connects. So whoever connects takes the parts that were read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fieldapp.unchanging import unchanging

_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_URL = re.compile(
    rf"https://({_LABEL}(?:\.{_LABEL})*)(?::([1-9][0-9]{{0,4}}))?((?:[/?][!\"$-\[\]-~]*)?)(?:#[!-\[\]-~]*)?",
    re.IGNORECASE,
)
_DEFAULT_PORT = "443"


@unchanging
class Address:
    """The parts of an address that the policy allows."""

    host: str
    port: int
    target: str
    """Path and query, as they are asked for."""


def allowed(url: str, hosts: Iterable[str]) -> bool:
    """Whether `url` goes to one of `hosts`, each a name or `name:port`; a name alone stands for port 443.

    Refused are http, names that merely begin or end like a listed one, letters beyond ASCII, names before an `@`,
    a final dot, ports that are not listed, spaces, control characters and backslashes.
    """
    return address(url, hosts) is not None


def address(url: str, hosts: Iterable[str]) -> Address | None:
    """The parts of `url`; None where it isn't `allowed`."""
    found = _URL.fullmatch(url)
    if found is None or not url.isascii():  # without regard to case, [a-z] also matches two letters beyond ASCII
        return None
    host, port, target = found[1].lower(), found[2] or _DEFAULT_PORT, found[3]
    if f"{host}:{port}" not in {_with_port(listed) for listed in hosts}:
        return None
    return Address(host, int(port), target if target.startswith("/") else f"/{target}")


def _with_port(host: str) -> str:
    return host.lower() if ":" in host else f"{host.lower()}:{_DEFAULT_PORT}"
