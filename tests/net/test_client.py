"""The one HTTP client against real https hosts on this machine: where it goes, and where nothing moves it to go."""

from __future__ import annotations

import dataclasses
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.net.client import LARGEST, BadAnswer, Client, HostRefused, NoAnswer, client_of, trust_of_device
from tests.net.hosting import Host, hosting
from tests.sealed import sealed_app


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with hosting(tmp_path) as host:
        yield host


def client(host: Host, patience: float = 10, largest: int = LARGEST) -> Client:
    return Client([host.name], patience=patience, largest=largest, trusted=host.trusted)


def test_it_asks_a_host_that_the_policy_names(host: Host) -> None:
    host.answer = {"ETag": '"1"'}
    answer = client(host).send("POST", host.url("/push?since=1"), b"{}", {"Authorization": "Bearer x"})
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"ok", '"1"')
    assert host.asked == [("POST", "/push?since=1", b"{}")]
    assert host.headers[0]["authorization"] == "Bearer x"


def test_an_answer_that_says_no_is_an_answer(host: Host) -> None:
    host.status = 409
    assert client(host).send("GET", host.url()).status == 409


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every attempt to look up a name or to connect."""
    tried: list[object] = []

    def note(*asked: object, **_: object) -> None:
        tried.append(asked)
        raise AssertionError(f"went out: {asked}")

    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, note)
    return tried


@pytest.mark.parametrize(
    "url",
    [
        "http://crm.acme.com/",
        "https://crm.acme.com.evil.io/",
        "https://evil-crm.acme.com/",
        "https://crm.acme.com@evil.io/",
        "https://evil.io#@crm.acme.com/",
        "https://crm.acme.com./",
        "https://crm.acme.com:8443/",
        "https://crm.аcme.com/",
        "https://xn--crm-cme.com/",
        "https://crm.acme.com\\@evil.io/",
        "https://crm.acme.com/a b",
        "https://crm.acme.com/\r\nHost: evil.io",
        "https://127.0.0.1/",
        "file:///etc/passwd",
        "",
    ],
)
def test_all_else_is_refused_before_anything_goes_out(url: str, nowhere: list[object]) -> None:
    with pytest.raises(HostRefused):
        Client(["crm.acme.com"]).send("GET", url)
    assert nowhere == []


def test_a_draft_talks_to_nobody(tmp_path: Path, nowhere: list[object]) -> None:
    app = dataclasses.replace(load_bundle(sealed_app(tmp_path / "bundle")), policy={"hosts": ["crm.acme.com"]})
    draft, release = (dataclasses.replace(app, draft=draft) for draft in (True, False))
    with pytest.raises(HostRefused):
        client_of(draft).send("GET", "https://crm.acme.com/")
    assert nowhere == []
    assert client_of(release).hosts == ("crm.acme.com",)
    assert client_of(dataclasses.replace(release, policy={})).hosts == ()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_even_to_a_listed_host(host: Host, status: int, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with hosting(tmp_path / "other") as other:
        host.status, host.answer = status, {"Location": other.url()}
        with pytest.raises(BadAnswer, match="sends elsewhere"):
            Client([host.name, other.name], trusted=host.trusted).send("GET", host.url())
        assert other.asked == []
    assert len(host.asked) == 1


def test_a_certificate_that_the_device_does_not_trust_ends_it(host: Host) -> None:
    with pytest.raises(NoAnswer):
        Client([host.name]).send("POST", host.url(), b"secret")
    assert host.asked == []


def test_a_certificate_for_another_name_ends_it(tmp_path: Path) -> None:
    with hosting(tmp_path, name="crm.evil.io") as host:
        with pytest.raises(NoAnswer):
            client(host).send("POST", host.url(), b"secret")
        assert host.asked == []


def test_keys_of_connections_are_written_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    assert trust_of_device().keylog_filename is None


def test_proxies_of_the_environment_are_not_asked(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert client(host).send("GET", host.url()).status == 200


def test_too_much_is_not_taken(host: Host) -> None:
    host.body = b"x" * 300_000
    assert len(client(host, largest=300_000).send("GET", host.url()).body) == 300_000
    with pytest.raises(BadAnswer, match="too much"):
        client(host, largest=299_999).send("GET", host.url())


def test_a_packed_answer_is_not_taken(host: Host) -> None:
    host.answer = {"Content-Encoding": "gzip"}
    with pytest.raises(BadAnswer, match="packed"):
        client(host).send("GET", host.url())
    assert host.headers[0]["accept-encoding"] == "identity"


def test_a_host_that_drips_is_given_up(host: Host) -> None:
    host.body, host.drip = b"x" * 50, threading.Event()
    with pytest.raises(NoAnswer):
        client(host, patience=0.3).send("GET", host.url())
    host.drip.set()


def test_half_an_answer_is_none(host: Host) -> None:
    host.said_length = 100
    with pytest.raises(NoAnswer):
        client(host).send("GET", host.url())


def test_nobody_there_is_no_answer() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NoAnswer):
        Client([f"localhost:{port}"]).send("GET", f"https://localhost:{port}/")


def test_a_caller_cannot_name_another_host_in_a_header(host: Host) -> None:
    client(host).send("GET", host.url(), headers={"HOST": "evil.io", "Transfer-Encoding": "chunked"})
    assert host.headers[0]["host"] == host.name
    assert "transfer-encoding" not in host.headers[0]
