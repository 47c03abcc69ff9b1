"""An https server on this machine, with a certificate of its own making."""

from __future__ import annotations

import datetime as dt
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Host:
    port: int
    trusted: ssl.SSLContext
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Method, target and body of each request."""
    headers: list[dict[str, str]] = field(default_factory=list)
    status: int = 200
    answer: dict[str, str] = field(default_factory=dict)
    body: bytes = b"ok"
    said_length: int | None = None
    drip: threading.Event | None = None
    """Waited for after each byte."""

    @property
    def name(self) -> str:
        return f"localhost:{self.port}"

    def url(self, target: str = "/") -> str:
        return f"https://{self.name}{target}"


def certificate(folder: Path, name: str = "localhost") -> Path:
    """A file with a certificate for `name` that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@contextmanager
def hosting(folder: Path, name: str = "localhost") -> Iterator[Host]:
    """A running host whose certificate is for `name`."""
    file = certificate(folder, name)
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusted.load_verify_locations(file)

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            host.asked.append((self.command, self.path, self.rfile.read(size)))
            host.headers.append({name.lower(): text for name, text in self.headers.items()})
            self.send_response(host.status)
            for name, text in host.answer.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(host.said_length or len(host.body)))
            self.end_headers()
            for at in range(len(host.body)) if host.drip else ():
                self.wfile.write(host.body[at : at + 1])
                host.drip.wait(0.1)
            if not host.drip:
                self.wfile.write(host.body)

        do_GET = do_POST = do_PUT = handle_one

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    host = Host(server.server_port, trusted)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
