"""Where an app begins: find the bundle, open its data, run."""

from __future__ import annotations

import os
from pathlib import Path

import flet as ft

from fieldapp.app.bundle import BundleRefused, load_bundle
from fieldapp.app.definition import AppDef
from fieldapp.data.repository import Repository
from fieldapp.ui.shell.root import show
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.refused import refused_view


def run(bundle: Path | None = None, data: Path | None = None, port: int | None = None) -> None:
    """Run the app of `bundle` (by default the one beside the main file) over the records in `data`.

    In the environment: `FIELDAPP_DATA` is the data folder, `FIELDAPP_WEB=1` serves the app to a browser instead of
    a window of its own, on `FIELDAPP_PORT` (8550). The address is printed.
    """
    bundle = bundle or packaged_bundle()
    if os.environ.get("FIELDAPP_WEB") != "1" and port is None:
        ft.run(main=lambda page: open_app(page, bundle, data))
        return
    port = port if port is not None else int(os.environ.get("FIELDAPP_PORT", "8550"))
    print(f"http://127.0.0.1:{port}", flush=True)
    os.environ.setdefault("FLET_FORCE_WEB_SERVER", "true")  # no browser is opened behind the person's back
    ft.run(
        main=lambda page: open_app(page, bundle, data),
        view=ft.AppView.WEB_BROWSER,
        port=port,
        no_cdn=True,
        assets_dir=str(bundle),
    )


def open_app(page: ft.Page, bundle: Path, data: Path | None = None) -> AppState | None:
    """Show the app on `page`; None when the bundle was refused and the page says so."""
    try:
        app = load_bundle(bundle)
    except BundleRefused as refusal:
        reason = refusal.reason
        page.render_views(lambda: [refused_view(reason)])
        return None
    folder = data or data_folder(app)
    folder.mkdir(parents=True, exist_ok=True)
    state = AppState(app, Repository(app, folder), folder, page)
    show(page, state)
    return state


def packaged_bundle() -> Path:
    """`src/bundle`, beside the main file and this package."""
    return Path(__file__).resolve().parents[3] / "bundle"


def data_folder(app: AppDef) -> Path:
    """Where this app's records live: told by the environment, by the device, else under the home folder."""
    told = os.environ.get("FIELDAPP_DATA") or os.environ.get("FLET_APP_STORAGE_DATA")
    return Path(told) if told else Path.home() / ".local" / "share" / app.id
