"""`fieldpact preview SPEC`."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click

from fieldpact.cli.governance_option import today
from fieldpact.cli.output import SPEC, spec_path


@click.command("preview")
@SPEC
@click.option("--port", default=8600, show_default=True, help="Port of the page.")
@click.option("--phone", is_flag=True, help="Let a real phone on the same network open the app; shows a QR code.")
@click.option("--open/--no-open", "open_browser", default=None, help="Open the browser; by default with a screen.")
def command(spec: Path, port: int, phone: bool, open_browser: bool | None) -> None:
    """Show the app of SPEC in a phone frame beside its findings, and follow the spec as it is saved.

    Errors in the spec keep the last good app on the phone. Stop with Ctrl+C.
    """
    import uvicorn

    from fieldpact.preview.server import Preview
    from fieldpact.preview.workspace import Workspace

    path = spec_path(spec)
    if not path.is_file():
        click.echo(f"there is no spec at {path}", err=True)
        raise SystemExit(2)
    host = "0.0.0.0" if phone else "127.0.0.1"
    if not _free(host, port):
        click.echo(f"port {port} is taken; try --port {port + 1}", err=True)
        raise SystemExit(2)
    preview = Preview(Workspace.of(path, _cache(), today), _own_address() if phone else None, port)
    address = f"http://127.0.0.1:{port}/"
    click.echo(f"Preview of {path}: {address}")
    if phone:
        click.echo(f"On a phone: {preview.phone_url}")
    if open_browser or (open_browser is None and _has_screen()):
        click.launch(address)
    uvicorn.run(preview.asgi(), host=host, port=port, log_level="warning", timeout_graceful_shutdown=1)


def _cache() -> Path:
    """Where typed records of previews live between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(base) / "fieldpact" / "preview"


def _has_screen() -> bool:
    return os.name == "nt" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _own_address() -> str:
    """This computer's address on its network. Connecting a UDP socket sends nothing; it only picks the way out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
